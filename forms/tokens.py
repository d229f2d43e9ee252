"""Tokens that open what their holder may see, and nothing else."""

import base64
import hashlib
import json
import secrets
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

RECEIPT = Signer(salt="surveys.receipt")
INVITATION = Signer(salt="surveys.invitation")
CORRECTION = Signer(salt="surveys.correction")
DRAFT = "surveys.draft"
UPLOAD = "surveys.upload"


def new_token() -> tuple[str, str]:
    """A fresh unguessable token and the hash under which it is kept."""
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def derived_token(salt: str, *parts: str) -> str:
    """The token that belongs to `parts`: the same one each time, and guessed only by whoever guesses all of them."""
    return base64.urlsafe_b64encode(_derived(salt, *parts)).decode().rstrip("=")


def derived_id(salt: str, *parts: str) -> UUID:
    """As `derived_token`, for what is known by an id."""
    return UUID(bytes=_derived(salt, *parts)[:16], version=4)


def _derived(salt: str, *parts: str) -> bytes:
    said = json.dumps(parts, ensure_ascii=True)
    return salted_hmac(salt, said, algorithm="sha256").digest()


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def signed(signer: Signer, record: UUID) -> str:
    """The token that opens `record`: the same one each time, so that it need not be kept."""
    return signer.sign(record.hex)


def opened(signer: Signer, token: str) -> UUID | None:
    """What `token` opens; None for one that was not made here."""
    try:
        return UUID(signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def receipt_token(submission_id: UUID) -> str:
    """The token that opens a submission's receipt: the same one each time, so that a repeated request gets it again."""
    return signed(RECEIPT, submission_id)


def submission_id(receipt: str) -> UUID | None:
    """The submission that `receipt` opens; None for a receipt that was not made here."""
    return opened(RECEIPT, receipt)
