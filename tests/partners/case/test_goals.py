"""Goals: suggested by the mapping, agreed on, in free words, and set anew as an annex."""

import pytest
from django.utils import timezone

from forms import handlers
from partners.models import Annex, Goal, Letter, Mapping, Partner
from partners.states import GoalState, PartnerState
from tests.factories.partners import GoalFactory, MappingFactory, PartnerFactory, ThemeFactory, UnitFactory
from tests.partners.case.conftest import address, messages, offered, post, press, refused, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState


@pytest.fixture
def case(library, submitted, as_admin):
    """A case with a mapping, seen by an administrator."""
    submission = submitted(en_efficiency="not_started", en_monitor="started", en_kwh=12500.5, ns_goal_idea="Mindre el.")
    handlers.get("partner_case").handle(handlers.event_for(submission, {}))
    return Mapping.objects.get().partner


def goals_form(client, partner, button="agree"):
    return client.get(address(partner)).context["do"][button].form


def filled(form):
    """What a browser posts of the goals as they stand."""
    rows = (*form.rows, form.library, form.own, *getattr(form, "earlier", ()))
    return {field.html_name: "" if field.value() is None else field.value() for row in rows for field in row}


def agree(client, partner, **changed):
    partner.refresh_from_db()
    return post(client, partner, {"agree": "1"} | filled(goals_form(client, partner)) | changed)


def keys(client, partner):
    return [row.candidate.key for row in goals_form(client, partner).rows]


def test_the_case_shows_what_the_mapping_suggests(as_admin, case):
    text = shown(as_admin, case)
    rows = goals_form(as_admin, case).rows
    assert [row.candidate.template.code for row in rows] == ["EN-01", "EN-05"]
    assert rows[0].candidate.reason in text
    assert f"/admin/surveys/inbox/{Mapping.objects.get().submission_id}/" in text


def test_what_the_organisation_said_stands_before_the_goals_to_agree_on(as_admin, case):
    text = shown(as_admin, case)
    assert text.count("Mindre el.") == 1
    assert text.index("Mindre el.") < text.index('name="picks"')


def test_numbers_are_prefilled_from_the_library_and_the_answers(as_admin, case):
    row = goals_form(as_admin, case).rows[0]
    year = timezone.localdate().year
    values = [row[name].value() for name in ("target", "target_year", "baseline", "baseline_year")]
    assert values == ["10", year + 1, "12\xa0500,5", year - 1]


def test_picked_goals_become_the_organisations_own(as_admin, case):
    assert agree(as_admin, case, picks=keys(as_admin, case)[:1]).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.goals.get().state) == (S.GOALS, GoalState.AGREED)


def test_what_cannot_be_kept_comes_back_as_it_was_typed(as_admin, case):
    first, second = keys(as_admin, case)
    wrong = {f"{first}-target": "tio", f"{first}-effect_sv": "Egen text", f"{second}-target_year": "27"}
    response = agree(as_admin, case, picks=[first, second], **wrong)
    text = response.content.decode()
    rows = response.context["do"]["agree"].form.rows
    assert [list(row.errors) for row in rows] == [["target"], ["target_year"]]
    assert 'value="tio"' in text
    assert "Egen text" in text
    assert [row.is_chosen for row in rows] == [True, True]
    assert not Goal.objects.exists()


def test_mistakes_in_goals_that_are_not_chosen_do_not_matter(as_admin, case):
    first, second = keys(as_admin, case)
    agree(as_admin, case, picks=[first], **{f"{second}-target": "tio"})
    assert case.goals.get().template.code == "EN-01"


def test_a_number_is_read_the_way_of_the_language(as_admin, case):
    first = keys(as_admin, case)[0]
    agree(as_admin, case, picks=[first], **{f"{first}-target": "7,5", f"{first}-baseline": "1 200"})
    goal = case.goals.get()
    assert (float(goal.target), float(goal.baseline)) == (7.5, 1200)


def test_agreeing_on_nothing_is_explained(as_admin, case):
    response = agree(as_admin, case)
    assert response.context["do"]["agree"].form.errors == [said("Choose at least one goal.")]


