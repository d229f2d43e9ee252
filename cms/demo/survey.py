"""The demo's surveys as pages: each begins from one that is ready-made."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from forms import starters
from forms.handlers import Confirmation, StaffEmail
from forms.services import portable
from partners.demo import mapping
from partners.intake import PartnerCase


def fields(key: str, language: str) -> dict[str, Any]:
    """What the ready-made survey `key` asks, in one language, with the same block ids in each."""
    starter = starters.get(key)
    if starter is None:
        raise LookupError(f"no ready-made survey is called {key}")
    return portable.page_fields(portable.read(starter.definition(language)))


def handlers(key: str, staff_address: str) -> list[dict[str, Any]]:
    """Staff are told and the respondent gets a receipt; the mapping opens a partner case."""
    recipients = {StaffEmail.identifier: staff_address, Confirmation.identifier: ""}
    if key == mapping.KEY:
        recipients[PartnerCase.identifier] = ""
    return [
        {
            "type": "handler",
            "value": {"handler": handler, "to": to},
            "id": str(uuid5(NAMESPACE_URL, f"survey/1:handler/{handler}")),
        }
        for handler, to in recipients.items()
    ]
