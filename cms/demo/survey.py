"""The initial mapping as a survey page's fields."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from forms.handlers import Confirmation, StaffEmail
from forms.services import portable
from partners.demo.mapping import to_survey
from partners.intake import PartnerCase


def fields(language: str) -> dict[str, Any]:
    """What is asked, in one language, with the same block ids in each."""
    return portable.page_fields(portable.read(to_survey(language)))


def handlers(staff_address: str) -> list[dict[str, Any]]:
    """Staff are told, the respondent gets a receipt, and a partner case is opened."""
    recipients = {StaffEmail.identifier: staff_address, Confirmation.identifier: "", PartnerCase.identifier: ""}
    return [
        {
            "type": "handler",
            "value": {"handler": handler, "to": to},
            "id": str(uuid5(NAMESPACE_URL, f"survey/1:handler/{handler}")),
        }
        for handler, to in recipients.items()
    ]
