"""What a change is called, and whose answers it touches."""

import pytest
from django.utils.translation import override

from forms.engine.compare import Weight
from forms.engine.definition import Form
from forms.models import Draft
from forms.services import changes, drafts
from forms.services.comparisons import compare_page, compare_version, languages_behind
from forms.services.touched import Touched
from forms.services.versions import NotPublishable, form_of
from tests.factories.surveys import ANSWERS, SCALE, definition, publish
from tests.forms.publishing.changing import answered, edited, steps, with_question

pytestmark = pytest.mark.django_db

ROWS = [{"key": "light", "label": "Ljus"}, {"key": "heat", "label": "Värme"}]
MATRIX = {"key": "grid", "type": "matrix", "label": "Hur är det?", "rows": ROWS, "choices": SCALE}
SEVERAL = {
    "key": "several",
    "type": "multiple_choice",
    "label": "Vilka?",
    "choices": [
        {"value": "a", "label": "Ett"},
        {"value": "a.b", "label": "Två"},
        {"value": "axb", "label": "Tre", "free_text": True},
    ],
}
STAFF = {
    "key": "staff",
    "type": "group",
    "label": "Personal",
    "questions": [
        {"key": "who", "type": "text", "label": "Vem"},
        {"key": "mail", "type": "email", "label": "E-post dit"},
    ],
}


def compared(page):
    return compare_page(page.get_latest_revision_as_object())


def begin(page, **answers):
    draft, _token = drafts.start(version=page.live_version, answers={**ANSWERS, **answers}, steps_done=["you"])
    return draft


def touched(question, *, change, answers, code=Weight.BREAKING):
    """What a change of the additional `question` touches, after one submission and one draft with `answers`."""
    page = publish({"steps": with_question(**question)})
    answered(page, **answers)
    begin(page, **answers)
    answered(page)
    (line,) = compared(edited(steps=with_question(**{**question, **change}))).of(code)
    return line.touched


def test_a_survey_that_was_never_published_has_nothing_to_be_compared_with():
    assert compared(edited()) is None


def test_a_draft_that_changes_nothing_changes_nothing():
    publish()
    assert compared(edited()).lines == ()


def test_a_draft_that_cannot_be_published_says_what_to_mend():
    page = publish()
    page.steps = []
    with pytest.raises(NotPublishable):
        compare_page(page)


def test_a_removed_question_is_told_with_its_answers():
    page = publish()
    answered(page)
    answered(page, email="")
    begin(page)
    with override("en"):
        comparison = compared(edited(steps=steps(email=None)))
        (line,) = comparison.lines
        assert (line.weight, line.text) == (Weight.BREAKING, "Removed: “E-post”")
        assert line.answered == "Answers: 1 submission, 1 draft."
    assert (comparison.submissions, comparison.drafts) == (2, 1)


def test_nobody_has_answered_what_nobody_was_asked():
    publish()
    with override("en"):
        (line,) = compared(edited(steps=steps(email=None))).lines
        assert line.answered == "No answers so far."


def test_other_words_touch_no_answers():
    answered(publish())
    (line,) = compared(edited(steps=steps(email={"label": "Er e-post"}))).lines
    assert (line.weight, line.touched, line.answered) == (Weight.WORDS, None, "")
    assert "E-post”" in line.details[0]


def test_a_condition_is_told_before_and_now():
    publish()
    with override("en"):
        rule = {"in": [{"var": "heating"}, ["sun"]]}
        (line,) = compared(edited(steps=steps(litres={"show_if": rule}))).lines
        before, now = line.details
        assert (before[:8], now[:5]) == ("It was: ", "Now: ")
        assert ("Olja" in before, "Sol" in now) == (True, True)


def test_a_choice_touches_those_who_chose_it():
    page = publish()
    answered(page)
    answered(page, heating="sun")
    choices = definition()["steps"][0]["questions"][2]["choices"]
    fewer = steps(heating={"choices": choices[:1]})
    (line,) = compared(edited(steps=fewer)).breaking
    assert line.touched == Touched(submissions=1, drafts=0)


