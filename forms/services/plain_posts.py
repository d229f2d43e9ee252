"""Telling a form that was posted twice from two people who answer alike.

A form on another website has no draft whose sending could happen only once. A double click and a reload post the very
same fields again within moments, from the same browser at the same address: within a minute, that is one submission.
People who share an address and a kind of browser, such as a class, could answer a short poll alike just as fast: its
form should give each view of the page an `_id` of its own, which then takes the place of all the rest.
"""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.crypto import salted_hmac

from forms.models import Submission

SALT = "surveys.plain_post"
WINDOW = 60
"""Seconds."""


def post_keys(
    fields: Mapping[str, Sequence[str]], files: Iterable[tuple[str, "UploadedFile[bytes]"]], *, own_id: str, sender: str
) -> list[str]:
    """The idempotency keys by which a post is known, the one to store it under first.

    `sender` tells one browser from another. Nothing of the keys can be read back. Without `own_id` they change with
    time, and the second is that of the minute before.
    """
    content = [sorted((name, list(values)) for name, values in fields.items()), _digests(files)]
    if own_id:
        return [_key(content, "id", own_id)]
    now = int(time.time()) // WINDOW
    return [_key(content, sender, str(minute)) for minute in (now, now - 1)]


def _digests(files: Iterable[tuple[str, "UploadedFile[bytes]"]]) -> list[list[str]]:
    found = []
    for name, file in files:
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
        found.append([name, digest.hexdigest()])
    return found


def _key(*content: object) -> str:
    return f"form:{salted_hmac(SALT, json.dumps(content), algorithm='sha256').hexdigest()}"


def earlier(survey_key: str, keys: Iterable[str]) -> Submission | None:
    """What the same post was stored as, if it came before."""
    found = Submission.objects.with_version().filter(survey__key=survey_key, idempotency_key__in=list(keys))
    return found.first()
