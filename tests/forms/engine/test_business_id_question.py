"""The Finnish business ID: its shape and its check digit, by the Tax Administration's rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.engine.small_forms import cleaned, question, refusal

QUESTION = question("business_id_fi")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def digit_by_the_rule(digits: str) -> int | None:
    """Remainder 0 gives 0, remainder 1 is never given out, any other is taken from 11."""
    total = 0
    for place in range(7):
        total += WEIGHTS[place] * int(digits[place])
    return {0: 0, 1: None}.get(total % 11, 11 - total % 11)


@pytest.mark.parametrize("written", ["0123456-2", "1234567-1"])
def test_known_ids_are_accepted(written: str) -> None:
    assert digit_by_the_rule(written[:7]) == int(written[-1])
    assert cleaned(QUESTION, written) == written


@pytest.mark.parametrize("written", ["123456-2", "1234562", "01234562", "0123456 2", "0123456–2", " 0123456 - 2 "])
def test_ways_of_writing_give_one_form(written: str) -> None:
    assert cleaned(QUESTION, written) == "0123456-2"


@pytest.mark.parametrize(
    "written",
    [
        "12345-6",
        "12345678-9",
        "0123456--9",
        "FI01234562",
        "0123456-",
        "-9",
        "011203a-9",
        "٠123456-2",
        "0123456-2 x",
        "x",
    ],
)
def test_other_shapes_are_refused(written: str) -> None:
    assert refusal(QUESTION, written) == ("business_id_shape", {})


@settings(deadline=None, max_examples=80)
@given(st.from_regex(r"[0-9]{7}", fullmatch=True))
def test_exactly_the_check_digit_of_the_rule_is_accepted(digits: str) -> None:
    right = digit_by_the_rule(digits)
    for check in range(10):
        if check == right:
            assert cleaned(QUESTION, f"{digits}-{check}") == f"{digits}-{check}"
        else:
            assert refusal(QUESTION, f"{digits}-{check}") == ("business_id_check_digit", {})


def test_a_number_of_remainder_one_is_never_given_out() -> None:
    digits = next(f"{number:07}" for number in range(1, 1000) if digit_by_the_rule(f"{number:07}") is None)
    assert {refusal(QUESTION, f"{digits}-{check}")[0] for check in range(10)} == {"business_id_check_digit"}


def test_every_zero_is_a_number_that_fits_its_own_check_digit() -> None:
    assert digit_by_the_rule("0000000") == 0
    assert cleaned(QUESTION, "000000-0") == "0000000-0"
