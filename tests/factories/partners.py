"""Records of the programme, each complete enough to be saved."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from forms.tokens import hashed
from partners import frozen_goals
from partners.models import (
    AccessLink,
    Annex,
    Award,
    AwardCandidate,
    Commitment,
    CommitmentState,
    ContactAttempt,
    DataProtectionDescription,
    EndingGround,
    EndingNotice,
    Event,
    EventSignUp,
    FollowUp,
    Goal,
    GoalReport,
    GoalTemplate,
    Mapping,
    Partner,
    PartnerNews,
    Sector,
    SigningInvitation,
    SigningMethod,
    SigningOccasion,
    SymbolFile,
    SymbolRelease,
    Task,
    Theme,
    Unit,
)
from partners.states import GoalState, PartnerState

SIGNED_ON = date(2025, 6, 5)


def _in_days(days: int) -> Any:
    return factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=days))


def _moment_in(*, days: int = 0, hours: int = 0) -> Any:
    return factory.LazyFunction(lambda: timezone.now() + timedelta(days=days, hours=hours))


def _in_force(state: PartnerState, **changed: Any) -> factory.Trait:
    values = {"signed_on": SIGNED_ON, "follow_up_on": _in_days(180), "validity_code": factory.LazyFunction(uuid4)}
    return factory.Trait(state=state, live=True, **values | changed)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ("key",)

    key = "energy"
    name_sv, name_fi, name_en = "Energi", "Energia", "Energy"


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector
        django_get_or_create = ("key",)

    key = "retail"
    name_sv, name_fi, name_en = "Handel", "Kauppa", "Retail"


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit
        django_get_or_create = ("code",)

    code = "kwh_a"
    label_sv, label_fi, label_en = "kWh/år", "kWh/v", "kWh/year"


class GoalTemplateFactory(DjangoModelFactory):
    class Meta:
        model = GoalTemplate
        skip_postgeneration_save = True

    class Params:
        done_or_not = factory.Trait(
            target_mode="boolean",
            direction="done",
            default_target=None,
            pledge_template_sv="Vi gör det senast {year}.",
            pledge_template_fi="Teemme sen vuoteen {year} mennessä.",
            pledge_template_en="We will do it by {year}.",
        )

    code = factory.Sequence(lambda number: f"EN-{number % 900 + 100}")
    theme = factory.SubFactory(ThemeFactory)
    unit = factory.SubFactory(UnitFactory)
    horizon = "next_year"
    target_mode = "relative"
    direction = "decrease"
    default_target = -10
    all_sectors = True
    title_sv, title_fi, title_en = "Mindre el", "Vähemmän sähköä", "Less electricity"
    pledge_template_sv = "Vi minskar med {target} % från {baseline_year} senast {year}."
    pledge_template_fi = "Vähennämme {target} % vuodesta {baseline_year} vuoteen {year}."
    pledge_template_en = "We will cut {target}% from {baseline_year} by {year}."
    indicator_sv, indicator_fi, indicator_en = "Elförbrukning", "Sähkönkulutus", "Electricity use"

    @factory.post_generation
    def sectors(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted:
            self.sectors.set(extracted)


class PartnerFactory(DjangoModelFactory):
    """A case at its first contact. A trait puts it in a state alone; `cases.CaseFactory` makes its records too."""

    class Meta:
        model = Partner
        skip_postgeneration_save = True

    class Params:
        mapped = factory.Trait(state=PartnerState.MAPPING_RECEIVED)
        with_goals_agreed = factory.Trait(state=PartnerState.GOALS)
        ready = factory.Trait(state=PartnerState.READY)
        scheduled = factory.Trait(state=PartnerState.SCHEDULED)
        active = _in_force(PartnerState.ACTIVE)
        follow_up_due = _in_force(PartnerState.FOLLOW_UP_DUE, follow_up_on=_in_days(0))
        no_reply = _in_force(PartnerState.NO_REPLY, follow_up_on=_in_days(-43))
        revising = _in_force(PartnerState.REVISING)
        terminated = _in_force(PartnerState.TERMINATED, follow_up_on=None)
        withdrawn = _in_force(PartnerState.WITHDRAWN, follow_up_on=None)
        closed = factory.Trait(state=PartnerState.CLOSED)

    name = factory.Sequence(lambda number: f"Demo {number} Ab")
    slug = factory.Sequence(lambda number: f"demo-{number}-ab")
    contact_name = "Demo Person"
    contact_email = "person@demo.example"
    contact_language = "sv"
    live = False


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    partner = factory.SubFactory(PartnerFactory)
    theme = factory.SubFactory(ThemeFactory)
    pledge_sv, pledge_fi, pledge_en = "Vi minskar elen.", "Vähennämme sähköä.", "We cut electricity."
    target_year = 2030
    state = GoalState.SIGNED


class DataProtectionDescriptionFactory(DjangoModelFactory):
    """The first version, however often it is asked for; another one by its `version`."""

    class Meta:
        model = DataProtectionDescription
        django_get_or_create = ("version",)

    version = "1"
    valid_from = date(2025, 1, 1)
    text_sv, text_fi, text_en = "Beskrivning", "Seloste", "Description"


class SigningOccasionFactory(DjangoModelFactory):
    """An open occasion in two weeks."""

    class Meta:
        model = SigningOccasion

    starts_at = _moment_in(days=14)
    ends_at = factory.LazyAttribute(lambda occasion: occasion.starts_at + timedelta(hours=2))
    place_sv, place_fi, place_en = "Rådhuset", "Raatihuone", "Town Hall"
    city_signatory = "Demo Stadsdirektör"


class SigningInvitationFactory(DjangoModelFactory):
    class Meta:
        model = SigningInvitation

    occasion = factory.SubFactory(SigningOccasionFactory)
    partner = factory.SubFactory(PartnerFactory, scheduled=True)
    signatory_name = "Demo Person"
    signatory_title = "vd"


class CommitmentFactory(DjangoModelFactory):
    """A draft with the partner's goals, such as they are. Traits sign it, and end it."""

    class Meta:
        model = Commitment

    class Params:
        signed = factory.Trait(
            organisation_signatory="Demo Person",
            organisation_title="vd",
            organisation_signed_on=SIGNED_ON,
            organisation_signed_how=SigningMethod.AT_OCCASION,
            city_signatory="Demo Stadsdirektör",
            city_signed_on=SIGNED_ON,
            city_signed_how=SigningMethod.AT_OCCASION,
        )
        in_force = factory.Trait(signed=True, state=CommitmentState.IN_FORCE)
        ended = factory.Trait(
            signed=True,
            state=CommitmentState.ENDED,
            ended_on=_in_days(0),
            ending_ground=EndingGround.OWN_WISH,
        )
        cancelled = factory.Trait(state=CommitmentState.CANCELLED)

    partner = factory.SubFactory(PartnerFactory, ready=True)
    number = factory.Sequence(lambda number: f"2025-{number % 9000 + 1000}")
    description = factory.SubFactory(DataProtectionDescriptionFactory)
    goals = factory.LazyAttribute(
        lambda commitment: [frozen_goals.freeze(goal) for goal in Goal.objects.filter(partner=commitment.partner)]
    )


