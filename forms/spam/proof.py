"""Proof of work: a small computation that costs one person nothing and a flood of answers something.

The scheme is ALTCHA's first, SHA-256: find the number below MOST whose hash with the salt is the challenge.
"""

import base64
import json
from datetime import timedelta
from typing import Any

from altcha import create_challenge_v1, extract_params_v1, verify_solution_v1
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms import throttling

NAME = "_proof"
MOST = 50_000
"""Twenty-five thousand hashes on average: about a second on an old phone."""
LIFETIME = timedelta(hours=1)
LONGEST = 2_000


def _key() -> str:
    return salted_hmac("surveys.proof", "", algorithm="sha256").hexdigest()


def new_challenge(survey_key: str) -> dict[str, Any]:
    """What is to be solved for one start of the survey, good for an hour."""
    made = create_challenge_v1(
        hmac_key=_key(), max_number=MOST, expires=timezone.now() + LIFETIME, params={"survey": survey_key}
    )
    return dict(made.to_dict())


def is_solved(solution: str, survey_key: str) -> bool:
    """Whether `solution` solves a challenge of the survey that was made here. Each counts once."""
    if (payload := _read(solution)) is None:
        return False
    solved, _why = verify_solution_v1(payload, _key())
    if not solved or extract_params_v1(payload).get("survey") != [survey_key]:
        return False
    return throttling.hit("solutions", payload["challenge"]) is None


def _read(solution: str) -> Any:
    """The payload, if it has the shape of one."""
    if not solution or len(solution) > LONGEST:
        return None
    try:
        payload = json.loads(base64.b64decode(solution, validate=True))
    except (ValueError, RecursionError):
        return None
    shape = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}
    fits = isinstance(payload, dict) and all(isinstance(payload.get(key), kind) for key, kind in shape.items())
    return payload if fits and payload["algorithm"] == "SHA-256" else None
