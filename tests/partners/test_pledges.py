"""Pledge sentences: numbers by language, and what is left open."""

from decimal import Decimal

import pytest

from partners.pledges import placeholders, sentence


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sv", "12\xa0500,5 före 2030"), ("fi", "12\xa0500,5 före 2030"), ("en", "12,500.5 före 2030")],
)
def test_a_number_is_written_the_way_of_the_language(language, expected):
    assert sentence("{target} före {year}", language, target=Decimal("12500.50"), year=2030, baseline_year=None) == (
        expected
    )


def test_a_target_is_shown_without_its_sign():
    assert sentence("{target} %", "sv", target=-10, year=None, baseline_year=None) == "10 %"


def test_a_number_not_given_leaves_its_placeholder():
    assert sentence("{target} {year}", "sv", target=None, year=2027, baseline_year=None) == "{target} 2027"


def test_a_pattern_reaches_nothing_but_its_numbers():
    assert sentence("{target.__class__} {0}", "sv", target=1, year=1, baseline_year=1) == "{target.__class__} {0}"


def test_placeholders_are_found():
    assert placeholders("{target} {year} {target}") == {"target", "year"}
