"""Records of the programme, each complete enough to be saved."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from partners.models import Award, Goal, GoalTemplate, Mapping, Partner, Sector, Theme, Unit
from partners.states import GoalState, PartnerState


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
    """A case at its first contact. Traits take it further."""

    class Meta:
        model = Partner

    class Params:
        mapped = factory.Trait(state=PartnerState.MAPPING_RECEIVED)
        with_goals_agreed = factory.Trait(state=PartnerState.GOALS)
        active = factory.Trait(state=PartnerState.ACTIVE, signed_on=date(2025, 6, 5), live=True)
        withdrawn = factory.Trait(state=PartnerState.WITHDRAWN, signed_on=date(2025, 6, 5), live=True)

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
