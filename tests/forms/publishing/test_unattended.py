"""Publishing by the clock and at the end of a workflow: versions are made, and what cannot be published is told."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Revision, Workflow, WorkflowTask

from forms.models import SurveyPage, SurveyVersion
from forms.services.unattended import REFUSED
from home.models import ContentPage
from tests.factories.surveys import home, publish
from tests.forms.publishing.changing import answered, edited, steps

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def fresh(page):
    return SurveyPage.objects.get(pk=page.pk)


def scheduled(page, **changes):
    """`page` with a draft that goes live tomorrow."""
    draft = page.get_latest_revision_as_object()
    for name, value in (changes | {"go_live_at": timezone.now() + TOMORROW}).items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return draft


def break_draft(page):
    """Let the latest draft of `page` ask nothing, as if what a survey may be had changed since it was saved."""
    revision = fresh(page).get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"steps": "[]"})


def run_clock(time_machine):
    time_machine.shift(TOMORROW + timedelta(minutes=1))
    call_command("publish_scheduled")


def messages(client, page):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return BeautifulSoup(response.content, "html.parser").select_one(".messages").get_text(" ", strip=True)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to("2026-11-24T10:00:00+02:00", tick=False)


def test_a_first_publication_makes_its_version_when_it_goes_live(time_machine):
    page = edited()
    scheduled(page)
    assert not SurveyVersion.objects.exists()
    run_clock(time_machine)
    page = fresh(page)
    assert page.live
    assert page.live_version.created_at == timezone.now()


def test_a_change_makes_its_version_when_it_goes_live(time_machine):
    page = publish()
    scheduled(edited(steps=steps(email=None)))
    assert fresh(page).live_version.number == 1
    run_clock(time_machine)
    assert fresh(page).live_version.number == 2
    entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.publish.scheduled")
    assert entry.user is None


def test_an_expired_survey_that_comes_back_has_its_version_when_it_is_back(time_machine):
    page = publish()
    page.unpublish()
    scheduled(edited(steps=steps(email=None)))
    assert fresh(page).live_version.number == 1
    run_clock(time_machine)
    assert fresh(page).live_version.number == 2


def test_what_cannot_be_published_any_more_leaves_what_is_live_and_says_so(client, admin, time_machine):
    page = publish()
    scheduled(edited(steps=steps(email=None)))
    break_draft(page)
    run_clock(time_machine)
    page = fresh(page)
    assert page.live
    assert page.live_version.number == 1
    assert "email" in page.live_version.form.by_key
    assert client.get(page.url).status_code == 200
    client.force_login(admin)
    assert "har inga frågor" in messages(client, page)
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "har inga frågor" in history
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "har inga frågor" in dashboard


def test_what_was_refused_is_not_tried_again(time_machine):
    page = publish()
    scheduled(edited(steps=steps(email=None)))
    break_draft(page)
    run_clock(time_machine)
    call_command("publish_scheduled")
    assert PageLogEntry.objects.filter(page=page.pk, action=REFUSED).count() == 1


def test_one_that_cannot_be_published_does_not_stop_the_others(time_machine):
    page = publish()
    scheduled(edited(steps=steps(email=None)))
    break_draft(page)
    other = edited(key="other")
    scheduled(other, go_live_at=timezone.now() + TOMORROW)
    run_clock(time_machine)
    assert fresh(page).live_version.number == 1
    assert fresh(other).live


def test_a_refusal_is_forgotten_once_the_draft_is_mended(client, admin, time_machine):
    page = publish()
    scheduled(edited(steps=steps(email=None)))
    break_draft(page)
    run_clock(time_machine)
    edited(steps=steps(more=None))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "har inga frågor" not in response.content.decode()
    assert "har inga frågor" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_plain_page_is_published_by_the_clock_as_ever(time_machine):
    page = home("sv").add_child(instance=ContentPage(title="Sida", slug="sida", live=False))
    page.go_live_at = timezone.now() + TOMORROW
    page.save_revision().publish()
    run_clock(time_machine)
    assert ContentPage.objects.get(pk=page.pk).live


@pytest.fixture
def workflow(admin):
    task = GroupApprovalTask.objects.create(name="Granskning")
    workflow = Workflow.objects.create(name="Granskning")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def approve(page, user):
    state = fresh(page).current_workflow_state.current_task_state
    state.task.specific.on_action(state, user, "approve")


def test_an_approved_draft_is_published_as_a_version(workflow, admin):
    page = publish()
    workflow.start(edited(steps=steps(email=None)), admin)
    assert fresh(page).live_version.number == 1
    approve(page, admin)
    assert fresh(page).live_version.number == 2


def test_the_moderator_sees_what_changes(client, workflow, admin):
    page = publish()
    answered(page)
    workflow.start(edited(steps=steps(email=None)), admin)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert (
        reverse("survey_compare", args=[page.pk])
        in BeautifulSoup(shown, "html.parser").select_one(".messages").decode()
    )
    assert "E-post" in client.get(reverse("survey_compare", args=[page.pk])).content.decode()


def test_the_moderator_is_not_told_of_other_words(client, workflow, admin):
    page = publish()
    workflow.start(edited(notice="Andra ord"), admin)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    found = BeautifulSoup(response.content, "html.parser").select_one(".messages")
    assert found is None or reverse("survey_compare", args=[page.pk]) not in found.decode()


def test_a_draft_that_was_spoiled_under_review_is_not_published(client, workflow, admin):
    page = publish()
    workflow.start(edited(steps=steps(email=None)), admin)
    break_draft(page)
    assert "har inga frågor" in messages(client, page)
    task_state = fresh(page).current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    assert client.post(url, {"comment": ""}).status_code in (200, 302)
    assert fresh(page).live_version.number == 1
    assert "har inga frågor" in messages(client, page)


def test_a_scheduled_draft_that_is_approved_waits_for_its_time(workflow, admin, time_machine):
    page = publish()
    draft = edited(steps=steps(email=None)).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + TOMORROW
    draft.save_revision()
    workflow.start(fresh(page), admin)
    approve(page, admin)
    assert fresh(page).live_version.number == 1
    run_clock(time_machine)
    assert fresh(page).live_version.number == 2


def test_a_plain_page_is_approved_as_ever(workflow, admin):
    page = home("sv").add_child(instance=ContentPage(title="Sida", slug="sida", live=False))
    page.save_revision()
    workflow.start(page, admin)
    state = page.current_workflow_state.current_task_state
    state.task.specific.on_action(state, admin, "approve")
    assert ContentPage.objects.get(pk=page.pk).live
