"""Goals that an organisation chooses on its result page: drafts of its case, as long as none has been agreed on.

What is further on is not touched: there the choice marks a suggestion, and staff are asked to take it up.
"""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.translated import LANGUAGES, in_language
from forms.models import Submission
from partners.models import Goal, GoalTemplate, Mapping, Partner, TaskKind
from partners.services.moves import step
from partners.services.tasks import add_task
from partners.states import ENDED, GoalState, PartnerState
from partners.suggestions import starting_numbers

GOAL_CHOSEN = "partners.choose_goal"
CHOICE_UNDONE = "partners.unchoose_goal"
OPEN_TO_GOALS = (PartnerState.CONTACT, PartnerState.MAPPING_RECEIVED, PartnerState.GOALS)


def choose_goals(*, submission: Submission, codes: Collection[str]) -> None:
    """Take goals into the case of `submission`, which the caller holds. Without a case yet, `open_case` takes them."""
    with transaction.atomic():
        mapping = Mapping.objects.filter(submission=submission).first()
        if mapping is not None:
            take_choices(_held(mapping), mapping, codes)


def take_choices(partner: Partner, mapping: Mapping, codes: Collection[str]) -> None:
    """The same for a case that the caller holds."""
    if not codes:
        return
    found = {template.code: template for template in GoalTemplate.objects.complete().filter(code__in=codes)}
    chosen = [found[code] for code in codes if code in found]
    is_open = partner.state in OPEN_TO_GOALS and not partner.goals.filter(state=GoalState.AGREED).exists()
    kept = partner.goals.exclude(state=GoalState.DROPPED)
    had = set(kept.values_list("template_id", flat=True))
    for template in chosen:
        if is_open and template.pk not in had:
            goal = _draft(partner, template, mapping)
            goal.full_clean()
            goal.save()
        log(instance=partner, action=GOAL_CHOSEN, data=_said(template, mapping))
    if is_open:
        step(partner)
    elif chosen and partner.state not in ENDED:
        _ask_staff(partner, chosen)


def _ask_staff(partner: Partner, templates: Iterable[GoalTemplate]) -> None:
    """Put the choice before staff, beside what their open task says already."""
    task = partner.tasks.open().filter(kind=TaskKind.NEW_GOALS).first()
    said = [task.note] if task and task.note else []
    note = "; ".join([*said, *(_title(template) for template in templates)])
    add_task(partner=partner, kind=TaskKind.NEW_GOALS, note=note[:1000])


def unchoose_goals(*, submission: Submission, codes: Collection[str]) -> None:
    """Take drafts that came from a choice out of the case again. What somebody has worked on since stays."""
    with transaction.atomic():
        mapping = Mapping.objects.filter(submission=submission).first()
        if mapping is None:
            return
        partner = _held(mapping)
        drafts = Goal.objects.filter(chosen_in=mapping, state=GoalState.DRAFT, template__code__in=codes)
        drafts = drafts.select_related("template", "partner", "chosen_in")
        untouched = [goal for goal in drafts if _is_untouched(goal)]
        for goal in untouched:
            goal.delete()
        for template in GoalTemplate.objects.filter(code__in=codes):
            log(instance=partner, action=CHOICE_UNDONE, data=_said(template, mapping))
        if untouched:
            step(partner)


def _held(mapping: Mapping) -> Partner:
    found: Partner = Partner.objects.select_for_update().get(pk=mapping.partner_id)
    return found


def _draft(partner: Partner, template: GoalTemplate, mapping: Mapping, year: int | None = None) -> Goal:
    """What a choice writes: the library's words and its starting numbers, which staff settle with the organisation.

    Figures from the answers are left out, since not everybody who handles cases may read the answers.
    """
    numbers = starting_numbers(template, year or timezone.localdate().year)
    return Goal(partner=partner, template=template, chosen_in=mapping, **numbers)


def _is_untouched(goal: Goal) -> bool:
    template, year = goal.template, (goal.baseline_year or 0) + 1
    if template is None or goal.chosen_in is None:
        return False
    written = _draft(goal.partner, template, goal.chosen_in, year)
    written.clean()
    texts = [f"{name}_{code}" for name in ("pledge", "indicator", "effect") for code in LANGUAGES]
    numbers = ("target", "target_year", "baseline", "baseline_year", "theme_id", "unit_id", "horizon")
    return all(getattr(goal, name) == getattr(written, name) for name in (*texts, *numbers))


def _said(template: GoalTemplate, mapping: Mapping) -> dict[str, str]:
    return {"goal": template.code, "reason": _title(template), "submission": str(mapping.submission_id)}


def _title(template: GoalTemplate) -> str:
    return f"{template.code} {in_language(template, 'title', settings.LANGUAGE_CODE)}"