def test_another_goal_of_the_library_takes_the_librarys_numbers(as_admin, case):
    other = goals_form(as_admin, case).library.fields["goal"].queryset.get(code="EN-02")
    agree(as_admin, case, **{"library-goal": other.pk})
    goal = case.goals.get()
    assert (goal.template, goal.target) == (other, abs(other.default_target) if other.default_target else None)
    assert goal.effect_fi


def test_a_draft_is_offered_first_and_chosen(as_admin, case):
    draft = GoalFactory(partner=case, state=GoalState.DRAFT)
    rows = goals_form(as_admin, case).rows
    assert (rows[0].candidate.goal, rows[0].is_chosen, rows[1].is_chosen) == (draft, True, False)


def test_a_goal_already_agreed_on_is_not_offered_again(as_admin, case):
    first = keys(as_admin, case)[0]
    agree(as_admin, case, picks=[first])
    assert first not in keys(as_admin, case)


def own_words(**changed):
    given = {
        "theme": ThemeFactory().pk,
        "pledge_sv": "Vi lagar hellre än köper nytt.",
        "pledge_fi": "Korjaamme mieluummin kuin ostamme uutta.",
        "indicator_sv": "Lagade maskiner",
        "unit": UnitFactory().pk,
        "horizon": "long_term",
        "target": "12",
        "target_year": "2030",
        "baseline": "3",
        "baseline_year": "2025",
        "effect_sv": "Maskinerna räcker längre.",
    }
    return {f"own-{name}": value for name, value in (given | changed).items()}


def test_a_goal_in_free_words_is_agreed_on(as_admin):
    partner = PartnerFactory(with_goals_agreed=True)
    assert agree(as_admin, partner, **own_words()).status_code == 302
    goal = partner.goals.get()
    assert (goal.pledge_fi, goal.indicator_sv) == ("Korjaamme mieluummin kuin ostamme uutta.", "Lagade maskiner")
    assert (goal.horizon, goal.target, goal.target_year, goal.unit.code) == ("long_term", 12, 2030, "kwh_a")
    assert goal.effect_sv == "Maskinerna räcker längre."


@pytest.mark.parametrize(
    ("changed", "marked"),
    [
        ({"theme": ""}, "theme"),
        ({"pledge_sv": "", "pledge_fi": ""}, "pledge_sv"),
        ({"target_year": "2020"}, "target_year"),
        ({"baseline": "tre"}, "baseline"),
    ],
)
def test_a_goal_in_free_words_says_what_to_mend(as_admin, changed, marked):
    partner = PartnerFactory(with_goals_agreed=True)
    response = agree(as_admin, partner, **own_words(**changed))
    form = response.context["do"]["agree"].form
    assert list(form.own.errors) == [marked]
    assert form.own["effect_sv"].value() == "Maskinerna räcker längre."
    assert not Goal.objects.exists()


def test_what_the_later_of_two_typed_stays(as_admin, way):
    partner = way.to(S.GOALS)
    data = {"agree": "1"} | filled(goals_form(as_admin, partner)) | own_words(pledge_sv="Skriven länge")
    response = post(as_admin, partner, data, version=partner.case_version - 1)
    assert "Skriven länge" in response.content.decode()
    assert len(messages(response)) == 1
    assert partner.goals.count() == 1


def test_what_the_later_of_two_typed_is_shown_when_the_case_has_moved_on(as_admin, way):
    partner = way.to(S.GOALS)
    data = {"agree": "1"} | filled(goals_form(as_admin, partner)) | own_words(pledge_sv="Skriven länge")
    seen = partner.case_version
    way.draw_up(partner)
    response = post(as_admin, partner, data, version=seen)
    assert "Skriven länge" in response.content.decode()


def test_advice_is_given_and_never_a_refusal(as_admin):
    partner = PartnerFactory(with_goals_agreed=True)
    GoalFactory(partner=partner, state=GoalState.AGREED, pledge_sv="Vi är klimatneutrala.", target_year=None)
    rows = as_admin.get(address(partner)).context["case"].shown_goals
    assert rows[0].advice
    assert all(words in shown(as_admin, partner) for words in rows[0].advice)


def test_a_signed_goal_gets_no_advice(as_admin, way):
    rows = as_admin.get(address(way.to(S.ACTIVE))).context["case"].shown_goals
    assert [row.advice for row in rows] == [[]]


