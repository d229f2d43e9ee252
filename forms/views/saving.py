"""Saving on the way: by the button that stays on the page, and by the script that saves what is being typed.

The script posts the same form as the buttons do, asks for JSON, and is answered with what it needs to go on from there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from forms import fields, presentation
from forms.engine.base import Answers
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions import AnyQuestion
from forms.services import merging
from forms.services.drafts import Kept

SAVE, SEEN = "_save", "_seen"
TOO_LARGE = 413


def in_json(request: HttpRequest) -> bool:
    """Whether the script asks, not the browser itself."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def not_saved(status: int, detail: str, *, page: str = "") -> HttpResponse:
    """What the script is told where nothing was kept; `page` is where the respondent goes on."""
    return JsonResponse({"saved": False, "detail": detail, "page": page}, status=status)


def tells_the_script(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a body that is too large be answered as the script can read it; a browser is answered with a page."""

    @wraps(view)
    def telling(request: HttpRequest, *args: str, **options: str) -> HttpResponse:
        try:
            return view(request, *args, **options)
        except (RequestDataTooBig, TooManyFieldsSent):
            if in_json(request):
                return not_saved(TOO_LARGE, _("This is too much to save. Shorten the longest texts."))
            raise

    return telling


def kept_words(until: datetime) -> str:
    return _("Your answers are kept until %(day)s.") % {"day": _day(until)}


def saved_words(until: datetime) -> str:
    return _("Saved. Your answers are kept until %(day)s.") % {"day": _day(until)}


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def without_unanswered(form: Form, outcome: Outcome, answers: Answers) -> Outcome:
    """`outcome` without the errors of what is still to be answered, of which nobody is accused who only saves."""
    told = tuple(error for error in outcome.errors if fields.is_given(answers, error.path))
    return replace(outcome, errors=told)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A question that was answered otherwise meanwhile; `href` leads to it, if it is still asked."""

    key: str
    label: str
    href: str
    value: tuple[str, ...]


def meanwhile(form: Form, stored: Answers, kept: Kept) -> list[Meanwhile]:
    """What was saved, in words, to the questions in conflict."""
    words = presentation.answers_in_words(form, evaluate(form, stored), stored, kept.conflicts)
    asked = frozenset(kept.outcome.visible)
    return [
        Meanwhile(
            row.key, row.label, fields.link_to(form, kept.outcome, row.key) if row.key in asked else "", row.value
        )
        for row in words
    ]


def seen_after(questions: Iterable[AnyQuestion], base: str, stored: Answers, kept: Kept) -> str:
    """What a page says it shows that stays as it is while its answers are saved.

    It goes on showing what it showed to questions that were answered elsewhere. Those in conflict it is told of.
    """
    untold = kept.theirs - set(kept.conflicts)
    before = merging.read_shown(base)
    after = merging.read_shown(merging.shown(questions, stored))
    known = {key: before.get(key, "") if key in untold else value for key, value in after.items()}
    known |= {key: before[key] for key in untold & before.keys()}
    return " ".join(f"{key}:{value}" for key, value in known.items() if value)


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of a draft: of a step of it, in other languages too, and of the link by e-mail."""

    page: str
    languages: dict[str, str]
    link: str


def saved(place: Place, *, seen: str, until: datetime, conflicts: Iterable[str] = (), notice: str = "") -> HttpResponse:
    """What the script is told once the answers are kept."""
    return JsonResponse(
        {
            "saved": True,
            "action": place.page,
            "page": place.page,
            "link": place.link,
            "languages": place.languages,
            "seen": seen,
            "conflicts": list(conflicts),
            "notice": notice,
            "kept_until": until.isoformat(),
            "words": kept_words(until),
            "detail": saved_words(until),
        }
    )


def notice(changes: Iterable[Meanwhile]) -> str:
    """The notice of conflicts as HTML, as the page itself has it."""
    return render_to_string("forms/_meanwhile.html", {"meanwhile": list(changes)})
