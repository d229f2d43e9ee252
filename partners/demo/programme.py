"""Fills a demonstration with what a programme has beside its partners. Days are counted from the day of loading."""

import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.translated import LANGUAGES
from forms.models import Survey
from partners.demo import history
from partners.models import (
    AwardCandidate,
    DialogueInvitation,
    Event,
    EventSignUp,
    Partner,
    PartnerNews,
    ProgrammeSettings,
    SigningOccasion,
    SignUpState,
)

FILE = Path(__file__).with_name("programme.json")
WORDS = ("title", "intro", "place", "programme", "body")

Entry = Mapping[str, Any]


@transaction.atomic
def load() -> None:
    """Settings, signing occasions, events, news and candidates. The demo partners must have been loaded."""
    if SigningOccasion.objects.exists():
        return
    data: Entry = json.loads(FILE.read_text(encoding="utf-8"))
    partners = {partner.name: partner for partner in Partner.objects.all()}
    settings = ProgrammeSettings.load()
    for name, value in data["settings"].items():
        setattr(settings, name, value)
    settings.save()
    for entry in data["occasions"]:
        _occasion(entry, partners)
    for entry in data["events"]:
        _event(entry, partners)
    for entry in data["news"]:
        _news(entry, partners)
    for entry in data["candidates"]:
        _candidate(entry, partners)


def take_feedback_by(survey: Survey) -> None:
    """Count the days in which what comes in by `survey` must be answered."""
    settings = ProgrammeSettings.load()
    settings.feedback_survey = survey
    settings.save()


def _occasion(entry: Entry, partners: Mapping[str, Partner]) -> None:
    occasion = SigningOccasion(
        state=entry["state"], city_signatory=history.CITY_SIGNATORY, **_words(entry), **_at(entry)
    )
    occasion.full_clean()
    occasion.save()
    for name in entry["partners"]:
        history.invite(partners[name], occasion)


def _event(entry: Entry, partners: Mapping[str, Partner]) -> None:
    event = Event(
        slug=entry["slug"],
        kind=entry["kind"],
        capacity=entry["capacity"],
        is_public=True,
        **_words(entry),
        **_at(entry),
    )
    event.full_clean()
    event.save()
    for name in entry["sign_ups"]:
        partner = partners[name]
        EventSignUp.objects.create(
            event=event,
            partner=partner,
            name=partner.contact_name,
            email=partner.contact_email,
            organisation=partner.name,
            language=partner.contact_language,
            state=SignUpState.COMING,
            attended=True if event.ends_at < timezone.now() else None,
        )


def _news(entry: Entry, partners: Mapping[str, Partner]) -> None:
    until = entry["respond_in_days"]
    published_at = timezone.now() - timedelta(days=entry["days_ago"])
    news = PartnerNews(
        slug=entry["slug"],
        kind=entry["kind"],
        published_at=published_at,
        respond_by=timezone.localdate() + timedelta(days=until) if until else None,
        **_words(entry),
    )
    news.full_clean()
    news.save()
    for name in entry["invited"]:
        DialogueInvitation.objects.create(news=news, partner=partners[name], invited_at=published_at)


def _candidate(entry: Entry, partners: Mapping[str, Partner]) -> None:
    candidate = AwardCandidate(
        year=timezone.localdate().year,
        partner=partners[entry["partner"]],
        proposed_by=entry["proposed_by"],
        reason=entry["reason"],
        jury_notes=entry["jury_notes"],
    )
    candidate.full_clean()
    candidate.save()


def _words(entry: Entry) -> dict[str, str]:
    return {f"{name}_{code}": entry[name][code] for name in WORDS if name in entry for code in LANGUAGES}


def _at(entry: Entry) -> dict[str, datetime]:
    day = timezone.localdate() + timedelta(days=entry["in_days"])
    starts_at = timezone.make_aware(datetime.combine(day, time(entry["hour"])))
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=entry["hours"])}
