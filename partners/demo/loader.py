"""Loads the goal library, and the made-up partners and awards that a demonstration shows.

Loading again adds what is missing and leaves alone what is there: staff may have edited it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from cms.translated import LANGUAGES
from partners.demo import history
from partners.demo.mapping import sector_choices
from partners.models import Award, Goal, GoalTemplate, Partner, Sector, Theme, Unit

DATA = Path(__file__).resolve().parent.parent / "data"
ALL_SECTORS = "all"

Entry = Mapping[str, Any]


def _columns(name: str, texts: Mapping[str, str] | None) -> dict[str, str]:
    return {f"{name}_{language}": (texts or {}).get(language, "") for language in LANGUAGES}


def _read(path: Path) -> Entry:
    data: Entry = json.loads(path.read_text(encoding="utf-8"))
    return data


@transaction.atomic
def load_goal_library() -> None:
    """Themes, units, sectors and the goals of the library."""
    library = _read(DATA / "goal_library.json")
    for order, sector in enumerate(sector_choices(), start=1):
        _ensure(Sector, "key", sector["value"], order=order, **_columns("name", sector["label"]))
    for theme in library["themes"]:
        _ensure(Theme, "key", theme["id"], order=theme["order"], **_columns("name", theme["label"]))
    for unit in library["units"]:
        _ensure(Unit, "code", unit["id"], **_columns("label", unit["label"]))
    themes = {theme.key: theme for theme in Theme.objects.all()}
    units = {unit.code: unit for unit in Unit.objects.all()}
    sectors = {sector.key: sector for sector in Sector.objects.all()}
    known = set(GoalTemplate.objects.values_list("code", flat=True))
    for goal in library["goals"]:
        if goal["id"] in known:
            continue
        template = _template(goal, themes[goal["theme"]], units[goal["unit"]])
        template.sectors.set(sectors[key] for key in goal["sectors"] if key != ALL_SECTORS)


def _ensure(model: Any, key: str, value: str, **values: object) -> None:
    if not model.objects.filter(**{key: value}).exists():
        record = model(**{key: value}, **values)
        record.full_clean()
        record.save()


def _template(goal: Entry, theme: Theme, unit: Unit) -> GoalTemplate:
    template = GoalTemplate(
        code=goal["id"],
        theme=theme,
        unit=unit,
        horizon=goal["horizon"],
        target_mode=goal["target_mode"],
        direction=goal["direction"],
        default_target=goal["default_target"],
        all_sectors=ALL_SECTORS in goal["sectors"],
        effort=goal["effort"],
        impact=goal["impact"],
        vsme_hint=goal["vsme_hint"] or "",
        sdg=goal["sdg"],
        co2_factor_key=goal["co2_factor_key"] or "",
        **_columns("title", goal["title"]),
        **_columns("pledge_template", goal["pledge_template"]),
        **_columns("indicator", goal["indicator"]),
        **_columns("evidence", goal["light_evidence"]),
    )
    template.full_clean()
    template.save()
    return template


@transaction.atomic
def load_partners(path: Path) -> None:
    """Partners with their goals, and awards, from a file such as `partners.json` beside this module.

    The goal library and the data-protection description must have been loaded.
    """
    data, today = _read(path), timezone.localdate()
    templates = {template.code: template for template in GoalTemplate.objects.complete()}
    sectors = {sector.key: sector for sector in Sector.objects.all()}
    for entry in data["partners"]:
        if not Partner.objects.filter(slug=slugify(entry["name"])).exists():
            partner = _partner(entry, sectors[entry["sector"]], today)
            _goals(partner, entry["goals"], templates)
            history.write(partner, today)
            if partner.signed_on:
                partner.save_revision().publish()
    for entry in data["awards"]:
        if not Award.objects.filter(year=entry["year"]).exists():
            _award(entry)


def _partner(entry: Entry, sector: Sector, today: date) -> Partner:
    partner = Partner(
        name=entry["name"],
        slug=slugify(entry["name"]),
        business_id=entry["business_id"],
        organisation_type=entry["organisation_type"],
        sector=sector,
        staff_band=entry["staff_band"],
        contact_name=entry["contact_name"],
        contact_email=entry["contact_email"],
        contact_language=entry["language"],
        website=entry["website"],
        state=entry["state"],
        signed_on=history.day_of(entry, today),
        live=False,
        **_columns("description", entry["description"]),
    )
    partner.full_clean()
    partner.save()
    return partner


def _goals(partner: Partner, entries: Iterable[Entry], templates: Mapping[str, GoalTemplate]) -> None:
    for entry in entries:
        goal = Goal(
            partner=partner,
            template=templates[entry["template"]],
            target=None if entry["target"] is None else abs(Decimal(str(entry["target"]))),
            target_year=entry["year"],
            baseline=entry.get("baseline"),
            baseline_year=entry["baseline_year"],
            state=entry["state"],
            **_columns("effect", entry["effect"]),
        )
        goal.full_clean()
        goal.save()


def _award(entry: Entry) -> None:
    award = Award(
        year=entry["year"],
        partner=Partner.objects.get(slug=slugify(entry["partner"])),
        live=False,
        **_columns("motivation", entry["motivation"]),
        **_columns("special_mention", entry["special_mention"]),
    )
    award.full_clean()
    award.save()
    award.save_revision().publish()
