"""A submission, staff who may decide on it, and requests for corrections of it."""

import pytest
from django.contrib.auth.models import Group, Permission

from cms.models import User
from forms.models import Submission
from forms.services import corrections
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, publish
from tests.forms.files.conftest import folder
from tests.forms.files.surveys import publish_with_files

__all__ = ["folder"]


@pytest.fixture
def page(db):
    return publish(
        handlers=[
            {"type": "handler", "value": {"handler": "staff_email", "to": "staff@demo.example"}},
            {"type": "handler", "value": {"handler": "confirmation", "to": ""}},
        ]
    )


@pytest.fixture
def submission(page):
    return submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission


@pytest.fixture
def reviewer(page):
    group = Group.objects.create(name="Demo readers")
    page.survey.readers.add(group)
    user = User.objects.create_user("reviewer", password="x")
    codenames = ["access_admin", "view_submission", "change_submission"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    user.groups.add(group)
    return user


@pytest.fixture
def ask(submission, reviewer):
    """Asks for a correction of the questions that are named."""

    def asked(*keys, note="", message=""):
        return corrections.ask(
            submission=submission,
            questions=[(key, note) for key in keys],
            message=message,
            recipient="demo@demo.example",
            user=reviewer,
        )

    return asked


@pytest.fixture
def page_with_files(db, folder):
    return publish_with_files("demo-files")
