"""The programme's tests: its library, its mapping with answers, its pages and its staff."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import wagtail_factories
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from wagtail.models import Locale

from cms.models import User
from forms.engine.definition import Form
from forms.models import Submission, Survey, SurveyVersion
from partners.demo.loader import load_goal_library
from partners.demo.mapping import to_survey
from partners.models import AwardIndexPage, PartnerIndexPage
from tests.factories.home import SmallSite, make_small_site

NO_ANSWER = "no answer"


@pytest.fixture
def in_english() -> Iterator[None]:
    """Words as they stand in the source, whatever has been translated."""
    with translation.override("en"):
        yield


@pytest.fixture
def library(db: None) -> None:
    """The whole goal library."""
    load_goal_library()


@pytest.fixture(scope="session")
def mapping_form() -> Form:
    """The initial mapping in Swedish."""
    return Form.model_validate(to_survey("sv"))


def mapping_answers(**changed: Any) -> dict[str, Any]:
    """Answers to the mapping: a shop where everything scored is in place. NO_ANSWER leaves a question out."""
    scored = {
        question["key"]: "in_place"
        for step in to_survey("sv")["steps"]
        for question in step["questions"]
        if question["type"] == "scale"
    }
    organisation = {
        "org_name": "Demo Butiken Ab",
        "business_id": "0000001-9",
        "org_type": "company",
        "sector": "retail",
        "staff_band": "2-9",
        "premises": ["own_building"],
        "contact_name": "Demo Person",
        "contact_email": "demo@butiken.example",
        "contact_language": "fi",
        "en_heating": "oil",
        "tr_profile": ["own_vehicles"],
    }
    answers = {**scored, **organisation, **changed}
    return {key: answer for key, answer in answers.items() if answer != NO_ANSWER}


@pytest.fixture
def submitted(db: None) -> Callable[..., Submission]:
    """Stores answers to the mapping as a submission: `submitted(org_name="…")`."""

    def submit(**changed: Any) -> Submission:
        definition = to_survey("sv")
        digest = hashlib.sha256(json.dumps(definition).encode()).hexdigest()
        survey, _created = Survey.objects.get_or_create(key=definition["key"])
        version, _created = SurveyVersion.objects.get_or_create(
            survey=survey, number=1, locale="sv", defaults={"definition": definition, "sha256": digest}
        )
        return Submission.objects.create(
            survey=survey,
            version=version,
            answers=mapping_answers(**changed),
            scores={
                "percent": 80,
                "band": "Föregångare",
                "themes": [{"key": "energy", "label": "Energi", "percent": 80, "band": "Föregångare"}],
            },
            title=changed.get("org_name", "Demo Butiken Ab"),
            door=Submission.Door.PAGE,
        )

    return submit


class PartnerIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PartnerIndexPage


class AwardIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = AwardIndexPage


@pytest.fixture
def pages(db: None) -> SmallSite:
    """A list of partners and a page of awards in every language: /sv/partners-sv/ and /sv/awards-sv/."""
    site = make_small_site()
    keys: dict[type, Any] = {}
    for code, home in site.homes.items():
        locale = Locale.objects.get(language_code=code)
        for factory, name in ((PartnerIndexPageFactory, "partners"), (AwardIndexPageFactory, "awards")):
            same = {"translation_key": keys[factory]} if factory in keys else {}
            page = factory(parent=home, title=f"{name} {code}", slug=f"{name}-{code}", locale=locale, **same)
            keys[factory] = page.translation_key
    return site


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("admin", "admin@borga.example", "password")


@pytest.fixture
def staff(db: None) -> Callable[..., User]:
    """A member of staff with the permissions named: `staff("change_partner")`."""

    def make(*codenames: str) -> User:
        user = User.objects.create_user("staff", "staff@borga.example", "password")
        group = Group.objects.create(name="Staff")
        wanted = Permission.objects.filter(codename__in=[*codenames, "access_admin"])
        assert wanted.count() == len(codenames) + 1
        group.permissions.set(wanted)
        user.groups.add(group)
        return user

    return make
