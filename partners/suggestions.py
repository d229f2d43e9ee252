"""Which goals of the library suit an organisation's answers, and the same in words for the survey's result page."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cms.translated import in_language
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome
from forms.engine.questions.number import Number
from forms.engine.scoring import Profile, profile
from forms.suggestions import Suggestion
from partners.models import GoalTemplate, Horizon

PER_IMPROVEMENT = 2
IN_ALL = 8
LONG_TERM_YEAR = 2030
SECTOR = "partner.sector"


@dataclass(frozen=True, slots=True)
class Fitting:
    """A goal that suits, and the answer that brought it up: the question's key and what could be improved."""

    template: GoalTemplate
    question: str
    reason: str


def suits(template: GoalTemplate, sector: str) -> bool:
    return template.all_sectors or any(own.key == sector for own in template.sectors.all())


def fitting_goals(found: Profile, templates: Mapping[str, GoalTemplate], sector: str) -> list[Fitting]:
    """Goals for the improvements of `found`, those with the highest priority first.

    For each improvement: the goals that its question names and that suit the sector, else such goals among those it
    names besides, else the first it names. At most two for an improvement, eight in all, a goal once.
    `templates` are goals of the library by code; names that are not among them are passed over.
    """
    fitting: dict[str, Fitting] = {}
    for answer in found.improvements:
        question = answer.question
        named = [templates[code] for code in question.tags if code in templates]
        besides = [templates[code] for code in question.more_tags if code in templates]
        chosen = (
            [template for template in named if suits(template, sector)]
            or [template for template in besides if suits(template, sector)]
            or named[:1]
        )
        fresh = [template for template in chosen if template.code not in fitting][:PER_IMPROVEMENT]
        for template in fresh:
            fitting[template.code] = Fitting(template, question.key, answer.improvement or answer.label)
    return list(fitting.values())[:IN_ALL]


def goals_for(form: Form, outcome: Outcome) -> list[Fitting]:
    """The goals that suit these answers. Two queries, or none when the form names no goals."""
    found = profile(form, outcome.cleaned)
    templates = _library(code for answer in found.improvements for code in _named(answer.question))
    return fitting_goals(found, templates, answer_to(form, outcome, SECTOR))


def _named(question: object) -> Iterator[str]:
    yield from getattr(question, "tags", ())
    yield from getattr(question, "more_tags", ())


def _library(codes: Iterable[str]) -> dict[str, GoalTemplate]:
    wanted = set(codes)
    if not wanted:
        return {}
    return {template.code: template for template in GoalTemplate.objects.complete().filter(code__in=wanted)}


def answer_to(form: Form, outcome: Outcome, role: str) -> str:
    """The answer, as text, of the question that is mapped to `role`; empty when there is none."""
    answers = (outcome.cleaned.get(question.key) for question in form.questions() if question.maps_to == role)
    return next((str(answer) for answer in answers if answer is not None), "")


def baselines(form: Form, outcome: Outcome) -> dict[str, int | float]:
    """Last year's figures that the answers give, by the code of the goal they are a baseline for."""
    figures: dict[str, int | float] = {}
    for question in form.questions():
        answer = outcome.cleaned.get(question.key)
        if isinstance(question, Number) and isinstance(answer, int | float):
            figures.update(dict.fromkeys(question.tags, answer))
    return figures


def target_year(template: GoalTemplate, this_year: int) -> int:
    """The year to suggest: the next one, or 2030 for a goal of a longer period."""
    ahead = this_year + 1
    return ahead if template.horizon == Horizon.NEXT_YEAR else max(LONG_TERM_YEAR, ahead)


def suggested_pledge(template: GoalTemplate, language: str, this_year: int) -> str:
    """The template's pledge with the numbers that are suggested to begin with."""
    return template.pledge(
        language,
        target=template.default_target,
        year=target_year(template, this_year),
        baseline_year=this_year - 1,
    )


def provide(form: Form, outcome: Outcome) -> Sequence[Suggestion]:
    """The provider that the survey's result page asks."""
    return [
        _suggestion(fitting.template, form.locale, fitting.question, fitting.reason)
        for fitting in goals_for(form, outcome)
    ]


def name(codes: Collection[str], language: str) -> Sequence[Suggestion]:
    """Goals of the library that were suggested once, by their codes."""
    return [_suggestion(template, language) for template in _library(codes).values()]


def _suggestion(template: GoalTemplate, language: str, question: str = "", reason: str = "") -> Suggestion:
    return Suggestion(
        key=template.code,
        title=in_language(template, "title", language),
        text=suggested_pledge(template, language, timezone.localdate().year),
        theme=in_language(template.theme, "name", language),
        question=question,
        reason=reason,
    )


def starting_numbers(template: GoalTemplate, this_year: int) -> dict[str, Decimal | int | None]:
    """What a goal of the library suggests to begin with: the target, without its sign, and the years."""
    target = template.default_target
    return {
        "target": None if target is None else abs(target),
        "target_year": target_year(template, this_year),
        "baseline_year": this_year - 1,
    }
