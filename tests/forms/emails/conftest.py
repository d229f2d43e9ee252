"""E-mails are sent through a real mail server, and a survey has somebody to ask."""

import pytest

from tests.factories.home import ContactPersonFactory
from tests.factories.surveys import definition, publish
from tests.mail_server import inbox, port

__all__ = ["inbox", "port"]


@pytest.fixture
def survey(db, small_site):
    """A survey that is published in three languages, with a contact person."""
    contact = ContactPersonFactory()
    titles = {"sv": "Demoenkät", "fi": "Demokysely", "en": "Demo survey"}
    pages = [publish(definition(locale=code, title=title), contact=contact) for code, title in titles.items()]
    return pages[0].survey