class AnnexFactory(DjangoModelFactory):
    class Meta:
        model = Annex

    commitment = factory.SubFactory(CommitmentFactory, in_force=True)
    number = 1
    agreed_on = _in_days(0)
    goals = factory.LazyAttribute(lambda annex: annex.commitment.goals)


class FollowUpFactory(DjangoModelFactory):
    """One that fell due today and waits for an answer."""

    class Meta:
        model = FollowUp

    class Params:
        reminded = factory.Trait(
            due_on=_in_days(-43), first_reminder_at=_moment_in(days=-29), second_reminder_at=_moment_in(days=-15)
        )
        answered = factory.Trait(
            answered_at=_moment_in(), channel="link", answered_by="Demo Person", continuation="keep", support="none"
        )

    partner = factory.SubFactory(PartnerFactory, follow_up_due=True)
    due_on = _in_days(0)


class GoalReportFactory(DjangoModelFactory):
    class Meta:
        model = GoalReport

    follow_up = factory.SubFactory(FollowUpFactory, answered=True)
    goal = factory.LazyAttribute(lambda report: GoalFactory(partner=report.follow_up.partner))
    state = GoalState.ON_TRACK


class ContactAttemptFactory(DjangoModelFactory):
    class Meta:
        model = ContactAttempt

    partner = factory.SubFactory(PartnerFactory, no_reply=True)
    channel = "phone"
    outcome = "no_answer"


