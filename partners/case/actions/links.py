"""The organisation's link to its own page, and letters that are sent again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partners import access, letters
from partners.case.actions.base import Action, Always
from partners.models import Letter, Partner


class SendLink(Always):
    """A new link to the own page."""

    name = "send_link"
    label = _("Send a new link")
    done = _("A new link is on its way to the organisation.")
    explanation = _("The organisation opens its own page by a link, without an account.")
    letters = (Letter.ACCESS_LINK,)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        with transaction.atomic():
            letters.send(self.partner, Letter.ACCESS_LINK)


class RevokeLinks(Action):
    """No link works any more."""

    name = "revoke_links"
    label = _("Close all links")
    done = _("No link to the organisation's own page works any more.")
    explanation = _(
        "Closes every link that has been sent, such as when one has come into the wrong hands. Nothing is sent; send a "
        "new link afterwards."
    )
    is_grave = True

    @property
    def is_offered(self) -> bool:
        return any(link.works for link in self.case.links)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        access.revoke(self.partner)


class SendAgain(Action):
    """A letter goes out once more."""

    name = "send_again"
    label = _("Send again")
    done = _("The letter is on its way again.")

    @property
    def is_offered(self) -> bool:
        return bool(self.case.letters)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        letters.send_again(self.case.own(self.partner.letters, value))


ACTIONS = (SendLink, RevokeLinks, SendAgain)
