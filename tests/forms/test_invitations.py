"""Surveys that only the invited answer: one link, one set of answers, closed for good."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.models import User
from forms.models import Draft, Invitation, Submission
from forms.services import drafts, inviting
from forms.services.refusals import InvitationNeeded
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/demo-survey/"
FIRST = {"name": "Demo Ab", "heating": "sun", "_shown": "name email heating", "_next": "1"}
PLAIN = "/f/demo-survey/"
PLAIN_ANSWERS = {"name": "Demo Ab", "heating": "sun", "saving": "started"}


@pytest.fixture
def survey_page():
    return publish(invitation_only=True)


def invited(page, **fields):
    return Invitation.objects.create(survey=page.live_version.survey, language="sv", **fields)


def address(invitation):
    return f"{START}invitation/{invitation.token}/"


def begin(client, invitation, **answers):
    return client.post(START, {**FIRST, **answers, "_invitation": invitation.token})


def test_without_an_invitation_no_question_is_shown_and_nothing_is_taken(client, survey_page):
    response = client.get(survey_page.url)
    assert response.status_code == 200
    assert not BeautifulSoup(response.content, "html.parser").select("form[data-survey]")
    assert client.post(START, FIRST).status_code == 403
    assert client.post(START, {**FIRST, "_invitation": "forged"}).status_code == 403
    assert not Draft.objects.exists()


def test_one_link_begins_goes_on_and_leads_to_the_receipt(client, survey_page):
    invitation = invited(survey_page)
    first = client.get(address(invitation))
    assert first.status_code == 200
    assert "no-store" in first["Cache-Control"]
    hidden = BeautifulSoup(first.content, "html.parser").select_one("[name=_invitation]")
    assert hidden["value"] == invitation.token
    step = begin(client, invitation).url
    assert client.get(address(invitation)).url == step
    review = client.post(step, {"saving": "started", "_shown": "saving more", "_next": "1"}).url
    receipt = client.post(review, {"mode": "self"}).url
    assert client.get(address(invitation)).url == receipt
    assert begin(client, invitation).url == receipt
    assert Submission.objects.count() == 1


def test_beginning_twice_goes_on_with_the_same_answers(client, survey_page):
    invitation = invited(survey_page)
    assert begin(client, invitation).url == begin(client, invitation).url
    assert Draft.objects.count() == 1


def test_closing_it_closes_what_was_begun(client, survey_page):
    invitation = invited(survey_page)
    step = begin(client, invitation).url
    inviting.revoke(invitation, user=User.objects.create_superuser("staff"))
    assert client.get(step).url == address(invitation)
    assert client.get(address(invitation)).status_code == 410
    assert begin(client, invitation).status_code == 403


def test_after_its_time_it_begins_nothing(client, survey_page):
    invitation = invited(survey_page, expires_at=timezone.now() - timedelta(days=1))
    assert client.get(address(invitation)).status_code == 410
    assert begin(client, invitation).status_code == 403


def test_no_door_takes_answers_without_one(survey_page):
    with pytest.raises(InvitationNeeded):
        submit(version=survey_page.live_version, answers=ANSWERS, door=Submission.Door.API)


def test_it_works_on_a_survey_that_is_open_to_all_as_well(client):
    invitation = invited(publish())
    assert client.get(address(invitation)).status_code == 200
    assert invitation.token in begin(client, invitation).url
    assert client.post(START, FIRST).status_code == 302


def test_inviting_sends_to_those_with_an_address(survey_page, mailoutbox, django_capture_on_commit_callbacks):
    people = [inviting.Invitee("Kim", "kim@demo.example"), inviting.Invitee("Utan adress")]
    user = User.objects.create_superuser("staff")
    with django_capture_on_commit_callbacks(execute=True):
        made = inviting.invite(
            survey=survey_page.live_version.survey, invitees=people, language="sv", expires_at=None, user=user
        )
    assert [mail.to for mail in mailoutbox] == [["kim@demo.example"]]
    assert address(made[0]) in mailoutbox[0].body


def test_staff_invite_from_a_list_and_see_how_far_each_is(client, survey_page):
    client.force_login(User.objects.create_superuser("staff"))
    url = f"/admin/surveys/{survey_page.pk}/invitations/"
    client.post(url, {"people": "Kim; kim@demo.example\nUtan adress", "language": "sv", "expires_on": ""})
    kim, other = Invitation.objects.order_by("name")
    begin(client, kim)
    listed = client.get(url)
    assert len({row["state"] for row in listed.context["rows"]}) == 2
    client.post(url, {"close": str(other.pk)})
    assert Invitation.objects.get(pk=other.pk).revoked_at
    wrong = client.post(url, {"people": "Kim; no address", "language": "sv"})
    assert wrong.context["form"].errors["people"]


def test_editors_who_may_not_decide_on_answers_do_not_invite(client, survey_page):
    client.force_login(User.objects.create_user("editor"))
    assert client.get(f"/admin/surveys/{survey_page.pk}/invitations/").status_code in (302, 403)


@pytest.mark.parametrize("button", ["_next", "_save"])
def test_two_who_begin_at_the_same_moment_have_one_draft(client, survey_page, monkeypatch, button):
    invitation = invited(survey_page)
    begun = drafts.start

    def late(**given):
        monkeypatch.setattr(drafts, "start", begun)
        begin(client, invitation)
        return begun(**given)

    monkeypatch.setattr(drafts, "start", late)
    post = {name: value for name, value in FIRST.items() if name != "_next"}
    response = client.post(START, {**post, "name": "Demo Oy", button: "1", "_invitation": invitation.token})
    assert response.status_code == 302
    assert Draft.objects.get().answers["name"] == "Demo Oy"


def test_other_languages_of_a_first_page_that_is_shown_again_keep_the_invitation(client, survey_page):
    invitation = invited(survey_page)
    page = BeautifulSoup(begin(client, invitation, name="").content, "html.parser")
    assert page.select_one(f'a[href$="invitation/{invitation.token}/"]')


def test_a_plain_form_is_taken_with_an_invitation_once(client, survey_page):
    invitation = invited(survey_page)
    assert client.post(PLAIN, PLAIN_ANSWERS).status_code == 403
    assert client.post(PLAIN, {**PLAIN_ANSWERS, "_invitation": "forged"}).status_code == 403
    first = client.post(PLAIN, {**PLAIN_ANSWERS, "_invitation": invitation.token})
    again = client.post(PLAIN, {**PLAIN_ANSWERS, "name": "B", "_invitation": invitation.token})
    assert (first.status_code, again.url) == (303, first.url)
    assert client.get(address(invitation)).url == first.url
    assert Submission.objects.get().answers["name"] == "Demo Ab"


def test_a_plain_form_that_must_be_mended_goes_on_under_the_invitation(client, survey_page):
    invitation = invited(survey_page)
    response = client.post(PLAIN, {**PLAIN_ANSWERS, "saving": "bogus", "_invitation": invitation.token})
    assert invitation.token in response.url
    begun = client.post(PLAIN, {**PLAIN_ANSWERS, "_invitation": invitation.token})
    assert begun.status_code == 409
    assert address(invitation) in begun.content.decode()
    assert not Submission.objects.exists()
