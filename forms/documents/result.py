"""The result and the receipt of a submission on paper, with all its answers.

It is the respondent's own paper, opened by the same address as the page that shows the same: confidential answers are
in it, and it says so, because papers are handed on more easily than addresses.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.typesetting import pdf
from forms.engine.definition import Form
from forms.engine.scoring import ThemeScore
from forms.models import Submission
from forms.presentation import AnswerRow, AnswerSection, Finding, Result
from forms.services.peers import Median, Peers

TEMPLATE = "forms/documents/result.typ"


def result_pdf(
    submission: Submission,
    form: Form,
    *,
    result: Result | None,
    peers: Peers,
    sections: Sequence[AnswerSection],
    corrected_at: datetime | None,
) -> bytes:
    """The paper in the language of `form`, which all its words are then in. Without a result, the answers alone."""
    with override(form.locale):
        data = {
            "title": (result.title if result else "") or form.title,
            "language": form.locale,
            "survey": form.title,
            "facts": _facts(submission, corrected_at),
            "result": _result(form, submission, result, peers) if result else None,
            "answers_heading": _("Your answers"),
            "answers_note": _confidential_note(form, sections),
            "sections": [{"title": section.title, "rows": _rows(section.rows)} for section in sections],
        }
    return pdf(TEMPLATE, data)


def _facts(submission: Submission, corrected_at: datetime | None) -> list[dict[str, str]]:
    facts = {
        _("From"): submission.title,
        _("Received"): date_format(timezone.localtime(submission.received_at), "DATE_FORMAT"),
        _("Corrected"): date_format(timezone.localtime(corrected_at), "DATE_FORMAT") if corrected_at else "",
        _("Reference"): submission.reference,
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


def _percent(percent: int) -> str:
    return _("%(percent)s%%") % {"percent": percent}


def _peer_words(peer: Median | None) -> str:
    if peer is None:
        return ""
    words = _("Median of %(count)s organisations: %(percent)s")
    return words % {"count": peer.organisations, "percent": _percent(peer.percent)}


def _result(form: Form, submission: Submission, result: Result, peers: Peers) -> dict[str, Any]:
    texts = form.result
    return {
        "total": _total(result, peers),
        "themes_heading": _("By theme"),
        "header": [_("Theme"), _("Result"), _("Level")],
        "themes": [_theme(theme, peers.themes.get(theme.key)) for theme in result.themes],
        "key": _("The dark mark on a bar is the median of others.") if peers.themes else "",
        "parts": [
            _part(
                texts.strengths_heading or _("What you already do"),
                result.strengths,
                texts.empty_strengths,
            ),
            _part(texts.on_the_way_heading or _("What is under way"), result.on_the_way),
            _part(
                texts.improvements_heading or _("What you could still improve"),
                (*result.improvements, *result.more_improvements),
                texts.empty_improvements,
                is_ranked=True,
            ),
        ],
        "goals_heading": texts.goals_heading or _("Goals that fit you"),
        "goals_note": texts.one_goal_note,
        "goals": [
            {
                "title": goal.title,
                "text": goal.text,
                "about": " · ".join(words for words in (goal.theme, goal.reason) if words),
                "chosen": _("You have chosen this goal.") if goal.key in submission.chosen_goals else "",
            }
            for goal in result.goals
        ],
        "not_relevant": _part(texts.not_relevant_heading or _("Not relevant to you"), result.not_relevant),
    }


def _total(result: Result, peers: Peers) -> dict[str, Any] | None:
    if result.percent is None:
        return None
    return {
        "figure": _percent(result.percent),
        "band": result.band,
        "about": _("This is how far you have come. What does not concern you is left out."),
        "peers": _peer_words(peers.total),
    }


def _theme(theme: ThemeScore, peer: Median | None) -> dict[str, Any]:
    """A row of the table. The bar repeats in a drawing what stands beside it in words."""
    is_counted = theme.percent is not None
    return {
        "label": theme.label,
        "figure": _percent(theme.percent) if theme.percent is not None else _("Not relevant to you"),
        "percent": theme.percent,
        "band": theme.band,
        "peers": _peer_words(peer) if is_counted else "",
        "peer": peer.percent if peer and is_counted else None,
    }


def _part(heading: str, findings: Sequence[Finding], otherwise: str = "", *, is_ranked: bool = False) -> dict[str, Any]:
    """A list under its heading, or what is said instead of an empty one; with neither it is left out."""
    items = [finding.title for finding in findings]
    return {"heading": heading, "items": items, "otherwise": otherwise if not items else "", "is_ranked": is_ranked}


def _confidential_note(form: Form, sections: Sequence[AnswerSection]) -> str:
    answered = (form.by_key[row.key] for section in sections for row in section.rows if row.value)
    if any(question.data.confidential for question in answered):
        return _("Some of these answers are confidential. Mind whom you give this paper to.")
    return ""


def _rows(rows: Sequence[AnswerRow]) -> list[dict[str, Any]]:
    return [
        {
            "label": row.label,
            "values": list(row.value) or [_("Not answered")],
            "parts": [{"title": part.title, "rows": _rows(part.rows)} for part in row.parts],
        }
        for row in rows
    ]
