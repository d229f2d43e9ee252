"""The page on which staff handle a case, from the mapping to the award."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from forms import handlers
from partners.models import Award, Goal, Mapping, Partner
from partners.states import GoalState, PartnerState
from tests.factories.partners import AwardFactory, GoalFactory, MappingFactory, PartnerFactory

pytestmark = pytest.mark.django_db
CASE_QUERIES = 25


def said(words):
    """`words` in the language that staff have without choosing one."""
    with override("sv"):
        return gettext(words)


def address(partner):
    return f"/admin/partners/case/{partner.pk}/"


@pytest.fixture
def case(library, submitted, client, admin):
    """A case with a mapping, seen by an administrator."""
    submission = submitted(en_efficiency="not_started", en_monitor="started", en_kwh=12500.5, ns_goal_idea="Mindre el.")
    handlers.get("partner_case").handle(handlers.event_for(submission, {}))
    client.force_login(admin)
    return Mapping.objects.get().partner


def posted(client, partner, **changed):
    """What a browser posts when goals are agreed on, with some fields changed."""
    form = client.get(address(partner)).context["goals_form"]
    data = {"agree": "1", "library-goal": ""}
    for row in (*form.rows, form.library):
        data |= {field.html_name: "" if field.value() is None else field.value() for field in row}
    return data | changed


def keys(client, partner):
    return [row.candidate.key for row in client.get(address(partner)).context["goals_form"].rows]


def test_the_case_shows_what_the_mapping_suggests(client, case, django_assert_max_num_queries):
    client.get(address(case))
    with django_assert_max_num_queries(CASE_QUERIES):
        response = client.get(address(case))
    page = response.content.decode()
    rows = response.context["goals_form"].rows
    assert [row.candidate.template.code for row in rows] == ["EN-01", "EN-05"]
    assert rows[0].candidate.reason in page
    assert "Mindre el." in page
    assert f"/admin/surveys/inbox/{Mapping.objects.get().submission_id}/" in page


def test_what_the_organisation_said_stands_before_the_goals_to_agree_on(client, case):
    page = client.get(address(case)).content.decode()
    assert page.count("Mindre el.") == 1
    assert page.index("Mindre el.") < page.index('name="picks"')


def test_numbers_are_prefilled_from_the_library_and_the_answers(client, case):
    row = client.get(address(case)).context["goals_form"].rows[0]
    year = timezone.localdate().year
    assert [row[name].value() for name in ("target", "target_year", "baseline", "baseline_year")] == [
        "10",
        year + 1,
        "12\xa0500,5",
        year - 1,
    ]


def test_the_case_says_what_is_missing(client, case):
    assert said("Agree on at least one goal with the organisation.") in client.get(address(case)).content.decode()


def test_the_whole_way_from_goals_to_the_award(client, case, pages):
    key = keys(client, case)[0]
    assert client.post(address(case), posted(client, case, picks=[key])).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.goals.get().state) == (PartnerState.GOALS, GoalState.AGREED)
    signing = client.get(address(case)).context["signing_form"]
    assert signing["signed_on"].value() == timezone.localdate()
    client.post(address(case), {"activate": "1", "signed_on": str(timezone.localdate())})
    case.refresh_from_db()
    assert case.state == PartnerState.ACTIVE
    assert client.get(f"/sv/partners-sv/{case.slug}/").status_code == 200
    award = client.get(address(case)).context["award_form"]
    assert award["motivation_sv"].value().startswith(case.goals.get().pledge_sv)
    response = client.post(address(case), {"award": "1"} | {field.html_name: field.value() for field in award})
    assert response.status_code == 302
    assert Award.objects.public().get().year == timezone.localdate().year
    history = [str(entry.message) for entry in client.get(address(case)).context["case"].history]
    newest_first = [history.index(said(words)) for words in ("Award given", "Goals agreed", "Case opened")]
    assert newest_first == sorted(newest_first)


def test_what_cannot_be_kept_comes_back_as_it_was_typed(client, case):
    first, second = keys(client, case)
    wrong = {f"{first}-target": "tio", f"{first}-effect_sv": "Egen text", f"{second}-target_year": "27"}
    response = client.post(address(case), posted(client, case, picks=[first, second], **wrong))
    page = response.content.decode()
    rows = response.context["goals_form"].rows
    assert list(rows[0].errors) == ["target"]
    assert list(rows[1].errors) == ["target_year"]
    assert 'value="tio"' in page
    assert "Egen text" in page
    assert [row.is_chosen for row in rows] == [True, True]
    assert not Goal.objects.exists()


def test_mistakes_in_goals_that_are_not_chosen_do_not_matter(client, case):
    first, second = keys(client, case)
    client.post(address(case), posted(client, case, picks=[first], **{f"{second}-target": "tio"}))
    assert case.goals.get().template.code == "EN-01"


def test_a_number_is_read_the_way_of_the_language(client, case):
    first = keys(client, case)[0]
    changed = {f"{first}-target": "7,5", f"{first}-baseline": "1 200"}
    client.post(address(case), posted(client, case, picks=[first], **changed))
    goal = case.goals.get()
    assert (float(goal.target), float(goal.baseline)) == (7.5, 1200)


def test_agreeing_on_nothing_is_explained(client, case):
    response = client.post(address(case), posted(client, case))
    assert response.context["goals_form"].errors == [said("Choose at least one goal.")]


def test_another_goal_of_the_library_takes_the_librarys_numbers(client, case):
    form = client.get(address(case)).context["goals_form"]
    other = form.library.fields["goal"].queryset.get(code="EN-02")
    client.post(address(case), posted(client, case, **{"library-goal": other.pk}))
    goal = case.goals.get()
    assert (goal.template, goal.target) == (other, abs(other.default_target) if other.default_target else None)
    assert goal.effect_fi


def test_a_draft_is_offered_first_and_chosen(client, case):
    draft = GoalFactory(partner=case, state=GoalState.DRAFT)
    rows = client.get(address(case)).context["goals_form"].rows
    assert (rows[0].candidate.goal, rows[0].is_chosen, rows[1].is_chosen) == (draft, True, False)


def test_a_goal_already_agreed_on_is_not_offered_again(client, case):
    first = keys(client, case)[0]
    client.post(address(case), posted(client, case, picks=[first]))
    assert first not in keys(client, case)


def test_a_signing_in_the_future_is_refused_beside_its_field(client, admin):
    partner = PartnerFactory(with_goals_agreed=True)
    GoalFactory(partner=partner, state=GoalState.AGREED, effect_sv="Elen är dyr.")
    client.force_login(admin)
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = client.post(address(partner), {"activate": "1", "signed_on": str(tomorrow)})
    assert list(response.context["signing_form"].errors) == ["signed_on"]
    assert response.context["signing_form"]["signed_on"].value() == str(tomorrow)


def test_activation_without_an_effect_says_what_is_missing(client, admin):
    partner = PartnerFactory(with_goals_agreed=True)
    GoalFactory(partner=partner, state=GoalState.AGREED)
    client.force_login(admin)
    response = client.post(address(partner), {"activate": "1", "signed_on": "2026-01-01"})
    assert partner.goals.get().pledge_sv in " ".join(response.context["case"].missing)
    assert response.context["case"].missing[0] in response.content.decode()
    partner.refresh_from_db()
    assert partner.state == PartnerState.GOALS


def test_this_years_award_is_shown_once_given(client, admin):
    partner = PartnerFactory(active=True)
    AwardFactory(year=timezone.localdate().year, partner=PartnerFactory(active=True, name="Vinnaren"))
    client.force_login(admin)
    assert "Vinnaren" in client.get(address(partner)).content.decode()
    data = {"award": "1", "year": timezone.localdate().year} | {f"motivation_{c}": "Ja." for c in ("sv", "fi", "en")}
    response = client.post(address(partner), data)
    assert list(response.context["award_form"].errors) == ["year"]
    assert response.context["award_form"]["motivation_fi"].value() == "Ja."


def test_a_case_without_a_mapping_can_note_one_made_on_paper(client, admin):
    partner = PartnerFactory()
    client.force_login(admin)
    client.post(address(partner), {"receive": "1"})
    partner.refresh_from_db()
    assert partner.state == PartnerState.MAPPING_RECEIVED
    assert client.get(address(partner)).context["goals_form"].rows == []


def test_a_case_is_ended_with_a_reason_and_reopened(client, admin):
    partner = PartnerFactory(mapped=True)
    client.force_login(admin)
    client.post(address(partner), {"end": "1", "reason": "Inte nu"})
    assert "Inte nu" in client.get(address(partner)).content.decode()
    client.post(address(partner), {"reopen": "1"})
    partner.refresh_from_db()
    assert partner.state == PartnerState.CONTACT


@pytest.mark.parametrize("state", PartnerState)
def test_every_state_has_a_page(client, admin, state):
    partner = PartnerFactory(state=state, signed_on="2025-01-01")
    client.force_login(admin)
    assert client.get(address(partner)).status_code == 200


def test_a_post_without_a_button_is_refused(client, admin):
    client.force_login(admin)
    assert client.post(address(PartnerFactory()), {}).status_code == 400


def test_visitors_are_sent_to_sign_in(client):
    assert client.get(address(PartnerFactory())).status_code == 302


def refused(response):
    """Wagtail sends those who lack a permission home with a message."""
    return response.status_code == 302 and response.url == "/admin/"


def test_staff_without_the_right_to_change_partners_are_refused(client, staff):
    partner = PartnerFactory(mapped=True)
    client.force_login(staff("view_partner", "change_goal"))
    assert refused(client.get(address(partner)))
    assert refused(client.post(address(partner), {"end": "1"}))
    partner.refresh_from_db()
    assert partner.state == PartnerState.MAPPING_RECEIVED


def test_staff_who_may_not_publish_can_agree_but_not_activate(client, staff):
    partner = PartnerFactory(with_goals_agreed=True)
    GoalFactory(partner=partner, state=GoalState.AGREED, effect_sv="Elen är dyr.")
    client.force_login(staff("change_partner"))
    context = client.get(address(partner)).context
    assert "signing_form" not in context
    assert "goals_form" in context
    assert refused(client.post(address(partner), {"activate": "1", "signed_on": "2026-01-01"}))


def test_staff_who_may_not_give_awards_give_none(client, staff):
    partner = PartnerFactory(active=True)
    client.force_login(staff("change_partner", "publish_partner"))
    assert "award_form" not in client.get(address(partner)).context
    data = {"award": "1", "year": 2026} | {f"motivation_{code}": "Ja." for code in ("sv", "fi", "en")}
    assert refused(client.post(address(partner), data))
    assert not Award.objects.exists()


def test_answers_are_shown_to_their_readers_only(client, staff, library, submitted):
    submission = submitted(en_monitor="started", en_kwh=12500, ns_goal_idea="Mindre el.", en_efficiency="not_started")
    partner = PartnerFactory(mapped=True)
    MappingFactory(partner=partner, submission=submission)
    user = staff("change_partner", "view_submission")
    client.force_login(user)
    page = client.get(address(partner)).content.decode()
    assert "Mindre el." not in page
    assert f"/admin/surveys/inbox/{submission.pk}/" not in page
    submission.survey.readers.add(user.groups.get())
    page = client.get(address(partner)).content.decode()
    assert "Mindre el." in page
    assert f"/admin/surveys/inbox/{submission.pk}/" in page


def test_a_case_costs_the_same_however_much_has_happened(client, case, django_assert_max_num_queries):
    Partner.objects.filter(pk=case.pk).update(state=PartnerState.GOALS)
    GoalFactory.create_batch(6, partner=case, state=GoalState.AGREED)
    client.get(address(case))
    with django_assert_max_num_queries(CASE_QUERIES):
        client.get(address(case))