@pytest.mark.parametrize("state", [S.ACTIVE, S.FOLLOW_UP_DUE])
def test_the_goals_are_opened_for_revision(as_admin, way, state):
    partner = way.to(state)
    press(as_admin, partner, "revise", reason="Ny verkstad")
    partner.refresh_from_db()
    assert partner.state == S.REVISING
    assert "Ny verkstad" in shown(as_admin, partner)


def renew(client, partner, **changed):
    partner.refresh_from_db()
    return post(client, partner, {"renew": "1"} | filled(goals_form(client, partner, "renew")) | changed)


def test_new_goals_are_agreed_as_an_annex(as_admin, way):
    partner = way.to(S.REVISING)
    earlier = partner.goals.get()
    response = renew(as_admin, partner, **{f"earlier-{earlier.pk}-fate": "revise"}, **own_words())
    assert response.status_code == 302
    partner.refresh_from_db()
    earlier.refresh_from_db()
    annex = Annex.objects.get()
    assert (partner.state, earlier.state) == (S.ACTIVE, GoalState.REVISED)
    assert [goal["texts"]["sv"]["pledge"] for goal in annex.goals] == ["Vi lagar hellre än köper nytt."]
    assert f"annex/{annex.pk}/fi.pdf" in shown(as_admin, partner)
    assert Letter.ANNEX in partner.letters.values_list("name", flat=True)


@pytest.mark.parametrize(
    ("fate", "state"),
    [("keep", GoalState.SIGNED), ("reach", GoalState.REACHED), ("drop", GoalState.DROPPED)],
)
def test_an_earlier_goal_has_its_fate_beside_new_ones(as_admin, way, fate, state):
    partner = way.to(S.REVISING)
    earlier = partner.goals.get()
    renew(as_admin, partner, **{f"earlier-{earlier.pk}-fate": fate}, **own_words())
    earlier.refresh_from_db()
    assert earlier.state == state


def test_an_annex_may_confirm_the_goals_as_they_are(as_admin, way):
    partner = way.to(S.REVISING)
    assert renew(as_admin, partner).status_code == 302
    partner.refresh_from_db()
    assert (partner.state, Annex.objects.get().replaced) == (S.ACTIVE, [])


def test_an_annex_without_a_goal_is_refused(as_admin, way):
    partner = way.to(S.REVISING)
    response = renew(as_admin, partner, **{f"earlier-{partner.goals.get().pk}-fate": "reach"})
    assert messages(response) == [said("Agree on at least one goal with the organisation.")]
    partner.refresh_from_db()
    assert partner.state == S.REVISING


def test_an_annex_says_what_to_mend(as_admin, way):
    partner = way.to(S.REVISING)
    earlier = partner.goals.get()
    response = renew(as_admin, partner, **{f"earlier-{earlier.pk}-fate": "burn"}, **own_words(theme=""))
    form = response.context["do"]["renew"].form
    assert list(form.earlier[0].errors) == ["fate"]
    assert list(form.own.errors) == ["theme"]


@pytest.mark.parametrize("button", ["agree", "revise", "renew"])
def test_staff_without_the_right_to_change_partners_are_refused(made, button):
    assert refused(press(made("view_partner"), PartnerFactory(), button))


def test_answers_are_shown_to_their_readers_only(client, staff, library, submitted):
    submission = submitted(en_monitor="started", en_kwh=12500, ns_goal_idea="Mindre el.", en_efficiency="not_started")
    partner = PartnerFactory(mapped=True)
    MappingFactory(partner=partner, submission=submission)
    user = staff("change_partner", "view_submission")
    client.force_login(user)
    text = shown(client, partner)
    assert "Mindre el." not in text
    assert f"/admin/surveys/inbox/{submission.pk}/" not in text
    submission.survey.readers.add(user.groups.get())
    text = shown(client, partner)
    assert "Mindre el." in text
    assert f"/admin/surveys/inbox/{submission.pk}/" in text


def test_goals_that_are_agreed_leave_one_button_for_the_next_step(as_admin, case):
    agree(as_admin, case, picks=keys(as_admin, case)[:1])
    assert Partner.objects.get().state == S.GOALS
    assert {"agree", "draw_up"} <= offered(as_admin, case)
