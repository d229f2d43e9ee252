"""Tokens that open what their holder may see, and nothing else."""

import hashlib
import secrets
from uuid import UUID

from django.core.signing import BadSignature, Signer

RECEIPT = Signer(salt="surveys.receipt")


def new_token() -> tuple[str, str]:
    """A fresh unguessable token and the hash under which it is kept."""
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def receipt_token(submission_id: UUID) -> str:
    """The token that opens a submission's receipt: the same one each time, so that a repeated request gets it again."""
    return RECEIPT.sign(submission_id.hex)


def submission_id(receipt: str) -> UUID | None:
    """The submission that `receipt` opens; None for a receipt that was not made here."""
    try:
        return UUID(RECEIPT.unsign(receipt))
    except (BadSignature, ValueError):
        return None
