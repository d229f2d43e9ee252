"""What waits for staff today, on the admin's front page: the most urgent first, a few of each kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from cms.models import User
from forms.models import Submission
from partners.models import (
    Commitment,
    EndingNotice,
    FollowUp,
    Goal,
    InvitationState,
    Partner,
    ProgrammeSettings,
    SigningInvitation,
    SigningOccasion,
    SupportNeed,
    Task,
)
from partners.models.signing import STANDING
from partners.states import IN_FORCE, UNDER_WAY, PartnerState

SHOWN = 5
DAYS_AHEAD = 7
DAYS_BACK = 14
UNREVIEWED = (Submission.State.NEW, Submission.State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: about whom, what, and by when in words."""

    title: str
    url: str
    what: str
    when: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind. `icon` is Wagtail's name for one."""

    heading: str
    icon: str
    items: Sequence[Item]
    url: str = ""

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def shown(self) -> Sequence[Item]:
        return self.items[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, self.count - SHOWN)


class Today(Component):
    """The panel. It costs the same queries however much waits."""

    name = "programme-today"
    template_name = "partners/admin/today.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        new_case = reverse("partner_new_case") if user.has_perm("partners.add_partner") else ""
        return {"groups": groups(user), "new_case": new_case}

    @property
    def media(self) -> Media:
        return Media(css={"all": ["css/today.css"]})


