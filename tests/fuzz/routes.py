"""What there is to be fuzzed: surveys with a draft, a submission and their readers; each route of the API."""

from typing import Any

from django.test import Client

from cms.models import User
from forms.models import SurveyPage
from tests.factories.question_types import every_type
from tests.factories.surveys import ANSWERS, publish
from tests.forms.api.staff import changer_of, received
from tests.fuzz.hostile_requests import Route

PREFIX = "/api/v1/"
FILE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BODIES: dict[str, dict[str, Any]] = {
    "surveys/{key}/validate/": {"answers": ANSWERS, "step": "energy", "locale": "sv", "version": 1, "draft": ""},
    "surveys/{key}/submissions/": {"answers": ANSWERS, "locale": "sv", "version": 1, "mode": "self", "invitation": ""},
    "surveys/{key}/drafts/": {
        "answers": ANSWERS,
        "locale": "sv",
        "version": 1,
        "steps_done": ["you"],
        "invitation": "",
    },
    "drafts/{token}/": {"answers": ANSWERS, "steps_done": ["you"], "locale": "sv"},
    "drafts/{token}/submit/": {"mode": "self"},
    "drafts/{token}/move/": {"version": 1, "locale": "sv"},
    "drafts/{token}/links/": {"email": "demo@demo.example", "locale": "sv"},
    "submissions/{submission}/": {"state": "in_review", "note": "Hej"},
    "submissions/{submission}/corrections/": {
        "questions": [{"key": "name", "note": "Hela namnet"}],
        "message": "Hej",
        "recipient": "demo@demo.example",
    },
}
EVERY_ANSWER: dict[str, Any] = {
    "name": "Demo Ab", "story": "Hej", "email": "demo@demo.example", "phone": "+358401234567",
    "site": "https://demo.example/",
    "business_id": "0000001-9", "code": "10600", "signature": "Demo", "source": "post", "area": 12.5, "power": "10,5",
    "address": {"street": "Storgatan 1", "postal_code": "10600", "city": "Ekenäs"}, "start": "2020-01-31",
    "opens": "09:30",
    "meeting": "2026-12-01T12:00", "happy": 7, "owns": True, "heating": "other", "heating:other": "Ved",
    "size": "small",
    "energy": ["wind", "sun"], "saving": "started", "matrix": {"waste": "started", "travel": "in_place",
    "food": "not_started"},
    "ranking": ["climate", "price", "image"], "staff": [{"person": "Demo", "contact": "d@demo.example", "role": "lead",
    "since": "2020-01-01"}], "news": True, "privacy": True,
}  # fmt: skip


def published() -> tuple[list[SurveyPage], User]:
    """Two surveys: a small one with scores, and one of every type of question; and who may decide on the answers."""
    pages = [publish(), publish(every_type())]
    user = changer_of(pages[0])
    pages[1].survey.readers.set(user.groups.all())
    return pages, user


def known(client: Client, pages: list[SurveyPage]) -> dict[str, list[str]]:
    """Parts of addresses that lead somewhere."""
    draft = client.post(
        f"{PREFIX}surveys/demo-survey/drafts/", {"answers": ANSWERS, "locale": "sv"}, content_type="application/json"
    ).json()
    submission = received(pages[0])
    nobody = "00000000-0000-0000-0000-000000000000"
    return {
        "key": [page.key for page in pages],
        "token": [draft["token"]],
        "submission": [str(submission.pk)],
        "upload": [nobody],
        "delivery": ["1"],
        "slug": ["demo"],
    }


def routes(document: dict[str, Any], parts: dict[str, list[str]], staff: dict[str, str]) -> list[Route]:
    """Each route of `document`; one that answers of every type go to comes a second time with these.

    `staff` are the headers of whoever has a token.
    """
    found = []
    for template, operations in document["paths"].items():
        named = {name: values for name, values in parts.items() if "{" + name + "}" in template}
        for method, operation in operations.items():
            headers = {"Authorization": staff["authorization"]} if operation.get("security") else {}
            is_form = "multipart/form-data" in operation.get("requestBody", {}).get("content", {})
            valid = BODIES[template.removeprefix(PREFIX)] if "requestBody" in operation and not is_form else None
            form = {"question": "plan", "draft": "", "invitation": ""} if is_form else None
            route = Route(method.upper(), template, named, valid, form, FILE, headers)
            found.append(route)
            if valid is not None and "answers" in valid and "key" in named:
                changed = {name: part for name, part in valid.items() if name not in ("mode", "step", "steps_done")}
                other = changed | {"answers": EVERY_ANSWER}
                found.append(Route(route.method, template, {"key": ["every-type"]}, other, headers=headers))
    return found
