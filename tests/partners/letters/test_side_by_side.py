"""All letters in three languages, read as their reader sees them, and kept side by side for people to look at."""

import pytest
from django.db import transaction

from partners.letters.writing import written
from tests import side_by_side
from tests.partners.letters import records
from tests.side_by_side import LANGUAGES

pytestmark = pytest.mark.django_db


def test_all_letters_differ_by_language_and_none_is_left_in_english(library, submitted):
    sections, left = [], []
    for letter, about, made in records.ALL:
        messages = {language: _message(letter, made, language, submitted) for language in LANGUAGES}
        left += [f"{letter} ({about}), {line}" for line in side_by_side.left_in_english(messages)]
        assert len({message.body for message in messages.values()}) == len(LANGUAGES), letter
        assert len({message.subject for message in messages.values()}) == len(LANGUAGES), letter
        sections.append(side_by_side.section(f"{letter.value} {about}".strip(), messages))
    side_by_side.keep("partners", sections)
    assert left == []


def test_every_letter_is_among_them():
    assert {letter for letter, _about, _made in records.ALL} == set(records.Letter)


def _message(letter, made, language, submitted):
    """The letter, when there are no records but its own."""
    with transaction.atomic():
        partner, context = made(language)
        if made == records.suggested_goals:
            records.suggest(partner, submitted(), "EN-05", "EN-01", "MO-01")
        message = written(records.row(letter, partner, context, language))
        transaction.set_rollback(True)
    return message
