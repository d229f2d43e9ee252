"""The organisation's own page, and what it shows."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from cms.translated import LANGUAGES
from forms.models import SurveyPage
from home.models import SiteDetails
from partners import lifecycle, showcase, step_marks
from partners.intake import PartnerCase
from partners.models import (
    Annex,
    Commitment,
    CommitmentState,
    Event,
    EventSignUp,
    FollowUp,
    Goal,
    GoalReport,
    GuidelineAcceptance,
    InvitationState,
    PartnerIndexPage,
    SigningInvitation,
    SignUpState,
    SymbolRelease,
    Task,
    TaskKind,
)
from partners.models.signing import STANDING
from partners.self_service import situation
from partners.self_service.door import Visit, by_link
from partners.states import ENDED, IN_FORCE, PUBLIC_GOAL_STATES, GoalState, PartnerState

DONE: dict[str, str | Promise] = {
    "details": gettext_lazy("Your details have been saved."),
    "words": gettext_lazy("Your description has been sent to the city. It is shown when it has been approved."),
    "coming": gettext_lazy("Thank you. We know that you are coming to the signing."),
    "left": gettext_lazy("You have left the programme. A confirmation is on its way by e-mail."),
    "returned": gettext_lazy("Welcome back. The city gets in touch with you."),
    "symbol": gettext_lazy("Thank you. You may now use the symbol."),
    "signed-up": gettext_lazy("You have signed up. A confirmation is on its way by e-mail."),
    "waiting": gettext_lazy("You are on the waiting list. We write to you if a place becomes free."),
    "cancelled": gettext_lazy("The sign-up has been cancelled."),
    "changed": gettext_lazy("The page had changed since you opened it. Nothing was saved: look at it and try again."),
}
"""What the page says after something was done, by the name that stands in its address."""

COMING_EVENTS = 6


@dataclass(frozen=True, slots=True)
class ReportedGoal:
    """A goal, and what the organisation said of it last."""

    goal: Goal
    report: GoalReport | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, with its address in each language."""

    title: str
    number: str
    is_draft: bool
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ComingEvent:
    """An event that the organisation can come to, and who comes."""

    event: Event
    sign_ups: list[EventSignUp]
    url: str


class OwnPage:
    """What the page shows of one organisation."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.partner = visit, visit.partner

    @property
    def path(self) -> list[dict[str, str]]:
        return step_marks.path_for(self.partner)

    @property
    def situation(self) -> situation.Situation:
        return situation.of(self.partner, self.invitation)

    @property
    def is_in_force(self) -> bool:
        return self.partner.state in IN_FORCE

    @property
    def is_ended(self) -> bool:
        return self.partner.state in ENDED

    @cached_property
    def invitation(self) -> SigningInvitation | None:
        return self.partner.invitations.filter(state__in=STANDING).select_related("occasion").first()

    @property
    def is_coming(self) -> bool:
        return self.invitation is not None and self.invitation.state == InvitationState.COMING

    @cached_property
    def follow_up(self) -> FollowUp | None:
        """The one that waits for an answer."""
        is_due = lifecycle.can(self.partner, "answer")
        return FollowUp.objects.open().filter(partner=self.partner).first() if is_due else None

    @cached_property
    def goals(self) -> list[ReportedGoal]:
        """Those agreed on, or signed and stood by; drafts are staff's own."""
        shown = self.partner.goals.filter(state__in=(GoalState.AGREED, *PUBLIC_GOAL_STATES))
        reports = GoalReport.objects.filter(goal__partner=self.partner, follow_up__answered_at__isnull=False)
        latest = {
            report.goal_id: report
            for report in reports.select_related("follow_up", "goal").order_by("follow_up__answered_at")
        }
        return [ReportedGoal(goal, latest.get(goal.pk)) for goal in shown.select_related("theme", "unit")]

    @cached_property
    def papers(self) -> list[Paper]:
        commitments = self.partner.commitments.exclude(state=CommitmentState.CANCELLED).prefetch_related("annexes")
        found: list[Paper] = []
        for commitment in commitments:
            found.append(self._paper(commitment, "own_commitment"))
            found.extend(self._paper(annex, "own_annex") for annex in commitment.annexes.all())
        return found

    def _paper(self, record: Commitment | Annex, view: str) -> Paper:
        return Paper(
            title=str(record._meta.verbose_name),
            number=str(record),
            is_draft=isinstance(record, Commitment) and record.state == CommitmentState.DRAFT,
            links=[(code, self.visit.url(view, record.pk, code)) for code in LANGUAGES],
        )

    @cached_property
    def release(self) -> SymbolRelease | None:
        return SymbolRelease.objects.current() if self.is_in_force else None

    @cached_property
    def acceptance(self) -> GuidelineAcceptance | None:
        return self.partner.guideline_acceptances.filter(release=self.release).first() if self.release else None

    @property
    def is_waiting_for_approval(self) -> bool:
        return Task.objects.open().filter(partner=self.partner, kind=TaskKind.APPROVE_WORDS).exists()

    @cached_property
    def events(self) -> list[ComingEvent]:
        """The next public events, and any other that the organisation has signed up for."""
        mine: dict[int, list[EventSignUp]] = {}
        for sign_up in self.partner.sign_ups.exclude(state=SignUpState.CANCELLED):
            mine.setdefault(sign_up.event_id, []).append(sign_up)
        coming = Event.objects.coming()
        shown = [*coming.public()[:COMING_EVENTS], *coming.filter(pk__in=mine)]
        return [
            ComingEvent(event, mine.get(event.pk, []), self.visit.url("own_sign_up", event.pk))
            for event in sorted(set(shown), key=lambda event: event.starts_at)
        ]

    def mapping_url(self, request: HttpRequest) -> str:
        """Where a case that has just begun goes on: the survey that opens cases, in the reader's language if it can."""
        if self.partner.state != PartnerState.CONTACT:
            return ""
        language = get_language()
        pages = [page for page in SurveyPage.objects.open().select_related("locale") if _opens_cases(page)]
        found = sorted(pages, key=lambda page: (page.locale.language_code != language, page.path))
        return (found[0].get_url(request) or "") if found else ""

    def public_url(self, request: HttpRequest) -> str:
        return showcase.partner_url(self.partner, PartnerIndexPage.url_for(request))


def _opens_cases(page: SurveyPage) -> bool:
    return any(handler == PartnerCase.identifier for handler, _options in page.chosen_handlers())


@by_link()
def own_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    page = OwnPage(visit)
    return render(
        request,
        "partners/self_service/own_page.html",
        {
            "own": page,
            "partner": page.partner,
            "token": visit.token,
            "public_url": page.public_url(request),
            "mapping_url": page.mapping_url(request),
            "contact": SiteDetails.for_request(request).contact_person,
            "done": DONE.get(request.GET.get("done", ""), ""),
        },
    )
