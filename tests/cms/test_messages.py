"""Every word of the interface is there in Swedish and in Finnish."""

import ast
import re
from functools import cache
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

FUNCTIONS = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy"}
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
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FUNCTIONS and node.args:
                    text = node.args[-1]
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        found.add(text.value)
    return found


def in_templates() -> set[str]:
    found = set()
    for path in (settings.BASE_DIR / "templates").rglob("*"):
        if path.suffix not in {".html", ".txt"}:
            continue
        text = path.read_text()
        found |= {match["double"] or match["single"] for match in TRANSLATE.finditer(text)}
        found |= set(FILTER_ARGUMENT.findall(text))
        for match in BLOCK.finditer(text):
            words = " ".join(match["text"].split()).replace("%", "%%")
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


@pytest.fixture(params=["sv", "fi"])
def catalogue(request):
    return read(request.param, "django")


def test_every_word_is_translated(catalogue):
    used = in_python() | in_templates()
    assert len(used) > 300
    translated = {message.id for message in catalogue if message.string and not message.fuzzy}
    assert used - translated == set()


def test_no_translation_is_left_of_words_that_are_gone(catalogue):
    used = in_python() | in_templates()
    ours = {message.id for message in catalogue if message.id and WAGTAIL not in message.auto_comments}
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
        message.id for message in catalogue if message.id and placeholders(message.id) != placeholders(message.string)
    ]
    assert wrong == []
