"""Two at once on the same answers: every combination of what was shown, what is stored by now and what is posted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.engine.definition import Form
from forms.models import Draft, Submission
from forms.services import drafts, merging
from forms.services.versions import find
from tests.factories.surveys import definition, publish

QUESTIONS = [
    {"key": "name", "type": "text", "label": "Namn"},
    {
        "key": "heating",
        "type": "single_choice",
        "label": "Värme",
        "choices": [{"value": "oil", "label": "Olja"}, {"value": "other", "label": "Annat", "free_text": True}],
    },
    {"key": "litres", "type": "number", "label": "Liter", "show_if": {"==": [{"var": "heating"}, "oil"]}},
    {
        "key": "double",
        "type": "calculated",
        "label": "Dubbelt",
        "formula": {"*": [{"var": "litres"}, 2]},
        "show_if": {"==": [{"var": "heating"}, "oil"]},
    },
]
STEPS = [{"key": "one", "title": "Ett", "questions": QUESTIONS}]
FORM = Form.model_validate(definition(steps=STEPS, scoring={}))
NAME, HEATING = FORM.by_key["name"], FORM.by_key["heating"]


def answers(name):
    return {"name": name} if name else {}


def merged(base, stored, posted):
    shown = merging.read_shown(merging.shown([NAME], answers(base)))
    return merging.merge([NAME], base=shown, stored=answers(stored), posted=answers(posted))


@pytest.mark.parametrize(
    ("base", "stored", "posted", "wins"),
    [
        ("", "", "", "mine"),
        ("a", "a", "a", "mine"),
        ("a", "a", "b", "mine"),
        ("a", "a", "", "mine"),
        ("", "", "b", "mine"),
        ("a", "b", "a", "theirs"),
        ("a", "", "a", "theirs"),
        ("", "b", "", "theirs"),
        ("a", "b", "b", "mine"),
        ("a", "", "", "mine"),
        ("a", "b", "c", "conflict"),
        ("a", "", "c", "conflict"),
        ("a", "b", "", "conflict"),
        ("", "b", "c", "conflict"),
    ],
)
def test_who_changed_an_answer_keeps_it_and_two_who_did_are_in_conflict(base, stored, posted, wins):
    found = merged(base, stored, posted)
    assert ("name" in found.theirs) == (wins in ("theirs", "conflict"))
    assert found.conflicts == (("name",) if wins == "conflict" else ())


@given(*[st.sampled_from(["", "a", "b", "c"]) for _each in range(3)])
def test_no_change_is_overruled_unseen(base, stored, posted):
    found = merged(base, stored, posted)
    result = stored if "name" in found.theirs else posted
    if stored != base and result != stored:
        pytest.fail("what was saved meanwhile was overwritten")
    if posted not in (base, result):
        assert found.conflicts == ("name",)


def test_a_choice_and_the_words_beside_it_are_one_answer():
    shown = {"heating": "other", "heating:other": "Sol"}
    base = merging.read_shown(merging.shown([HEATING], shown))
    found = merging.merge(
        [HEATING], base=base, stored={**shown, "heating:other": "Vind"}, posted={**shown, "heating:other": "Vatten"}
    )
    assert found.conflicts == ("heating",)


@given(st.text())
def test_a_page_may_say_anything_of_what_it_shows(text):
    merging.merge([NAME], base=merging.read_shown(text), stored={"name": "a"}, posted={"name": "b"})


def test_what_is_calculated_is_in_nobodys_way():
    found = merging.merge(FORM.questions(), base={}, stored={"double": 2}, posted={"double": 4})
    assert (found.theirs, found.conflicts) == (frozenset(), ())


@pytest.fixture
def begun(db):
    page = publish({"steps": STEPS, "scoring": {}})
    version = find(page, 1)
    draft, _token = drafts.start(
        version=version, answers={"name": "a", "heating": "oil", "litres": "1 000"}, steps_done=[]
    )
    return draft, version, version.form.steps[0]


def kept(begun, shown, **posted):
    draft, version, step = begun
    return drafts.answer_step(draft, version=version, step=step, posted=posted, shown=shown)


def shown_now(begun):
    return merging.shown(begun[2].questions, Draft.objects.get().answers)


def test_two_on_one_step_both_keep_what_they_changed(begun):
    shown = shown_now(begun)
    kept(begun, shown, name="b", heating="oil", litres="1000")
    found = kept(begun, shown, name="a", heating="oil", litres="2000")
    assert found.conflicts == ()
    assert found.theirs == {"name"}
    assert Draft.objects.get().answers == {"name": "b", "heating": "oil", "litres": 2000, "double": 4000}


def test_in_conflict_the_stored_answer_stays_and_the_posted_one_is_shown(begun):
    shown = shown_now(begun)
    kept(begun, shown, name="b", heating="oil", litres="1000")
    found = kept(begun, shown, name="c", heating="oil", litres="1000")
    assert (found.conflicts, found.answers["name"]) == (("name",), "c")
    assert Draft.objects.get().answers["name"] == "b"
    assert kept(begun, shown_now(begun), name="c", heating="oil", litres="1000").conflicts == ()
    assert Draft.objects.get().answers["name"] == "c"


def test_a_step_in_conflict_is_not_done(begun):
    shown = shown_now(begun)
    draft, version, step = begun
    drafts.answer_step(draft, version=version, step=step, posted={"name": "b"}, finished=False)
    assert Draft.objects.get().steps_done == []
    kept(begun, shown, name="c")
    assert Draft.objects.get().steps_done == []
    kept(begun, shown_now(begun), name="c")
    assert Draft.objects.get().steps_done == ["one"]


def test_the_same_post_twice_changes_nothing(begun):
    shown = shown_now(begun)
    first = kept(begun, shown, name="b", heating="other", **{"heating:other": "Sol"})
    stored = Draft.objects.get().answers
    second = kept(begun, shown, name="b", heating="other", **{"heating:other": "Sol"})
    assert (first.conflicts, second.conflicts) == ((), ())
    assert Draft.objects.get().answers == stored


def test_an_answer_whose_question_is_gone_meanwhile_does_not_come_back(begun):
    shown = shown_now(begun)
    kept(begun, shown, name="a", heating="other", **{"heating:other": "Sol"})
    found = kept(begun, shown, name="b", heating="oil", litres="1000")
    assert found.conflicts == ()
    assert Draft.objects.get().answers == {"name": "b", "heating": "other", "heating:other": "Sol"}


def test_without_word_of_what_was_shown_the_post_holds(begun):
    kept(begun, None, name="b")
    kept(begun, None, name="c")
    assert Draft.objects.get().answers == {"name": "c"}


def test_what_cannot_be_accepted_is_compared_as_it_was_typed(begun):
    shown = shown_now(begun)
    kept(begun, shown, name="a", heating="oil", litres="många")
    again = shown_now(begun)
    assert kept(begun, again, name="b", heating="oil", litres="många").theirs == frozenset()
    assert kept(begun, again, name="b", heating="oil", litres="många").conflicts == ()


def test_answers_that_nobody_has_looked_at_are_not_sent(begun):
    draft, version, step = begun
    shown = merging.shown(version.form.questions(), draft.answers)
    drafts.answer_step(Draft.objects.get(), version=version, step=step, posted={"name": "b"})
    with pytest.raises(drafts.DraftChanged):
        drafts.send(draft, version=version, mode="self", shown=shown)
    assert not Submission.objects.exists()
    now = merging.shown(version.form.questions(), Draft.objects.get().answers)
    assert drafts.send(draft, version=version, mode="self", shown=now).submission.answers == {"name": "b"}
