"""Static files as they are stored: smaller than we write them, and doing the same."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from playwright.sync_api import Page, Route

from cms.storage import StaticFilesStorage, joined, own_names
from tests.collected import STATIC, collect
from tests.forms.engine.vectors import READING, RULES, WHOLE, same

ORIGIN = "http://stored.example"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collect(tmp_path_factory.mktemp("static"))


@pytest.fixture
def stored_page(stored: Path, page: Page) -> Page:
    """A page at which the stored files are served."""

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        kind = "text/javascript" if name else "text/html"
        route.fulfill(
            body=(stored / name).read_text() if name else "<!doctype html><title>Here</title>", content_type=kind
        )

    page.route("**/*", serve)
    page.goto(f"{ORIGIN}/")
    return page


def test_the_minified_engine_decides_as_the_vectors_say(stored_page: Page) -> None:
    found = stored_page.evaluate(
        """async ([rules, reading, whole]) => {
          const { apply } = await import("/forms/rules.js");
          const { evaluate } = await import("/forms/evaluate.js");
          return [
            rules.map(({ rule, answers }) => apply(rule, answers)),
            reading.map(({ form, raw, locale }) => evaluate(form, { q: raw }, locale).values.q ?? null),
            whole.map(({ form, answers, locale, elsewhere }) => evaluate(form, answers, locale, elsewhere).visible),
          ];
        }""",
        [RULES, reading := [case for case in READING if not case.get("server")], WHOLE],
    )
    expected = [
        [case["value"] for case in RULES],
        [case["value"] for case in reading],
        [case["visible"] for case in WHOLE],
    ]
    for values, wanted in zip(found, expected, strict=True):
        assert [pair for pair in zip(values, wanted, strict=True) if not same(*pair)] == []


def test_hashed_modules_import_hashed_modules(stored: Path) -> None:
    (survey,) = stored.glob("forms/survey.????????????.js")
    (answers,) = stored.glob("forms/answers.????????????.js")
    (following,) = stored.glob("forms/following.????????????.js")
    assert answers.name in following.read_text()
    assert "\n" not in survey.read_text().strip()


@pytest.mark.parametrize("name", ["forms/survey.js", "css/site.css"])
def test_our_files_are_stored_without_what_only_readers_need(stored: Path, name: str) -> None:
    assert "/*" in (STATIC / name).read_text()
    assert "/*" not in (stored / name).read_text()


def test_files_of_packages_are_left_as_they_are() -> None:
    assert finders.find("wagtailadmin/css/core.css")
    assert all(not name.startswith(("wagtailadmin/", "admin/")) for name in own_names())


def test_the_element_is_stored_as_one_module_that_loads(stored_page: Page) -> None:
    stored_page.evaluate("import('/forms/survey-form.js')")
    assert stored_page.evaluate("customElements.get('survey-form') !== undefined")


def test_collecting_again_changes_nothing(stored: Path, tmp_path: Path) -> None:
    once = collect(tmp_path)
    storage = StaticFilesStorage(location=once, base_url="/static/")
    before = {file: file.read_bytes() for file in once.rglob("*.js")}
    list(storage.compress_files({"forms/survey-form.js", "forms/answers.js"}))
    assert {file: file.read_bytes() for file in once.rglob("*.js")} == before


@pytest.mark.parametrize("line", ['import * as rules from "./rules.js";', "export default 1;", "export { one };"])
def test_a_module_that_cannot_be_joined_is_named(tmp_path: Path, settings, line: str) -> None:
    (tmp_path / "odd.js").write_text(f"const one = 1;\n{line}\n")
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()
    try:
        with pytest.raises(ImproperlyConfigured, match=r"odd\.js"):
            joined("odd.js")
    finally:
        finders.get_finder.cache_clear()
