"""Surveys for the browser tests, made as an administrator of the running site makes them."""

from typing import Any

from tests.e2e.conftest import RunningSite

IMPORT = """
from home.models import HomePage
from forms.services.portable import import_survey

home = HomePage.objects.get(locale__language_code="sv")
print(import_survey({survey!r}, parent=home, publish={publish}).pk)
"""


def imported(site: RunningSite, survey: dict[str, Any], *, publish: bool = False) -> int:
    """The id of the page that a new draft of `survey` has, or its published page."""
    return int(site.insider.run(IMPORT.format(survey=survey, publish=publish)))
