"""All letters in three languages, read as their reader sees them, and kept side by side for people to look at."""

from html import escape
from pathlib import Path

import pytest
from django.db import transaction

from partners.letters.writing import written
from tests.partners.letters import records

pytestmark = pytest.mark.django_db

LANGUAGES = ("sv", "fi", "en")
INDEX = Path(__file__).parents[3] / "test-results" / "letters" / "index.html"
LONGEST_NAME = 3
"""Lines of so few words may be the same in two languages: names, titles, addresses."""

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Every letter</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 24px; }}
section div {{ display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 12px; }}
iframe {{ width: 100%; height: 760px; border: 1px solid #888; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style></head>
<body><h1>Every letter</h1>
{sections}
</body></html>
"""


def test_all_letters_differ_by_language_and_none_is_left_in_english(library, submitted):
    sections, left = [], []
    for letter, about, made in records.ALL:
        messages = {language: _message(letter, made, language, submitted) for language in LANGUAGES}
        english = _sentences(messages["en"])
        for language in ("sv", "fi"):
            same = _sentences(messages[language]) & english
            left += [f"{letter} ({about}), {language}: {line}" for line in same]
        assert len({message.body for message in messages.values()}) == len(LANGUAGES), letter
        assert len({message.subject for message in messages.values()}) == len(LANGUAGES), letter
        sections.append(_section(f"{letter.value} {about}".strip(), messages))
    INDEX.parent.mkdir(parents=True, exist_ok=True)
    INDEX.write_text(PAGE.format(sections="\n".join(sections)), encoding="utf-8")
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


def _sentences(message):
    lines = [message.subject, *message.body.splitlines()]
    return {line for line in lines if len(line.split()) > LONGEST_NAME}


def _section(title, messages):
    """The letter as text and as HTML in each language, with the names of its files."""
    frames = "".join(
        f'<iframe title="{escape(title)}, {language}" srcdoc="{escape(message.alternatives[0].content)}"></iframe>'
        for language, message in messages.items()
    )
    texts = "".join(
        f'<pre lang="{language}">{escape(message.subject)}\n\n{escape(message.body)}\n{_files(message)}</pre>'
        for language, message in messages.items()
    )
    return f"<section><h2>{escape(title)}</h2>\n<div>{frames}</div>\n<div>{texts}</div></section>"


def _files(message):
    return escape("\n".join(file.filename for file in message.attachments))
