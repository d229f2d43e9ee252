"""Deleting a survey's page: the answers stay, and whoever deletes is told."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from forms.models import Draft, Submission, SurveyPage, SurveyVersion
from forms.services import drafts
from tests.factories.surveys import ANSWERS, publish
from tests.forms.publishing.changing import answered, steps

pytestmark = pytest.mark.django_db


def messages(response):
    found = BeautifulSoup(response.content, "html.parser").select_one(".messages")
    return found.get_text(" ", strip=True) if found else ""


def delete_url(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def test_whoever_deletes_is_told_how_many_answers_there_are(client, admin):
    page = publish()
    for name in ("Ett", "Två", "Tre"):
        answered(page, name=name)
    drafts.start(version=page.live_version, answers=ANSWERS, steps_done=[])
    told = messages(client.get(delete_url(page)))
    assert "Demoenkät" in told
    assert "3" in told
    assert "1" in told


def test_a_survey_without_answers_is_deleted_without_a_word(client, admin):
    assert messages(client.get(delete_url(publish()))) == ""


def test_a_page_above_tells_of_the_surveys_below(client, admin):
    page = publish()
    answered(page)
    assert "Demoenkät" in messages(client.get(delete_url(page.get_parent())))


def test_the_answers_stay_and_can_be_read(client, admin):
    page = publish()
    submission = answered(page)
    client.post(delete_url(page))
    assert not SurveyPage.objects.exists()
    assert Submission.objects.count() == 1
    inbox = client.get(reverse("surveys_inbox:submission", args=[submission.pk])).content.decode()
    assert "demo@demo.example" in inbox
    assert "Demoenkät" in client.get(reverse("surveys_inbox:index")).content.decode()


def test_pages_that_are_deleted_together_tell_too(client, admin):
    page, other = publish(), publish({"key": "other"})
    answered(page)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = client.post(f"{url}?id={page.pk}&id={other.pk}&next=/admin/", follow=True)
    assert "Demoenkät" in messages(response)
    assert not SurveyPage.objects.exists()
    assert Submission.objects.count() == 1


def test_a_survey_that_comes_back_under_its_key_goes_on_where_it_was():
    page = publish()
    submission = answered(page)
    draft, _token = drafts.start(version=page.live_version, answers=ANSWERS, steps_done=[])
    page.delete()
    back = publish({"steps": steps(email=None)})
    assert back.live_version.number == 2
    assert back.survey == submission.survey
    assert SurveyVersion.objects.count() == 2
    assert Draft.objects.get() == draft
    assert Submission.objects.get().form.by_key["email"].label == "E-post"


def test_a_copy_has_versions_of_its_own_and_none_of_the_answers():
    page = publish()
    answered(page)
    publish({"notice": "Andra"})
    copy = SurveyPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=True)
    copy = SurveyPage.objects.get(pk=copy.pk)
    assert (copy.key, copy.live_version.number, copy.survey.submissions.count()) == ("kopia", 1, 0)


def test_a_copy_that_stays_a_draft_has_no_version():
    copy = publish().copy(update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=False)
    copy = SurveyPage.objects.get(pk=copy.pk)
    assert (copy.survey, copy.live_version) == (None, None)
    assert SurveyVersion.objects.count() == 1
