"""Staff who call the API, and what they read."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import APIToken

from cms.models import User
from forms.models import Submission, SurveyPage
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS

JSON = "application/json"


def bearer(user: User) -> dict[str, str]:
    """The headers of a request with a new token of `user`."""
    _token, plain = APIToken.create_token(user=user, name="Demo system")
    return {"authorization": f"Bearer {plain}"}


def reader_of(page: SurveyPage, *permissions: str) -> User:
    """Somebody who may read the answers to the survey of `page`, and has further permissions."""
    number = User.objects.count()
    group = Group.objects.create(name=f"Readers {number}")
    page.survey.readers.add(group)
    user = User.objects.create_user(f"staff-{number}", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_submission", *permissions]))
    user.groups.add(group)
    return user


def changer_of(page: SurveyPage) -> User:
    return reader_of(page, "change_submission")


def received(page: SurveyPage, door: str = Submission.Door.PAGE, **answers: Any) -> Submission:
    return submit(version=page.live_version, answers={**ANSWERS, **answers}, door=door).submission
