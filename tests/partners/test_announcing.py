"""What other websites are told when a public record changes."""

import pytest

from cms.webhooks.models import ContentNotice, Webhook
from partners.models import Event
from partners.states import GoalState
from tests.factories.partners import AwardFactory, GoalFactory, PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def webhook(settings):
    """The queue of the site itself: nothing is sent here."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return Webhook.objects.create(name="Rebuild", url="https://build.example/", on_content=True)


def told():
    found = list(ContentNotice.objects.order_by("pk").values_list("event", "data__type", "data__title"))
    ContentNotice.objects.all().delete()
    return found


def test_a_partner_is_told_of_when_it_is_published_changed_and_taken_back():
    partner = PartnerFactory(active=True, name="Demobageriet")
    told()
    partner.save_revision().publish()
    partner.save_revision().publish()
    assert told() == [("content.published", "partners.Partner", "Demobageriet")]
    partner.unpublish()
    assert told() == [("content.unpublished", "partners.Partner", "Demobageriet")]


def test_a_case_that_is_not_public_is_nobodys_business():
    partner = PartnerFactory(mapped=True, name="Demo Hemlig")
    GoalFactory(partner=partner)
    partner.save_revision().publish()
    assert told() == []


def test_a_goal_is_told_of_with_its_partner():
    goal = GoalFactory(partner=PartnerFactory(active=True, name="Demobageriet"))
    told()
    goal.state = GoalState.REACHED
    goal.save()
    assert told() == [("content.published", "partners.Partner", "Demobageriet")]


def test_an_award_is_told_of_when_it_is_announced():
    award = AwardFactory(live=False)
    told()
    award.save_revision().publish()
    [(event, kind, _title)] = told()
    assert (event, kind) == ("content.published", "partners.Award")


def test_an_event_that_is_not_shown_is_told_of_by_its_id_alone(event_values):
    event = Event.objects.create(**event_values, is_public=True)
    assert told() == [("content.published", "partners.Event", "Frukost")]
    event.is_public = False
    event.save()
    assert told() == [("content.unpublished", "partners.Event", "")]


@pytest.fixture
def event_values():
    from datetime import timedelta

    from django.utils import timezone

    starts = timezone.now() + timedelta(days=3)
    titles = {"title_sv": "Frukost", "title_fi": "Aamiainen", "title_en": "Breakfast"}
    return {"slug": "frukost", "starts_at": starts, "ends_at": starts + timedelta(hours=1), **titles}
