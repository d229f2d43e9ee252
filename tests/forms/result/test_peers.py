"""What a result says of others: a median of five organisations or more, and of nobody in particular."""

import pytest

from forms.models import Submission
from forms.services import peers
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return publish().live_version


def sent(version, organisation, percent, theme=None, state=Submission.State.ACCEPTED):
    scores = {"percent": percent, "band": "", "themes": [{"key": "energy", "percent": theme}]}
    return Submission.objects.create(
        survey=version.survey,
        version=version,
        answers=ANSWERS,
        scores=scores,
        organisation=organisation,
        door=Submission.Door.PAGE,
        state=state,
    )


@pytest.fixture
def own(version):
    return sent(version, "own", 100, 100)


def others(version, *percents, theme=None):
    return [sent(version, f"other-{number}", percent, theme) for number, percent in enumerate(percents)]


def total(submission):
    return peers.medians(submission).total


def test_five_others_have_a_median_and_four_have_none(version, own):
    others(version, 10, 20, 30, 40)
    assert total(own) is None
    sent(version, "fifth", 90)
    assert total(own) == peers.Median(30, 5)


def test_halves_are_rounded_up(version, own):
    others(version, 10, 20, 31, 40, 50, 30)
    assert total(own) == peers.Median(31, 6)


def test_a_theme_has_a_median_of_its_own_where_five_have_a_figure(version, own):
    others(version, 10, 20, 30, 40, theme=50)
    sent(version, "fifth", 50, None)
    assert peers.medians(own).themes == {}
    sent(version, "sixth", 60, 70)
    assert peers.medians(own) == peers.Peers(peers.Median(35, 6), {"energy": peers.Median(50, 5)})


def test_an_organisation_counts_once_with_its_latest_answers(version, own):
    others(version, 10, 20, 30, 40)
    sent(version, "other-0", 95)
    assert total(own) is None
    sent(version, "fifth", 90)
    assert total(own) == peers.Median(40, 5)


def test_the_respondents_own_organisation_is_left_out_whatever_it_sent_before(version, own):
    sent(version, "own", 0)
    others(version, 10, 20, 30, 40)
    assert total(own) is None


def test_who_gave_no_business_id_is_not_counted_but_sees_the_others(version):
    own = sent(version, "", 100)
    sent(version, "", 90)
    others(version, 10, 20, 30, 40)
    assert total(own) is None
    sent(version, "fifth", 50)
    assert total(own) == peers.Median(30, 5)


def test_made_up_answers_corner_nobody_before_staff_have_accepted_them(version, own):
    others(version, 10, 20)
    made_up = [sent(version, f"made-up-{number}", 0, state=Submission.State.NEW) for number in range(4)]
    assert total(own) is None
    Submission.objects.filter(pk__in=[one.pk for one in made_up]).update(state=Submission.State.ACCEPTED)
    assert total(own) == peers.Median(0, 6)


def test_an_answer_that_waits_for_staff_leaves_the_accepted_one_in_place(version, own):
    others(version, 10, 20, 30, 40, 50)
    sent(version, "other-0", 95, state=Submission.State.NEW)
    assert total(own) == peers.Median(30, 5)


@pytest.mark.parametrize("state", sorted(set(Submission.State) - {Submission.State.ACCEPTED}))
def test_what_does_not_hold_is_left_out_at_once(version, own, state):
    found = others(version, 10, 20, 30, 40, 50)
    assert total(own) == peers.Median(30, 5)
    Submission.objects.filter(pk=found[0].pk).update(state=state)
    assert total(own) is None


def test_a_correction_is_seen_at_once(version, own):
    found = others(version, 10, 20, 30, 40, 50)
    assert total(own) == peers.Median(30, 5)
    corrected = found[2]
    corrected.scores, corrected.revision = {"percent": 36, "band": "", "themes": []}, 2
    corrected.save()
    assert total(own) == peers.Median(36, 5)


def test_other_questions_are_not_compared(version, own):
    earlier = others(version, 10, 20, 30, 40, 50)
    steps = version.definition["steps"][1:]
    changed = publish({"key": "other-survey", "steps": steps}).live_version
    Submission.objects.filter(pk=earlier[0].pk).update(version=changed)
    assert total(own) is None


def test_figures_are_read_once_as_long_as_nothing_changes(version, own, django_assert_num_queries):
    others(version, 10, 20, 30, 40, 50)
    with django_assert_num_queries(2):
        peers.medians(own)
    with django_assert_num_queries(1):
        peers.medians(own)
