"""Letters about what has to be done: in the city's language, whatever the organisation's is."""

import pytest
from django.conf import settings

from partners import services
from partners.models import Channel, Letter, ProgrammeSettings, SentLetter, TaskKind
from tests.factories.cases import CaseFactory
from tests.partners.services.acts import answer

pytestmark = pytest.mark.django_db

OTHER = "en"


@pytest.fixture(autouse=True)
def addresses() -> None:
    programme = ProgrammeSettings.load()
    programme.staff_email = "staff@city.example"
    programme.business_support_email = "support@company.example"
    programme.save()


def language_of(letter: Letter) -> str:
    return SentLetter.objects.get(name=letter).language


def test_staff_read_of_a_task_in_their_own_language():
    assert settings.LANGUAGE_CODE != OTHER
    services.add_task(partner=CaseFactory(active=True, contact_language=OTHER), kind=TaskKind.NEW_GOALS)
    assert language_of(Letter.STAFF_TASK) == settings.LANGUAGE_CODE


def test_a_wish_for_support_reaches_the_development_company_in_the_citys_language():
    partner = CaseFactory(follow_up_due=True, contact_language=OTHER)
    services.answer_follow_up(partner=partner, answer=answer(partner, support="business"), channel=Channel.LINK)
    assert language_of(Letter.BUSINESS_SUPPORT) == settings.LANGUAGE_CODE
    assert language_of(Letter.THANKS) == OTHER
