"""Answers that were begun before a survey changed: finished as they were begun for a while, then moved, never lost."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from forms.models import Draft, Submission, SurveyPage, SurveyVersion
from forms.services import drafts, moves
from forms.services.refusals import VersionStale
from forms.services.submissions import submit
from forms.services.versions import is_accepted
from tests.factories.surveys import ANSWERS, definition, publish
from tests.forms.publishing.changing import answered, steps, with_question

pytestmark = pytest.mark.django_db

START = "/sv/survey/demo-survey/"
FIRST = {"name": "Demo Ab", "email": "a@demo.example", "heating": "sun", "_shown": "name email heating", "_next": "1"}
SECOND = {"saving": "started", "_shown": "saving more"}
LATER = timedelta(days=31)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def begin(client, **changes):
    """The address of the second step."""
    return client.post(START, {**FIRST, **changes}).url


def review_of(step):
    return step.rsplit("/", 2)[0] + "/"


def fresh(page):
    return SurveyPage.objects.get(pk=page.pk)


def is_offer(response):
    return soup(response).select_one("input[name=_move]") is not None


def go_on(client, response):
    form = soup(response).select_one("form:has(input[name=_move])")
    return client.post(form["action"], {"_move": form.select_one("input")["value"]})


@pytest.fixture
def changed(client, time_machine):
    """A draft of the first version; publishing with `changes` makes the second, and then time passes."""
    time_machine.move_to("2026-11-24T10:00:00+02:00", tick=False)

    def change(later=LATER, begun=None, first=None, **changes):
        publish(first)
        step = begin(client, **(begun or {}))
        page = publish(changes)
        time_machine.shift(later)
        return step, fresh(page)

    return change


def test_the_live_version_is_accepted_and_one_that_was_replaced_for_a_while(time_machine):
    time_machine.move_to("2026-11-24T10:00:00+02:00", tick=False)
    page = publish()
    first = page.live_version
    assert is_accepted(first, page)
    page = fresh(publish({"notice": "Andra"}))
    assert is_accepted(first, page)
    time_machine.shift(timedelta(days=29, hours=23))
    assert is_accepted(first, page)
    time_machine.shift(timedelta(hours=2))
    assert not is_accepted(first, page)
    assert is_accepted(page.live_version, page)


def test_the_time_runs_from_the_next_version_not_from_the_last(time_machine):
    time_machine.move_to("2026-11-24T10:00:00+02:00", tick=False)
    first = publish().live_version
    second = fresh(publish({"notice": "Andra"})).live_version
    time_machine.shift(LATER)
    page = fresh(publish({"notice": "Tredje"}))
    assert not is_accepted(first, page)
    assert is_accepted(second, page)


def test_a_page_may_accept_nothing_but_its_live_version():
    page = publish(accept_older_days=0)
    first = page.live_version
    assert not is_accepted(first, fresh(publish({"notice": "Andra"})))


def test_another_language_replaces_nothing(time_machine):
    page = publish()
    publish({"locale": "fi", "title": "Demokysely"})
    publish({"locale": "fi", "title": "Toinen"})
    assert is_accepted(page.live_version, fresh(page))


def test_a_draft_is_finished_as_it_was_begun_while_its_version_is_accepted(client, changed):
    step, _page = changed(later=timedelta(days=29), steps=steps(email=None))
    client.post(step, SECOND)
    client.post(review_of(step), {"mode": "self"})
    submission = Submission.objects.get()
    assert submission.version.number == 1
    assert submission.answers["email"] == "a@demo.example"


def test_what_does_not_fit_any_more_is_shown_before_it_goes(client, changed):
    step, _page = changed(steps=steps(email=None))
    response = client.get(step)
    assert response.status_code == 200
    text = soup(response).main.get_text(" ", strip=True)
    assert "E-post" in text
    assert "a@demo.example" in text
    assert "Demo Ab" not in text
    assert Draft.objects.get().version.number == 1
    assert is_offer(client.get(step))


def test_going_on_is_told_once(client, changed):
    step, _page = changed(steps=steps(email=None))
    there = go_on(client, client.get(step))
    assert there.url == step
    draft = Draft.objects.get()
    assert draft.version.number == 2
    assert draft.answers == {"name": "Demo Ab", "heating": "sun"}
    assert not is_offer(client.get(there.url))
    client.post(step, SECOND)
    client.post(review_of(step), {"mode": "self"})
    assert Submission.objects.get().version.number == 2


def test_a_change_that_touches_nothing_answered_is_not_worth_a_word(client, changed):
    step, _page = changed(steps=steps(more={"help": "Skriv fritt."}))
    response = client.get(step, follow=True)
    assert not is_offer(response)
    assert "Skriv fritt." in soup(response).get_text()
    assert Draft.objects.get().version.number == 2


def test_what_is_posted_on_an_old_version_is_kept_before_it_moves(client, changed):
    step, _page = changed(steps=steps(email=None))
    response = client.post(step, {**SECOND, "more": "Långt svar"}, follow=True)
    assert is_offer(response)
    there = go_on(client, response)
    assert Draft.objects.get().answers["more"] == "Långt svar"
    assert there.url == review_of(step)


def test_sending_on_an_old_version_is_stopped_by_the_same_page(client, changed):
    step, _page = changed(steps=steps(email=None))
    client.post(step, SECOND)
    response = client.post(review_of(step), {"mode": "self", "_send": "1"})
    assert is_offer(response)
    assert not Submission.objects.exists()
    go_on(client, response)
    client.post(review_of(step), {"mode": "self", "_send": "1"})
    assert Submission.objects.get().version.number == 2


def test_going_on_twice_sends_nothing(client, changed):
    step, _page = changed(steps=steps(email=None))
    client.post(step, SECOND)
    offer = client.get(review_of(step))
    go_on(client, offer)
    assert go_on(client, offer).status_code == 200
    assert not Submission.objects.exists()


def test_a_version_that_came_meanwhile_is_told_of_again(client, changed):
    step, _page = changed(steps=steps(email=None))
    offer = client.get(step)
    publish({"steps": steps(email=None, name=None)})
    response = go_on(client, offer)
    assert is_offer(response)
    assert "Demo Ab" in soup(response).main.get_text()


def test_questions_that_are_new_or_have_changed_are_named(client, changed):
    new = with_question(key="phone", type="phone", label="Telefon", required=True)
    new[0]["questions"][2]["choices"].append({"value": "wind", "label": "Vind"})
    new[0]["questions"][0]["label"] = "Ert namn"
    step, _page = changed(steps=new)
    looks = {item.get_text(" ", strip=True) for item in soup(client.get(step)).main.select("li")}
    assert len(looks) == 3
    assert any(look.startswith("Telefon") for look in looks)
    assert any(look.startswith("Hur värmer ni?") for look in looks)
    assert any(look.startswith("Ert namn") for look in looks)
    there = go_on(client, client.get(step))
    assert there.url.endswith("/you/")
    assert Draft.objects.get().steps_done == []


def test_what_the_new_question_refuses_waits_to_be_mended(client, changed):
    oil = {"heating": "oil", "litres": "1200", "_shown": "name email heating litres"}
    step, _page = changed(begun=oil, steps=steps(litres={"max": 1000}))
    there = go_on(client, client.get(step))
    shown = soup(client.get(there.url + "?mend"))
    assert shown.select_one("#id-litres")["value"] == "1200"
    assert shown.select(".error-summary a")


def test_a_question_of_another_type_takes_what_was_written_or_shows_it(client, changed):
    step, _page = changed(steps=steps(email={"type": "long_text"}, name={"type": "yes_no"}))
    text = soup(client.get(step)).main.get_text(" ", strip=True)
    assert "Demo Ab" in text
    go_on(client, client.get(step))
    answers = Draft.objects.get().answers
    assert answers["email"] == "a@demo.example"
    assert "name" not in answers


def test_an_answer_that_is_not_asked_for_any_more_is_shown(client, changed):
    oil = {"heating": "oil", "litres": "1200", "_shown": "name email heating litres"}
    step, _page = changed(begun=oil, steps=steps(litres={"show_if": {"in": [{"var": "heating"}, ["sun"]]}}))
    text = soup(client.get(step)).main.get_text(" ", strip=True)
    assert "1\xa0200 l/år" in text or "1 200 l/år" in text


def test_what_was_still_to_be_mended_is_shown_as_it_was_typed(client, changed):
    changed(later=timedelta(), steps=steps(more=None))
    draft = Draft.objects.get()
    Draft.objects.update(answers={**draft.answers, "more": "x" * 300})
    plan = moves.plan(Draft.objects.select_related("version__survey").get(), SurveyVersion.objects.get(number=2))
    assert [row.value for row in plan.lost] == [("x" * 300,)]


def test_rows_that_do_not_fit_are_shown_as_they_were_typed(client, changed):
    group = {
        "key": "staff",
        "type": "group",
        "label": "Personal",
        "questions": [{"key": "who", "type": "email", "label": "E"}],
    }
    changed(
        later=timedelta(),
        first={"steps": with_question(**group)},
        begun={"_shown": "name email heating staff staff:0:who staff:1:who"},
    )
    Draft.objects.update(answers={"staff": [{"who": "inte en adress"}, {"who": ""}]})
    plan = moves.plan(Draft.objects.select_related("version__survey").get(), SurveyVersion.objects.get(number=2))
    assert [row.value for row in plan.lost] == [("inte en adress",)]


def test_a_draft_moves_in_the_language_it_is_read_in(client, changed):
    step, _page = changed(steps=steps(email=None))
    publish({"locale": "fi", "title": "Demokysely", "steps": steps(email=None)})
    finnish = step.replace("/sv/", "/fi/")
    response = client.get(finnish)
    assert is_offer(response)
    assert soup(response).html["lang"] == "fi"
    go_on(client, response)
    assert Draft.objects.get().version.locale == "fi"


def test_a_closed_survey_moves_nothing(client, changed):
    step, page = changed(steps=steps(email=None))
    SurveyPage.objects.filter(pk=page.pk).update(closes_at=timezone.now())
    assert client.get(step).status_code == 410
    assert Draft.objects.get().version.number == 1


def test_a_draft_that_was_sent_meanwhile_leads_to_its_receipt(client, changed, monkeypatch):
    step, _page = changed(steps=steps(email=None))
    offer = client.get(step)

    def gone(*args):
        raise drafts.DraftGone

    monkeypatch.setattr(moves, "carry_out", gone)
    assert go_on(client, offer).url == review_of(step)


def test_an_answer_on_its_way_as_the_survey_closes_stays_with_the_draft(client, changed):
    step, page = changed(later=timedelta())
    SurveyPage.objects.filter(pk=page.pk).update(closes_at=timezone.now())
    response = client.post(step, SECOND)
    assert response.status_code == 410
    assert Draft.objects.get().answers["saving"] == "started"
    assert client.get(page.url).status_code == 410
    SurveyPage.objects.filter(pk=page.pk).update(closes_at=None)
    assert client.post(review_of(step), {"mode": "self"}).status_code == 302


def test_sending_as_the_survey_closes_keeps_the_draft(client, changed):
    step, page = changed(later=timedelta())
    client.post(step, SECOND)
    SurveyPage.objects.filter(pk=page.pk).update(closes_at=timezone.now())
    assert client.post(review_of(step), {"mode": "self"}).status_code == 410
    assert Draft.objects.count() == 1


def test_an_unpublished_survey_is_gone_and_its_drafts_wait(client, changed):
    step, page = changed(later=timedelta())
    page.unpublish()
    assert client.get(page.url).status_code == 404
    assert client.post(START, FIRST).status_code == 404
    assert client.post(step, SECOND).status_code == 410
    assert Draft.objects.get().answers["saving"] == "started"
    assert client.get(step).status_code == 410


def test_a_survey_whose_page_is_deleted_takes_no_drafts(client, changed):
    step, page = changed(later=timedelta())
    page.delete()
    assert client.get(step).status_code == 410
    assert Draft.objects.count() == 1


def test_answers_on_a_version_that_is_not_accepted_are_refused():
    page = publish(accept_older_days=0)
    first = page.live_version
    publish({"steps": steps(email=None)})
    with pytest.raises(VersionStale) as refused:
        submit(version=first, answers=ANSWERS, door=Submission.Door.API)
    assert refused.value.current == 2
    assert not Submission.objects.exists()


def post_answers(client, **body):
    url = "/api/v1/surveys/demo-survey/submissions/"
    return client.post(url, json.dumps({"answers": ANSWERS, "locale": "sv", **body}), "application/json")


def test_the_api_takes_answers_to_an_earlier_version_while_it_is_accepted(client, changed):
    changed(later=timedelta(days=29), steps=steps(email=None))
    assert post_answers(client, version=1).status_code == 201
    assert Submission.objects.get().version.number == 1
    problem = post_answers(client, version=2)
    assert (problem.status_code, problem.json()["code"]) == (422, "answers_invalid")


@pytest.mark.parametrize("version", [1, 3, 99])
def test_the_api_refuses_any_other_version(client, changed, version):
    changed(steps=steps(email=None))
    problem = post_answers(client, version=version)
    assert (problem.status_code, problem.json()["code"]) == (409, "version_stale")
    assert "version 2" in problem.json()["detail"]
    assert not Submission.objects.exists()


def test_the_receipt_and_the_inbox_show_the_version_that_was_answered(client, django_user_model):
    page = publish()
    submission = answered(page)
    retyped = [{"key": "email", "type": "yes_no", "label": "Vill ni ha e-post?"}]
    publish({"steps": steps(email=None)})
    found = steps(email=None)
    found[0]["questions"] += retyped
    publish({"steps": found})
    client.force_login(django_user_model.objects.create_superuser("admin"))
    text = soup(client.get(f"/admin/surveys/inbox/{submission.pk}/")).get_text(" ", strip=True)
    assert "demo@demo.example" in text
    assert "Vill ni ha e-post?" not in text
    assert definition()["steps"][0]["questions"][1]["label"] in text
    new = answered(fresh(page), email=True)
    assert new.version.number == 3
    assert "Vill ni ha e-post?" in soup(client.get(f"/admin/surveys/inbox/{new.pk}/")).get_text()


def test_a_step_of_an_older_version_takes_few_queries(client, changed, django_assert_max_num_queries):
    step, _page = changed(later=timedelta(days=2), steps=steps(email=None))
    client.get(step)
    with django_assert_max_num_queries(9):
        client.get(step)
