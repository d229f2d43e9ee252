"""Where a link in a document may lead."""

import re

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def is_harmless(address: str) -> bool:
    """Whether `address` leads to the web, to a mailbox, or within the document; not to a disk, a server or a macro."""
    address = address.strip()
    return WEB.match(address) is not None or ELSEWHERE.match(address) is None
