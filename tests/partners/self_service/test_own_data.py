"""All that the programme keeps about an organisation is in what it can take along, and nothing of anybody else."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from partners import access, documents, services
from partners.models import (
    Annex,
    AwardCandidate,
    ContactAttempt,
    DialogueInvitation,
    EndingNotice,
    Event,
    EventSignUp,
    FollowUp,
    GoalReport,
    GuidelineAcceptance,
    Mapping,
    Partner,
    PartnerNews,
    SentLetter,
    SigningInvitation,
    SigningOccasion,
    SuggestedGoal,
    SymbolDownload,
    Task,
)
from partners.self_service import own_data
from tests.factories.partners import AwardFactory, GoalFactory, GoalTemplateFactory, PartnerFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now


def record_everything(own, release, submitted):
    """One record of each kind, with a word of its own in it."""
    partner = own.partner
    commitment = partner.commitments.get()
    occasion = SigningOccasion.objects.create(
        starts_at=NOW(), ends_at=NOW() + timedelta(hours=1), place_sv="Salen canary-occasion"
    )
    goal = GoalFactory(partner=partner, effect_sv="canary-goal")
    follow_up = FollowUp.objects.create(partner=partner, due_on=date(2026, 6, 5), wishes="canary-followup")
    GoalReport.objects.create(follow_up=follow_up, goal=goal, state="behind", note="canary-report")
    frozen = {"goal": goal.pk, "texts": {code: {"pledge": "canary-annex"} for code in ("sv", "fi", "en")}}
    Annex.objects.create(commitment=commitment, number=1, agreed_on=date(2026, 1, 1), goals=[frozen])
    EndingNotice.objects.create(
        commitment=commitment, ground="no_answer", given_on=date(2031, 3, 3), ends_on=date(2031, 4, 4)
    )
    SigningInvitation.objects.create(occasion=occasion, partner=partner, signatory_name="canary-invitation")
    ContactAttempt.objects.create(partner=partner, channel="phone", outcome="reached", note="canary-attempt")
    Task.objects.create(partner=partner, kind="other", note="canary-task", due_on=date(2026, 1, 1))
    SentLetter.objects.create(partner=partner, name="thanks", language="sv", recipient="canary-letter@demo.example")
    event = Event.objects.create(slug="e", title_sv="Träff", starts_at=NOW(), ends_at=NOW() + timedelta(hours=1))
    EventSignUp.objects.create(
        event=event, partner=partner, name="canary-signup", email="p@demo.example", language="sv", state="coming"
    )
    news = PartnerNews.objects.create(slug="n", title_sv="canary-dialogue", body_sv="x")
    DialogueInvitation.objects.create(news=news, partner=partner)
    GuidelineAcceptance.objects.create(partner=partner, release=release, accepted_by="canary-guideline")
    SymbolDownload.objects.create(partner=partner, release=release, file_label="canary-download")
    AwardFactory(partner=partner, motivation_sv="canary-award", live=True)
    AwardCandidate.objects.create(
        year=2026, partner=partner, reason="canary-candidacy", jury_notes="secret-jury", proposed_by="secret-proposer"
    )
    mapping = Mapping.objects.create(
        partner=partner, submission=submitted(contact_name="canary-mapping"), received_at=NOW()
    )
    SuggestedGoal.objects.create(
        mapping=mapping, template=GoalTemplateFactory(), rank=1, question="q", reason="canary-suggestion"
    )
    Partner.objects.filter(pk=partner.pk).update(description_sv="canary-partner")
    services.change_details(
        partner=Partner.objects.get(pk=partner.pk),
        contact_name="canary-contact",
        contact_email="canary-link@demo.example",
        contact_language="sv",
        website="",
        link=access.find(own.token),
    )


CANARIES = [
    "partner", "contact", "goal", "followup", "report", "annex", "invitation", "occasion", "attempt", "task", "letter",
    "signup", "dialogue", "guideline", "download", "award", "candidacy", "mapping", "suggestion",
]  # fmt: skip


@pytest.fixture
def everything(own, release, submitted):
    record_everything(own, release, submitted)
    return own


def test_a_word_of_every_record_is_in_the_json(everything):
    response = everything.get("own_data_json")
    assert response["Content-Disposition"].startswith("attachment")
    found = response.text
    assert [name for name in CANARIES if f"canary-{name}" not in found] == []
    assert "2031-04-04" in found
    assert '"sent_to": "person@demo.example"' in found
    data = json.loads(found)
    assert data["history"]


def test_the_same_is_in_the_document(everything, monkeypatch):
    asked = []
    monkeypatch.setattr(documents, "report_pdf", lambda report: asked.append(report) or b"%PDF")
    assert everything.get("own_data_pdf").content == b"%PDF"
    found = str(asked[0])
    assert [name for name in CANARIES if f"canary-{name}" not in found] == []


def test_what_is_not_the_organisations_stays_away(everything, admin):
    ContactAttempt.objects.update(made_by=admin)
    with translation.override("en"):
        document = str(own_data.as_document(everything.again()))
    for found in (everything.get("own_data_json").text, document):
        assert "secret-" not in found
        assert everything.token not in found
        assert "token_hash" not in found
        assert admin.username not in found.replace("administ", "")


def test_no_other_organisations_records_are_in_it(everything):
    other = PartnerFactory(active=True, name="En annan Ab", contact_email="annan@demo.example")
    GoalFactory(partner=other, effect_sv="someone-else")
    Task.objects.create(partner=other, kind="other", note="someone-else", due_on=date(2026, 1, 1))
    found = everything.get("own_data_json").text
    assert "someone-else" not in found
    assert "annan" not in found


def test_every_model_that_names_an_organisation_is_there():
    """A new model with a partner in it has to be added to `KINDS`, and so has one below it."""
    known = {kind.model for kind in own_data.KINDS}
    named = {relation.related_model for relation in Partner._meta.related_objects if relation.one_to_many}
    below = {
        relation.related_model
        for model in named
        for relation in model._meta.related_objects
        if relation.one_to_many and relation.related_model._meta.app_label == "partners"
    }
    assert (named | below) - known == set()


def test_the_document_calls_every_column_by_words(everything):
    """A column that nobody named would be called by its name in the database."""
    with translation.override("fi"):
        labels = {row.label for section in own_data.as_document(everything.partner).sections for row in section.rows}
    assert labels.isdisjoint({"Follow up", "Release", "Validity code", "Token hash", "Mapping"})


def test_words_that_wait_for_approval_are_in_it(own):
    own.post("own_words", description_fi="canary-waiting")
    assert json.loads(own.get("own_data_json").text)["words_waiting"]["description_fi"] == "canary-waiting"
    assert "canary-waiting" in str(own_data.as_document(own.again()))
