"""Files among the answers: what is known of them is looked at, and nothing that a respondent says of them is kept."""

import pytest

from forms.engine.base import Json
from tests.forms.engine.small_forms import cleaned, parsed, question, refusal

FILE = question("file", max_size_mb=1, max_files=2)
PDF = {"upload": "u-1", "name": "plan.pdf", "size": 2000, "type": "application/pdf"}


@pytest.mark.parametrize("raw", [[PDF], PDF, [None, PDF, ""], [PDF, {}, [" "]]])
def test_files_are_a_list(raw: Json) -> None:
    assert cleaned(FILE, raw) == [PDF]


@pytest.mark.parametrize(
    "raw",
    [
        *("u-1", ["u-1"], [5], [{"upload": "u-1"}], [PDF | {"path": "/etc"}], [PDF | {"upload": None}]),
        *([PDF | {"upload": "x" * 256}], [PDF | {"name": 5}], [PDF | {"name": "a\x00.pdf"}], [PDF | {"type": ["a"]}]),
    ],
)
def test_a_file_of_which_nothing_is_known_is_refused(raw: Json) -> None:
    assert refusal(FILE, raw) == ("file_unknown", {})


@pytest.mark.parametrize("size", [1024 * 1024 + 1, -1, "5", True, 1.5, None, 10**400])
def test_a_file_has_a_size_within_the_bound(size: Json) -> None:
    assert refusal(FILE, [PDF | {"size": size}]) == ("file_size", {"name": "plan.pdf", "max": 1})


def test_a_file_may_be_as_large_as_the_bound() -> None:
    assert cleaned(FILE, [PDF | {"size": 1024 * 1024}])


@pytest.mark.parametrize("media_type", ["text/html", "application/PDF", "image/svg+xml"])
def test_a_file_is_of_a_type_that_is_accepted(media_type: str) -> None:
    assert refusal(FILE, [PDF | {"type": media_type}]) == ("file_type", {"name": "plan.pdf"})


def test_kinds_are_types_of_content() -> None:
    assert parsed(question("file", accept=["text"])).media_types == ("text/plain", "text/csv")
    assert refusal(question("file", accept=["text"]), [PDF])[0] == "file_type"


def test_there_are_only_so_many_files() -> None:
    assert len(cleaned(FILE, [PDF, PDF])) == 2
    assert refusal(FILE, [PDF] * 3) == ("files_max", {"max": 2})
    assert refusal(FILE, ["x"] * 100_000) == ("files_max", {"max": 2})
