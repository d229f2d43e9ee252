"""The yearly follow-up: the questions, the reminders, the thanks, and what follows on new goals."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from partners import frozen_goals, papers
from partners.letters.contents.first_contact import SHOWN
from partners.letters.contents.own_pages import follow_up_page, own_page, partner_of
from partners.letters.contents.signing import languages_for
from partners.letters.contents.values import Attachment, Content
from partners.models import Annex, Continuation, FollowUp, GoalTemplate, ProgrammeSettings, SentLetter, SupportNeed
from partners.states import GoalState
from partners.suggestions import suggested_pledge, suits


def waiting(row: SentLetter) -> Content:
    """`answer_by` is when the first reminder goes, `call_on` when the city telephones instead."""
    due_on = FollowUp.objects.get(pk=row.context["follow_up"]).due_on
    programme = ProgrammeSettings.load()
    context = {
        **follow_up_page(row),
        "answer_by": due_on + timedelta(days=programme.first_reminder_days),
        "remind_on": due_on + timedelta(days=programme.second_reminder_days),
        "call_on": due_on + timedelta(days=programme.no_reply_days),
    }
    return Content(context)


def thanks(row: SentLetter) -> Content:
    """The three parts as they were answered."""
    answered = FollowUp.objects.get(pk=row.context["follow_up"])
    reports = list(answered.reports.select_related("goal"))
    context = {
        **own_page(row),
        "follow_up": answered,
        "reports": reports,
        "is_behind": any(report.state == GoalState.BEHIND for report in reports),
        "wants_change": answered.continuation == Continuation.REVISE,
        "wants_to_leave": answered.continuation == Continuation.NOT_INTERESTED,
        "wants_support": answered.support != SupportNeed.NONE,
    }
    return Content(context)


def next_goals(row: SentLetter) -> Content:
    """Up to five free goals: the mapping's suggestions first, then those that suit the sector, of most effect first."""
    partner = partner_of(row)
    taken = set(partner.goals.exclude(template=None).values_list("template_id", flat=True))
    mapping = partner.mappings.order_by("-received_at", "-pk").first()
    ranks = dict(mapping.suggestions.values_list("template_id", "rank")) if mapping else {}
    sector = partner.sector.key if partner.sector else ""
    fitting = [found for found in GoalTemplate.objects.complete() if found.pk in ranks or suits(found, sector)]
    free = [found for found in fitting if found.pk not in taken]
    last = max(ranks.values(), default=0) + 1
    free.sort(key=lambda found: (ranks.get(found.pk, last), -found.impact, found.effort, found.code))
    this_year = timezone.localdate().year
    return Content(
        {**own_page(row), "goals": [suggested_pledge(found, row.language, this_year) for found in free[:SHOWN]]}
    )


def annex(row: SentLetter) -> Content:
    agreed = Annex.objects.select_related("commitment__partner").get(pk=row.context["annex"])
    context = {
        **own_page(row),
        "annex": agreed,
        "goals": [line.pledge for line in frozen_goals.lines(agreed.goals, row.language)],
    }
    name = _("annex")
    files = tuple(
        Attachment(
            f"{name} {agreed.commitment.number}-{agreed.number} {code}.pdf",
            papers.annex_pdf(agreed, code),
            "application/pdf",
        )
        for code in languages_for(row)
    )
    return Content(context, files)
