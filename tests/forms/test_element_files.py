"""What a page that shows <survey-form> has to fetch, and what its modules may rest on."""

import gzip
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "static/forms/survey-form.js"
IMPORTED = re.compile(r"""(?:from\s+|import\s*\(\s*|import\s+)"([^"]+)\"""")
WORDS = ROOT / "static/forms/element/words"
KILOBYTES = 40
"""Compressed, in one language, file by file as they are sent; of these about 16 are the engine of the survey pages."""


def graph(start: Path) -> set[Path]:
    """The module and all that it imports, whether at once or when needed."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [(module.parent / name).resolve() for name in IMPORTED.findall(module.read_text())]
    return found


def words_of(language: str) -> dict[str, str]:
    text = (WORDS / f"{language}.js").read_text()
    return dict(re.findall(r'^  (\w+): "(.*)",$', text, flags=re.MULTILINE))


def test_the_element_and_all_it_needs_stay_small() -> None:
    modules = graph(START)
    sizes = {module: len(gzip.compress(module.read_bytes(), 9)) for module in modules}
    languages = [size for module, size in sizes.items() if module.parent == WORDS]
    assert len(languages) == 3
    assert sum(sizes.values()) - sum(languages) + max(languages) < KILOBYTES * 1000


def test_the_element_rests_on_nothing_that_belongs_to_the_survey_pages() -> None:
    names = {module.name for module in graph(START)}
    assert {"evaluate.js", "answers.js", "conditions.js", "rows.js", "ranking.js"} <= names
    assert names.isdisjoint({"survey.js", "autosave.js", "builder.js", "problems.js"})


def test_modules_are_imported_by_relative_addresses() -> None:
    for module in graph(START):
        assert all(name.startswith(".") for name in IMPORTED.findall(module.read_text()))


def test_every_language_has_the_same_words_with_the_same_places_to_fill() -> None:
    swedish, finnish, english = (words_of(language) for language in ("sv", "fi", "en"))
    places = re.compile(r"\{\w+\}|\[\w+\]")
    for key, words in english.items():
        for other in (swedish, finnish):
            assert sorted(places.findall(other[key])) == sorted(places.findall(words)), key
    assert list(swedish) == list(finnish) == list(english)


def test_every_word_that_is_said_is_there() -> None:
    said = {key for module in graph(START) for key in re.findall(r'\bsay\("(\w+)"', module.read_text())}
    assert said <= words_of("en").keys()
