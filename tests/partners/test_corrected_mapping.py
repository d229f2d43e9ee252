"""What a corrected mapping changes in a case, and what it leaves alone."""

import pytest
from wagtail.models import ModelLogEntry

from forms import handlers
from partners.models import Mapping
from partners.services.cases import MAPPING_CORRECTED
from partners.states import PartnerState

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(library, submitted):
    """A mapping that suggests EN-01 and EN-05, and the submission with an answer that suggests neither."""
    submission = submitted(en_efficiency="not_started", en_monitor="started")
    handlers.get("partner_case").handle(handlers.event_for(submission, {}))
    submission.answers = {**submission.answers, "en_efficiency": "in_place", "en_monitor": "in_place"}
    submission.revision = 2
    submission.save()
    return submission


def hand_in(submission):
    handlers.get("partner_case").corrected(handlers.event_for(submission, {}))


def codes(submission):
    return [goal.template.code for goal in Mapping.objects.get(submission=submission).suggestions.all()]


def test_suggestions_follow_until_the_mapping_is_discussed(corrected):
    assert codes(corrected) == ["EN-01", "EN-05"]
    hand_in(corrected)
    assert "EN-01" not in codes(corrected)


def test_what_was_discussed_stays(corrected):
    partner = Mapping.objects.get(submission=corrected).partner
    type(partner).objects.filter(pk=partner.pk).update(state=PartnerState.GOALS)
    hand_in(corrected)
    assert codes(corrected) == ["EN-01", "EN-05"]
    assert ModelLogEntry.objects.for_instance(partner).filter(action=MAPPING_CORRECTED).count() == 1


def test_a_repeated_delivery_notes_it_once(corrected):
    hand_in(corrected)
    hand_in(corrected)
    partner = Mapping.objects.get(submission=corrected).partner
    assert ModelLogEntry.objects.for_instance(partner).filter(action=MAPPING_CORRECTED).count() == 1
