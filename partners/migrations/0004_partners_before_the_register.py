"""Partners in force whose commitment was signed on paper before the register: each gets its commitment and its days."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import migrations
from django.utils import timezone

from partners import calendar_days, frozen_goals

IN_FORCE = ("active", "follow_up_due", "revising", "no_reply")
WAITING = ("follow_up_due", "no_reply")
STOOD_BY = ("signed", "on_track", "behind", "reached")
MONTHS = 12
ON_PAPER = "0"
TEXTS = {
    "text_sv": "Dataskyddsbeskrivningen godkändes på papper vid undertecknandet, innan åtagandena fördes in i registret.",
    "text_fi": "Tietosuojaseloste hyväksyttiin paperilla allekirjoituksen yhteydessä, ennen sitoumusten rekisteriä.",
    "text_en": "The data-protection description was accepted on paper at the signing, before commitments were registered.",
}


def register(apps: Any, schema_editor: Any) -> None:
    """Who has a commitment already, or has not signed, is left as they are."""
    commitments = apps.get_model("partners", "Commitment")
    registered = commitments.objects.filter(state="in_force").values("partner")
    partners = list(
        apps.get_model("partners", "Partner")
        .objects.filter(state__in=IN_FORCE, signed_on__isnull=False)
        .exclude(pk__in=registered)
        .order_by("signed_on", "pk")
    )
    if not partners:
        return
    description, _made = apps.get_model("partners", "DataProtectionDescription").objects.get_or_create(
        version=ON_PAPER, defaults={"valid_from": partners[0].signed_on, **TEXTS}
    )
    for partner in partners:
        goals = partner.goals.filter(state__in=STOOD_BY).select_related("theme", "unit").order_by("pk")
        commitments.objects.create(
            partner=partner,
            number=_next_number(commitments, partner.signed_on.year),
            state="in_force",
            goals=[frozen_goals.freeze(goal) for goal in goals],
            description=description,
            organisation_signed_on=partner.signed_on,
            city_signed_on=partner.signed_on,
        )
        _set_days(apps, partner)


def _next_number(commitments: Any, year: int) -> str:
    last = commitments.objects.filter(number__startswith=f"{year}-").order_by("-number").first()
    return f"{year}-{int(last.number[5:]) + 1 if last else 1:04d}"


def _set_days(apps: Any, partner: Any) -> None:
    """The next anniversary of the signing, so that not all fall due at once; or today, for those being waited for."""
    today = timezone.localdate()
    follow_ups = apps.get_model("partners", "FollowUp").objects
    waiting = {"partner": partner, "answered_at": None, "closed_at": None}
    if partner.state in WAITING and not follow_ups.filter(**waiting).exists():
        follow_ups.create(partner=partner, due_on=today)
    partner.follow_up_on = partner.follow_up_on or _next_anniversary(partner.signed_on, today)
    partner.validity_code = partner.validity_code or uuid4()
    partner.save(update_fields=["follow_up_on", "validity_code"])


def _next_anniversary(signed_on: date, today: date) -> date:
    years = 1
    while (day := calendar_days.months_after(signed_on, MONTHS * years)) < today:
        years += 1
    return day


class Migration(migrations.Migration):
    dependencies = [("partners", "0003_the_whole_case")]

    operations = [migrations.RunPython(register, migrations.RunPython.noop)]