@pytest.mark.parametrize(("chosen", "expected"), [(["a.b"], 1), (["axb"], 0), (["a"], 0)])
def test_a_choice_among_several_touches_those_who_chose_it(chosen, expected):
    fewer = {"choices": [SEVERAL["choices"][0], SEVERAL["choices"][2]]}
    assert touched(SEVERAL, change=fewer, answers={"several": chosen}) == Touched(expected, expected)


def test_words_beside_a_choice_touch_those_who_wrote_them():
    plain = {"choices": [{**choice, "free_text": False} for choice in SEVERAL["choices"]]}
    assert touched(SEVERAL, change=plain, answers={"several": ["axb"], "several:axb": "Eget"}) == Touched(1, 1)


def test_a_row_touches_those_who_judged_it():
    assert touched(MATRIX, change={"rows": ROWS[1:]}, answers={"grid": {"light": "started"}}) == Touched(1, 1)


def test_points_of_a_scale_touch_those_who_chose_them():
    scored = {"choices": [{**point, "score": 9} if point["value"] == "started" else point for point in SCALE]}
    answers = {"grid": {"heat": "started"}}
    assert touched(MATRIX, change=scored, answers=answers, code=Weight.NOTABLE) == Touched(1, 1)


def test_a_question_of_rows_touches_those_who_answered_it():
    fewer = {"questions": STAFF["questions"][:1]}
    answers = {"staff": [{"who": "Demo", "mail": "demo@demo.example"}]}
    assert touched(STAFF, change=fewer, answers=answers) == Touched(1, 1)


def test_a_question_of_rows_that_nobody_answered_touches_nobody():
    answers = {"staff": [{"who": '"mail": nej'}]}
    assert touched(STAFF, change={"questions": STAFF["questions"][:1]}, answers=answers) == Touched(0, 0)


def test_drafts_in_another_language_are_not_touched():
    page = publish()
    finnish = publish({"locale": "fi", "title": "Demokysely"})
    begin(finnish)
    begin(page)
    assert compared(edited(steps=steps(email=None))).drafts == 1
    assert Draft.objects.count() == 2


def test_many_changes_are_counted_in_few_queries(django_assert_num_queries):
    page = publish()
    answered(page)
    new = Form.model_validate(
        definition(steps=steps(email=None, litres={"max": 5}, heating=None, more=None, saving=None))
    )
    with django_assert_num_queries(2):
        comparison = compare_version(page.live_version, new)
    assert [line.touched.submissions for line in comparison.breaking] == [1, 1, 1, 1, 0]


def test_drafts_may_be_finished_for_as_long_as_the_page_says(time_machine):
    time_machine.move_to("2026-11-24T10:00:00+02:00")
    page = publish(accept_older_days=10)
    until = compare_version(page.live_version, form_of(page), accepted_for=page.accept_older_days).until
    assert until.date().isoformat() == "2026-12-04"
    assert compare_version(page.live_version, form_of(page)).until is None


def test_what_happens_to_many_questions_alike_is_told_once():
    scale = [{"key": f"q{number}", "type": "scale", "label": f"Q{number}", "choices": SCALE} for number in range(3)]
    fewer = [{**question, "choices": SCALE[1:]} for question in scale]
    old, new = (definition(steps=[{"key": "s", "title": "S", "questions": own}]) for own in (scale, fewer))
    with override("en"):
        ((weight, text),) = changes.texts(Form.model_validate(old), Form.model_validate(new))
        assert weight is Weight.BREAKING
        assert text == "Choice “Inte aktuellt” removed from “Q0” and 2 more questions"


def test_long_labels_are_cut():
    page = publish({"steps": with_question(key="long", type="text", label="Lång " * 50)})
    with override("en"):
        ((_weight, text),) = changes.texts(page.live_version.form, Form.model_validate(definition()))
    assert len(text) < 120


def test_other_languages_go_on_with_what_they_ask():
    page = publish()
    publish({"locale": "fi", "title": "Demokysely"})
    draft = edited(steps=steps(email=None)).get_latest_revision_as_object()
    assert languages_behind(draft, form_of(draft)) == ["fi"]
    assert languages_behind(page, form_of(page)) == []