class EndingNoticeFactory(DjangoModelFactory):
    """A notice that was given today, for lack of answers."""

    class Meta:
        model = EndingNotice

    class Params:
        run_out = factory.Trait(given_on=_in_days(-31), ends_on=_in_days(-1))

    commitment = factory.SubFactory(CommitmentFactory, in_force=True)
    ground = EndingGround.NO_ANSWER
    given_on = _in_days(0)
    ends_on = _in_days(30)


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    partner = factory.SubFactory(PartnerFactory)
    kind = "other"
    note = "Ring"
    due_on = _in_days(7)


class AccessLinkFactory(DjangoModelFactory):
    """A link whose token is `token`."""

    class Meta:
        model = AccessLink

    class Params:
        token = factory.Sequence(lambda number: f"token-{number}")

    partner = factory.SubFactory(PartnerFactory)
    token_hash = factory.LazyAttribute(lambda link: hashed(link.token))
    sent_to = "person@demo.example"
    expires_at = _moment_in(days=60)


class SymbolReleaseFactory(DjangoModelFactory):
    """A version with one file."""

    class Meta:
        model = SymbolRelease
        skip_postgeneration_save = True

    version = factory.Sequence(str)
    valid_from = date(2025, 1, 1)
    guideline_sv, guideline_fi, guideline_en = "Riktlinje", "Ohje", "Guideline"
    file = factory.RelatedFactory("tests.factories.partners.SymbolFileFactory", factory_related_name="release")


class SymbolFileFactory(DjangoModelFactory):
    class Meta:
        model = SymbolFile

    release = factory.SubFactory(SymbolReleaseFactory, file=None)
    label = "Skärm"
    file = factory.django.FileField(data=b"<svg/>", filename="symbol.svg")


class EventFactory(DjangoModelFactory):
    """A public meeting in two weeks, for as many as wish to come."""

    class Meta:
        model = Event

    slug = factory.Sequence(lambda number: f"event-{number}")
    title_sv, title_fi, title_en = "Nätverksträff", "Verkostotapaaminen", "Network meeting"
    place_sv, place_fi, place_en = "Rådhuset", "Raatihuone", "Town Hall"
    starts_at = _moment_in(days=14)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    is_public = True


class EventSignUpFactory(DjangoModelFactory):
    class Meta:
        model = EventSignUp

    event = factory.SubFactory(EventFactory)
    name = "Demo Person"
    email = factory.Sequence(lambda number: f"person-{number}@demo.example")
    language = "sv"
    state = "coming"


class PartnerNewsFactory(DjangoModelFactory):
    """A piece of news that has not been published."""

    class Meta:
        model = PartnerNews

    slug = factory.Sequence(lambda number: f"news-{number}")
    title_sv, title_fi, title_en = "Nytt projekt", "Uusi hanke", "New project"
    body_sv, body_fi, body_en = "Vi börjar.", "Aloitamme.", "We begin."


class AwardCandidateFactory(DjangoModelFactory):
    class Meta:
        model = AwardCandidate

    year = 2026
    partner = factory.SubFactory(PartnerFactory, active=True)
    reason = "För elen."


class AwardFactory(DjangoModelFactory):
    class Meta:
        model = Award

    year = factory.Sequence(lambda number: 2001 + number % 90)
    partner = factory.SubFactory(PartnerFactory, active=True)
    motivation_sv, motivation_fi, motivation_en = "För elen.", "Sähköstä.", "For electricity."


class MappingFactory(DjangoModelFactory):
    """The mapping of a submission, which must be given."""

    class Meta:
        model = Mapping

    partner = factory.SubFactory(PartnerFactory, mapped=True)
    received_at = factory.SelfAttribute("submission.received_at")
