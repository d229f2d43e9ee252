"""Made-up answers to the initial mapping, enough for a result to be shown beside the median of others."""

from dataclasses import asdict
from typing import Any

from cms.models import User
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import Submission, SurveyPage
from forms.services.reviews import review
from partners.demo.mapping import KEY

LEVELS = ("not_started", "started", "in_place")
ORGANISATIONS = (
    ("Demosnickeriet", "industry", (0, 1, 1)),
    ("Demofriseraren", "health_social", (1, 2, 0)),
    ("Demokioski", "retail", (2, 1, 0)),
    ("Demogården", "agriculture", (1, 1, 2)),
    ("Demoverkstaden", "logistics", (0, 2, 1)),
    ("Demokahvila", "hospitality", (2, 2, 1)),
    ("Demobyrån", "ict_expert", (2, 1, 2)),
)
"""Name, sector, and the levels that the answers go round through."""
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def load(*, accepted_by: User) -> None:
    """One accepted submission for each organisation, in the source language's version. No case is opened for them."""
    page = SurveyPage.objects.get(key=KEY, locale__language_code="sv")
    version = page.live_version
    numbers = (number for number in range(1000, 2000) if business_id(number))
    made = Submission.objects.bulk_create(
        _submission(version, name, sector, levels, number)
        for (name, sector, levels), number in zip(ORGANISATIONS, numbers, strict=False)
    )
    for submission in made:
        review(submission=submission, user=accepted_by, state=Submission.State.ACCEPTED)


def business_id(number: int) -> str:
    """A business ID that is formally right and given to nobody; empty for a number that has none."""
    digits = f"{number:07d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return "" if rest == 1 else f"{digits}-{11 - rest if rest else 0}"


def _submission(version: Any, name: str, sector: str, levels: tuple[int, ...], number: int) -> Submission:
    answers = {
        "org_name": name,
        "business_id": business_id(number),
        "org_type": "company",
        "sector": sector,
        "staff_band": "2-9",
        "premises": ["own_building"],
        "contact_name": "Demo Person",
        "contact_email": f"person@{name.lower().replace('å', 'a')}.example",
        "contact_language": "sv",
        "en_heating": "oil",
        "tr_profile": ["own_vehicles"],
    }
    outcome = evaluate(version.form, answers | _judged(version.form, levels))
    return Submission(
        survey=version.survey,
        version=version,
        answers=outcome.cleaned,
        scores=asdict(outcome.scores) if outcome.scores else None,
        title=name,
        organisation=business_id(number),
        door=Submission.Door.PAGE,
    )


def _judged(form: Form, levels: tuple[int, ...]) -> dict[str, str]:
    return {question.key: LEVELS[levels[at % len(levels)]] for at, question in enumerate(form.scorable)}