def add(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("partners.change_partner"):
        panels.append(Today())


def groups(user: User) -> list[Group]:
    """What there is to do, kinds with nothing left out."""
    today = timezone.localdate()
    found = (_feedback(user, today), _tasks(today), _silent(today), _signing(), _answers(), _goals(today))
    return [group for group in found if group.items]


def case_url(partner_id: int) -> str:
    return reverse("partner_case", args=[partner_id])


def _by_when(day: date, today: date) -> str:
    """When something is to be done, as people say it."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
    return _("today") if days == 0 else _("by %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}


def _tasks(today: date) -> Group:
    until = today + timedelta(days=DAYS_AHEAD)
    tasks = Task.objects.open().filter(due_on__lte=until).select_related("partner")
    items = [
        Item(
            task.partner.name,
            case_url(task.partner_id),
            ". ".join(filter(None, [str(task.get_kind_display()), task.note])),
            _by_when(task.due_on, today),
            task.due_on < today,
        )
        for task in tasks
    ]
    return Group(_("To do"), "tasks", items)


def _silent(today: date) -> Group:
    """Organisations that have been reminded, and those that have been given notice."""
    waiting = {
        follow_up.partner_id: follow_up
        for follow_up in FollowUp.objects.open().filter(first_reminder_at__isnull=False).select_related("partner")
    }
    notices = EndingNotice.objects.filter(withdrawn_on=None, commitment__in=Commitment.objects.in_force())
    given = {notice.commitment.partner_id: notice for notice in notices.select_related("commitment__partner")}
    late = sorted(waiting.values(), key=lambda follow_up: (follow_up.due_on, follow_up.pk))
    items = [
        *(_under_notice(given[pk], waiting.get(pk), today) for pk in sorted(given, key=lambda pk: given[pk].ends_on)),
        *(
            Item(follow_up.partner.name, case_url(follow_up.partner_id), _reminded(follow_up), _waited(follow_up))
            for follow_up in late
            if follow_up.partner_id not in given
        ),
    ]
    return Group(_("No reply yet"), "time", items)


def _under_notice(notice: EndingNotice, follow_up: FollowUp | None, today: date) -> Item:
    if notice.ends_on <= today:
        what = _("The time of notice is over. Decide whether the commitment ends.")
    else:
        day = date_format(notice.ends_on, "SHORT_DATE_FORMAT")
        what = _("Notice has been given; it runs out on %(day)s.") % {"day": day}
    partner = notice.commitment.partner
    when = _waited(follow_up) if follow_up else ""
    return Item(partner.name, case_url(partner.pk), what, when, notice.ends_on <= today)


def _reminded(follow_up: FollowUp) -> str:
    count = 2 if follow_up.second_reminder_at else 1
    return ngettext("%(count)d reminder sent", "%(count)d reminders sent", count) % {"count": count}


def _waited(follow_up: FollowUp) -> str:
    days = follow_up.days_waited
    return ngettext("%(count)d day waited", "%(count)d days waited", days) % {"count": days}


def _signing() -> Group:
    """The next signing, and what each case that could be signed there lacks."""
    occasion = SigningOccasion.objects.coming().first()
    invitations = list(
        SigningInvitation.objects.filter(state__in=STANDING, occasion=occasion)
        .select_related("partner")
        .order_by("partner__name")
    )
    drafts = {draft.partner_id: draft for draft in Commitment.objects.filter(state="draft")}
    ready = Partner.objects.filter(state=PartnerState.READY).order_by("name")
    items = [_invited(invitation, drafts.get(invitation.partner_id)) for invitation in invitations]
    items = [item for item in items if item.what]
    not_invited = _("Invite to the signing.") if occasion else _("Decide on a signing occasion.")
    items += [Item(partner.name, case_url(partner.pk), not_invited) for partner in ready]
    if occasion is None:
        return Group(_("Waiting for a signing occasion"), "edit", items)
    invited = ngettext("%(count)d invited", "%(count)d invited", len(invitations)) % {"count": len(invitations)}
    day = date_format(timezone.localtime(occasion.starts_at), "SHORT_DATE_FORMAT")
    heading = _("Next signing on %(day)s, %(invited)s") % {"day": day, "invited": invited}
    return Group(heading, "edit", items, reverse("signing_occasion", args=[occasion.pk]))


def _invited(invitation: SigningInvitation, draft: Commitment | None) -> Item:
    lacks: list[str] = []
    if invitation.state == InvitationState.INVITED:
        lacks.append(_("Has not said whether it comes."))
    if draft is None or not draft.goals:
        lacks.append(_("The commitment has no goals."))
    # Both sign at the occasion. What one of them has signed by post lacks the other's signature already.
    if draft is not None and draft.city_signed_on and not draft.organisation_signed_on:
        lacks.append(_("The organisation's signature is missing."))
    if draft is not None and draft.organisation_signed_on and not draft.city_signed_on:
        lacks.append(_("The city's signature is missing."))
    return Item(invitation.partner.name, case_url(invitation.partner_id), " ".join(lacks))


def _answers() -> Group:
    since = timezone.now() - timedelta(days=DAYS_BACK)
    answers = FollowUp.objects.answered().filter(answered_at__gte=since).select_related("partner")
    items = [
        Item(
            answer.partner.name,
            case_url(answer.partner_id),
            _sentence(
                [
                    answer.get_continuation_display(),
                    answer.get_support_display() if answer.support != SupportNeed.NONE else "",
                ]
            ),
            date_format(timezone.localtime(answer.answered_at), "SHORT_DATE_FORMAT"),
        )
        for answer in answers.order_by("-answered_at")
    ]
    return Group(_("Follow-ups answered in the last two weeks"), "clipboard-list", items)


def _goals(today: date) -> Group:
    """Goals whose year this is, or was, and that nobody has called reached yet."""
    goals = Goal.objects.filter(state__in=UNDER_WAY, target_year__lte=today.year, partner__state__in=IN_FORCE)
    items = [
        Item(
            goal.partner.name,
            case_url(goal.partner_id),
            goal.pledge,
            str(goal.target_year),
            goal.target_year < today.year,
        )
        for goal in goals.select_related("partner").order_by("target_year", "partner__name", "pk")
    ]
    return Group(_("Goals with their target year now"), "thumbtack", items)


def _feedback(user: User, today: date) -> Group:
    """Feedback that nobody has decided on, with the days left to answer it."""
    settings = ProgrammeSettings.load()
    heading = _("Feedback on the site")
    if settings.feedback_survey_id is None or not user.has_perm("surveys.view_submission"):
        return Group(heading, "mail", [])
    waiting = Submission.objects.readable_by(user).filter(survey=settings.feedback_survey_id, state__in=UNREVIEWED)
    items = []
    for submission in waiting.only("id", "title", "state", "received_at").order_by("received_at"):
        day = timezone.localdate(submission.received_at) + timedelta(days=settings.feedback_days)
        left = (day - today).days
        url = reverse("surveys_inbox:submission", args=[submission.pk])
        items.append(Item(submission.name, url, str(submission.get_state_display()), _left(left), left < 0))
    return Group(heading, "mail", items)


def _left(days: int) -> str:
    if days < 0:
        return ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
    return ngettext("%(count)d day left to answer", "%(count)d days left to answer", days) % {"count": days}


def _sentence(parts: Iterable[str | Promise]) -> str:
    return ". ".join(str(part) for part in parts if part)
