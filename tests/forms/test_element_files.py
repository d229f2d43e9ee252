"""What a page that shows <survey-form> has to fetch, and what its modules may rest on."""

import re
from pathlib import Path

import pytest

from tests.collected import STATIC, collect, sent

START = STATIC / "forms/survey-form.js"
ELEMENT = STATIC / "forms/element"
IMPORTED = re.compile(r"""(?:from\s+|import\s*\(\s*|import\s+)"([^"]+)\"""")
LANGUAGES = ("sv", "fi", "en")
MOST_BYTES = 25_000
"""Compressed with gzip: the element, the engine of the survey pages, the words of one language and the style sheet."""


def graph(start: Path) -> set[Path]:
    """The module and all that it imports."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [(module.parent / name).resolve() for name in IMPORTED.findall(module.read_text())]
    return found


def words_of(language: str) -> dict[str, str]:
    text = (ELEMENT / f"words/{language}.js").read_text()
    return dict(re.findall(r'^  (\w+):\s+"(.*)",$', text, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collect(tmp_path_factory.mktemp("static"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_page_fetches_for_the_element_is_small(served: Path, language: str) -> None:
    names = ["survey-form.js", f"element/words/{language}.js", "element/survey-form.css"]
    assert sum(sent(served / "forms" / name) for name in names) < MOST_BYTES


def test_it_fetches_nothing_else(served: Path) -> None:
    text = (served / "forms/survey-form.js").read_text()
    assert IMPORTED.findall(text) == []
    addresses = [re.sub(r"\$\{\w+\}", "sv", address) for address in re.findall(r"""["'`](\./[^"'`]+)["'`]""", text)]
    assert sorted(addresses) == ["./element/survey-form.css", "./element/words/sv.js"]


def test_the_element_rests_on_nothing_that_belongs_to_the_survey_pages() -> None:
    names = {module.name for module in graph(START)}
    assert {"evaluate.js", "answers.js", "following.js", "rows.js", "ranking.js"} <= names
    assert names.isdisjoint({"survey.js", "autosave.js", "builder.js", "problems.js", "conditions.js"})


def test_every_file_of_the_element_is_used() -> None:
    assert set(ELEMENT.glob("*.js")) <= graph(START)


def test_every_language_has_the_same_words_with_the_same_places_to_fill() -> None:
    swedish, finnish, english = (words_of(language) for language in LANGUAGES)
    places = re.compile(r"\{\w+\}|\[\w+\]")
    for key, words in english.items():
        for other in (swedish, finnish):
            assert sorted(places.findall(other[key])) == sorted(places.findall(words)), key
    assert list(swedish) == list(finnish) == list(english)


def test_every_word_that_is_said_is_there() -> None:
    said = {key for module in graph(START) for key in re.findall(r'\bsay\("(\w+)"', module.read_text())}
    assert said <= words_of("en").keys()
