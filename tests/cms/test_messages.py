"""Every word of the interface is there in Swedish and in Finnish."""

import ast
import re
from functools import cache
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

FUNCTIONS = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy"}
PLURALS = {"ngettext", "ngettext_lazy"}
PLURAL = re.compile(r"{%\s*plural\s*%}")
TRANSLATE = re.compile(r"""{%-?\s*translate\s+("(?P<double>[^"]+)"|'(?P<single>[^']+)')""")
FILTER_ARGUMENT = re.compile(r"""_\("([^"]+)"\)""")
BLOCK = re.compile(r"{%\s*blocktranslate trimmed[^%]*%}(?P<text>.*?){%\s*endblocktranslate", re.DOTALL)
WAGTAIL = "Wagtail"
"""What marks words of Wagtail's or Django's admin that they have not translated, or not well."""
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%[sd]")


def in_python() -> set[str]:
    found = set()
    for app in ("cms", "home", "forms", "partners"):
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and node.args:
                    found |= {text.value for text in said(node) if isinstance(text, ast.Constant)}
    return {text for text in found if isinstance(text, str)}


def said(call: ast.Call) -> list[ast.expr]:
    """The arguments of `call` that are words."""
    name = getattr(call.func, "id", "")
    return call.args[:2] if name in PLURALS else call.args[-1:] if name in FUNCTIONS else []


def in_templates() -> set[str]:
    found = set()
    for path in (settings.BASE_DIR / "templates").rglob("*"):
        if path.suffix not in {".html", ".txt"}:
            continue
        text = path.read_text()
        found |= {match["double"] or match["single"] for match in TRANSLATE.finditer(text)}
        found |= set(FILTER_ARGUMENT.findall(text))
        for match in BLOCK.finditer(text):
            for form in PLURAL.split(match["text"]):
                words = " ".join(form.split()).replace("%", "%%")
                found.add(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", words))
    return found


@cache
def in_wagtail(domain: str) -> frozenset[str]:
    """What Wagtail, its add-ons and Django's admin say: in Python, or in their scripts with "djangojs"."""
    packages = [*Path(wagtail.__file__).parents[1].glob("wagtail*"), Path(django.__file__).parent / "contrib/admin"]
    found = set()
    for package in packages:
        for path in package.rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
            with path.open("rb") as file:
                found |= {message.id for message in read_po(file) if isinstance(message.id, str)}
    return frozenset(found)


def read(language: str, domain: str) -> Catalog:
    path: Path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        return read_po(file)


def ids(message: Message) -> tuple[str, ...]:
    """The words of a message: one, or one for each number."""
    return message.id if isinstance(message.id, tuple) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.fixture(params=["sv", "fi"])
def catalogue(request):
    return read(request.param, "django")


def test_every_word_is_translated(catalogue):
    used = in_python() | in_templates()
    assert len(used) > 300
    whole = [message for message in catalogue if all(strings(message)) and not message.fuzzy]
    translated = {words for message in whole for words in ids(message)}
    assert used - translated == set()


def test_no_translation_is_left_of_words_that_are_gone(catalogue):
    used = in_python() | in_templates()
    own = [message for message in catalogue if message.id and WAGTAIL not in message.auto_comments]
    ours = {words for message in own for words in ids(message)}
    assert ours - used == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", ["sv", "fi"])
def test_no_translation_is_left_of_words_that_wagtail_no_longer_says(language, domain):
    theirs = {message.id for message in read(language, domain) if WAGTAIL in message.auto_comments}
    assert theirs
    assert theirs - in_wagtail(domain) == set()


def test_placeholders_survive_translation(catalogue):
    def placeholders(text: str) -> list[str]:
        return sorted(match[0] for match in PLACEHOLDER.finditer(text))

    wrong = [
        message.id
        for message in catalogue
        if message.id
        for words, translated in zip(ids(message), strings(message), strict=True)
        if placeholders(words) != placeholders(translated)
    ]
    assert wrong == []
