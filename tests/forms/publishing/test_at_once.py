"""Two languages published at the same moment: numbers are given one after another, and none is lost."""

import pytest

from forms.models import SurveyPage, SurveyVersion
from tests.at_once import alone, in_threads, shared  # noqa: F401  (a fixture)
from tests.factories.surveys import definition, publish
from tests.forms.publishing.changing import edited, steps, with_question

pytestmark = pytest.mark.usefixtures("shared")
ROUNDS = 5
WORDS = {"sv": "Demoenkät", "fi": "Demokysely"}


def publish_draft(language):
    def action():
        page = SurveyPage.objects.get(locale__language_code=language)
        page.get_latest_revision().publish()

    return action


def prepare(**changes):
    def action():
        for language, title in WORDS.items():
            edited(locale=language, title=title, **changes.get(language, changes))

    return action


def begin():
    for language, title in WORDS.items():
        publish({"locale": language, "title": title})


def versions():
    found = SurveyVersion.objects.order_by("locale", "number").values_list("locale", "number", "structure")
    live = dict(SurveyPage.objects.values_list("locale__language_code", "live_version__number"))
    return list(found), live


@pytest.mark.parametrize("number", range(ROUNDS))
def test_languages_that_ask_the_same_share_a_number_whoever_comes_first(number):
    alone(begin)
    for count in range(2, 4):
        alone(prepare(steps=with_question(key=f"q{count}", type="text", label=f"Q{count}")))
        in_threads(publish_draft("sv"), publish_draft("fi"))
        _found, live = alone(versions)
        assert live == {"sv": count, "fi": count}
    found, _live = alone(versions)
    assert len({structure for _locale, _number, structure in found}) == 3


def test_languages_that_ask_different_things_get_numbers_of_their_own():
    alone(begin)
    alone(prepare(sv={"steps": steps(email=None)}, fi={"steps": steps(more=None)}))
    in_threads(publish_draft("sv"), publish_draft("fi"))
    _found, live = alone(versions)
    assert sorted(live.values()) == [2, 3]


def test_the_same_draft_published_twice_makes_one_version():
    alone(begin)
    alone(prepare(steps=steps(email=None)))
    in_threads(*[publish_draft("sv")] * 4)
    found, live = alone(versions)
    assert [number for locale, number, _structure in found if locale == "sv"] == [1, 2]
    assert live["sv"] == 2


def test_a_first_version_in_two_languages_at_once_is_one_survey():
    alone(lambda: [edited(locale=language, title=title) for language, title in WORDS.items()])
    in_threads(publish_draft("sv"), publish_draft("fi"))
    found, live = alone(versions)
    assert live == {"sv": 1, "fi": 1}
    assert len({structure for _locale, _number, structure in found}) == 1
    assert definition()["key"] == alone(lambda: SurveyPage.objects.first().survey.key)
