"""The inbox: who may read, what is shown, what staff decide."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import User
from forms import handlers
from forms.models import Delivery, Submission, Survey
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

INBOX = "/admin/surveys/inbox/"


def staff(*permissions: str, groups: tuple[Group, ...] = ()) -> User:
    user = User.objects.create_user(f"staff-{User.objects.count()}", password="x")
    names = ["access_admin", *permissions]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    user.groups.add(*groups)
    return user


def received(page, **answers) -> Submission:
    answers = {**ANSWERS, **answers}
    return submit(version=page.live_version, answers=answers, door=Submission.Door.PAGE, mode="together").submission


@pytest.fixture
def page():
    return publish(handlers=[{"type": "handler", "value": {"handler": "confirmation", "to": ""}}])


@pytest.fixture
def reader(page):
    group = Group.objects.create(name="Demo readers")
    page.survey.readers.add(group)
    return staff("view_submission", "change_submission", groups=(group,))


def address(submission: Submission) -> str:
    return reverse("surveys_inbox:submission", args=[submission.pk])


def test_answers_are_shown_by_the_labels_they_were_given_under(client, page, reader):
    submission = received(page)
    changed = definition()
    changed["steps"][0]["questions"][0]["label"] = "Ett nytt namn på frågan"
    publish({"steps": changed["steps"]})
    client.force_login(reader)
    shown = BeautifulSoup(client.get(address(submission)).content, "html.parser")
    found = shown.select(".submission-answers > div")
    rows = {row.dt.get_text(strip=True): row.dd.get_text(strip=True) for row in found}
    assert rows == {
        "Namn": "Demo Ab",
        "E-post": "demo@demo.example",
        "Hur värmer ni?": "Olja",
        "Hur mycket olja?": "1\xa0200 l/år",
        "Vi sparar energi.": "På plats",
        "Något mer?": "Inget svar",
    }
    assert "Med staden" in shown.get_text()


def test_the_list_is_searched_and_filtered(client, page, reader):
    received(page, name="Demo Ett")
    received(page, name="Demo Två")
    Submission.objects.filter(title="Demo Två").update(state=Submission.State.ACCEPTED)
    client.force_login(reader)
    assert b"Demo Ett" in client.get(INBOX, {"q": "ett"}).content
    assert "Demo Två" not in client.get(INBOX, {"q": "ett"}).content.decode()
    assert "Demo Ett" not in client.get(INBOX, {"state": "accepted"}).content.decode()


def test_the_list_says_whom_a_submission_is_from(client, page, reader):
    named, nameless = received(page, name="Demo Ett"), received(page)
    Submission.objects.filter(pk=nameless.pk).update(title="")
    client.force_login(reader)
    shown = BeautifulSoup(client.get(INBOX).content, "html.parser")
    names = {link.get_text(strip=True) for link in shown.select("td.title a, .title-wrapper a")}
    assert names == {named.title, nameless.reference}


def test_the_list_is_narrowed_by_survey_language_and_day(client, page, reader):
    publish({"key": "hidden-survey", "title": "Dold enkät"})
    other = publish({"key": "other-survey", "title": "Annan enkät"})
    other.survey.readers.set(reader.groups.all())
    received(page, name="Demo Ett")
    client.force_login(reader)
    surveys = client.get(INBOX).context["filters"].form["survey"].field.choices
    assert [label for value, label in surveys if value] == [other.title, page.title]
    today = str(timezone.localdate())
    for wanted in (
        {"survey": page.survey_id},
        {"language": "sv"},
        {"received_at_from": today, "received_at_to": today},
    ):
        assert "Demo Ett" in client.get(INBOX, wanted).content.decode(), wanted
    for unwanted in ({"survey": other.survey_id}, {"language": "fi"}, {"received_at_to": "2020-01-01"}):
        assert "Demo Ett" not in client.get(INBOX, unwanted).content.decode(), unwanted


def test_an_empty_inbox_says_what_will_come(client, reader):
    client.force_login(reader)
    assert "Inga svar har kommit in ännu." in client.get(INBOX).content.decode()


def test_the_front_page_counts_what_nobody_has_taken_up(client, page, reader):
    received(page)
    Submission.objects.filter(pk=received(page).pk).update(state=Submission.State.ACCEPTED)
    client.force_login(reader)
    assert "Nya svar: 1" in client.get("/admin/").content.decode()
    client.force_login(staff("add_partner"))
    assert "Nya svar" not in client.get("/admin/").content.decode()


def test_the_list_takes_the_same_queries_however_long_it_is(client, page, reader, django_assert_max_num_queries):
    client.force_login(reader)
    client.get(INBOX)
    for number in range(10):
        received(page, name=f"Demo {number}")
    with django_assert_max_num_queries(20):
        client.get(INBOX)


def test_one_submission_takes_few_queries(client, page, reader, django_assert_max_num_queries):
    client.force_login(reader)
    submission = received(page)
    client.get(address(submission))
    with django_assert_max_num_queries(20):
        client.get(address(submission))


def test_who_edits_pages_does_not_thereby_read_answers(client, page):
    submission = received(page)
    client.force_login(staff("change_surveypage", "publish_surveypage"))
    assert client.get(INBOX).status_code in {302, 403}
    assert client.get(address(submission)).status_code in {302, 403}


def test_a_reader_of_one_survey_does_not_see_anothers_answers(client, page, reader):
    other = publish({"key": "other-survey"})
    submission = received(other, name="Hemlig Demo")
    client.force_login(reader)
    assert "Hemlig Demo" not in client.get(INBOX).content.decode()
    assert client.get(address(submission)).status_code == 404
    assert client.post(address(submission), {"state": "accepted"}).status_code == 404


def test_a_decision_is_kept_and_logged(client, page, reader):
    submission = received(page)
    client.force_login(reader)
    client.post(address(submission), {"state": "in_review", "note": "Ring i morgon"})
    submission.refresh_from_db()
    assert (submission.state, submission.note) == ("in_review", "Ring i morgon")
    entry = ModelLogEntry.objects.get(action="surveys.review")
    assert entry.user == reader


def test_answers_to_a_survey_without_points_are_decided_on_too(client, reader):
    page = publish({"steps": [definition()["steps"][0]], "scoring": {}})
    page.survey.readers.set(reader.groups.all())
    answers = {key: value for key, value in ANSWERS.items() if key != "saving"}
    submission = submit(version=page.live_version, answers=answers, door=Submission.Door.PAGE).submission
    assert submission.scores is None
    client.force_login(reader)
    client.post(address(submission), {"state": "accepted", "note": ""})
    submission.refresh_from_db()
    assert submission.state == "accepted"


def test_who_may_only_read_decides_nothing(client, page):
    group = Group.objects.create(name="Only readers")
    page.survey.readers.add(group)
    submission = received(page)
    client.force_login(staff("view_submission", groups=(group,)))
    assert client.get(address(submission)).status_code == 200
    client.post(address(submission), {"state": "accepted"})
    submission.refresh_from_db()
    assert submission.state == Submission.State.NEW


def test_a_delivery_can_be_sent_again(client, page, reader, mailoutbox):
    submission = received(page)
    delivery = submission.deliveries.get()
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.FAILED)
    mailoutbox.clear()
    client.force_login(reader)
    client.post(address(submission), {"send_again": delivery.pk})
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.DONE
    assert len(mailoutbox) == 1
    entry = ModelLogEntry.objects.get(action="surveys.send_delivery_again")
    assert (entry.user, entry.label) == (reader, submission.reference)
    assert str(handlers.label(delivery.handler)) in entry.message


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "0"])
def test_a_delivery_that_there_is_not_is_not_sent(client, page, reader, key):
    client.force_login(reader)
    assert client.post(address(received(page)), {"send_again": key}).status_code == 404


def test_a_delivery_of_another_submission_is_not_sent(client, page, reader, mailoutbox):
    first, second = received(page), received(page)
    mailoutbox.clear()
    client.force_login(reader)
    response = client.post(address(first), {"send_again": second.deliveries.get().pk})
    assert response.status_code == 404
    assert mailoutbox == []


def test_the_filter_names_the_surveys_that_are_read_only(client, page, reader):
    publish({"key": "other-survey", "title": "Annan enkät"})
    client.force_login(reader)
    shown = client.get(INBOX).content.decode()
    assert "Demoenkät" in shown
    assert "Annan enkät" not in shown


def test_the_log_does_not_say_who_sent_it(client, page, reader):
    submission = received(page)
    client.force_login(reader)
    client.post(address(submission), {"state": "in_review", "note": ""})
    assert ModelLogEntry.objects.get(action="surveys.review").label == submission.reference


def test_the_list_reads_no_answers(client, page, reader, django_assert_max_num_queries):
    received(page)
    client.force_login(reader)
    client.get(INBOX)
    with django_assert_max_num_queries(20) as queries:
        client.get(INBOX)
    assert not any('"answers"' in query["sql"] for query in queries.captured_queries)


def test_nobody_adds_or_deletes_a_survey_by_hand(admin_client, page):
    received(page)
    survey = page.survey
    for url in (reverse("surveys_readers:add"), reverse("surveys_readers:delete", args=[survey.pk])):
        assert admin_client.post(url).status_code in {302, 403}
    assert list(Survey.objects.all()) == [survey]
    group = Group.objects.create(name="Only readers")
    admin_client.post(reverse("surveys_readers:edit", args=[survey.pk]), {"readers": [group.pk]})
    assert list(survey.readers.all()) == [group]


def test_an_administrator_can_let_a_group_read_answers(admin_client):
    shown = BeautifulSoup(admin_client.get(reverse("wagtailusers_groups:add")).content, "html.parser")
    offered = {int(box["value"]) for box in shown.select('input[name="permissions"]')}
    found = Permission.objects.filter(pk__in=offered, content_type__app_label="surveys")
    assert {permission.codename for permission in found} == {"change_survey", "change_submission", "view_submission"}


def test_text_from_the_public_is_never_html(client, page, reader):
    submission = received(page, name="<script>alert(1)</script>")
    client.force_login(reader)
    for url in (INBOX, address(submission)):
        assert "<script>alert(1)" not in client.get(url).content.decode()
