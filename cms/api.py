"""The site's own API at `/api/v1/`: its routers, how it reads JSON, and how it answers errors."""

import json
import logging
import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.types import DictStrAny

from cms.problems import Problem, ProblemItem
from forms.api import draft_routers, format_router, survey_routers
from forms.engine.errors import pointer
from partners.api import router as programme_router
from partners.events_api import router as events_router
from partners.open_data import router as open_data_router

logger = logging.getLogger(__name__)

WORDS = {
    "body_invalid": {
        "sv": "Begäran gick inte att läsa. Skicka ett JSON-objekt i UTF-8 utan upprepade nycklar.",
        "fi": "Pyyntöä ei voitu lukea. Lähettäkää JSON-olio UTF-8-muodossa ilman toistuvia avaimia.",
        "en": "The request could not be read. Send a JSON object in UTF-8 without repeated keys.",
    },
    "body_too_large": {
        "sv": "Begäran är för stor. Korta svaren.",
        "fi": "Pyyntö on liian suuri. Lyhentäkää vastauksia.",
        "en": "The request is too large. Shorten the answers.",
    },
    "request_invalid": {
        "sv": "Begäran har fel form. Rätta det som anges i listan.",
        "fi": "Pyynnön muoto on väärä. Korjatkaa luetellut kohdat.",
        "en": "The request has the wrong shape. Mend what the list names.",
    },
    "missing": {
        "sv": "Den här delen saknas. Lägg till den.",
        "fi": "Tämä kohta puuttuu. Lisätkää se.",
        "en": "This part is missing. Add it.",
    },
    "extra_forbidden": {
        "sv": "Den här delen hör inte hit. Ta bort den.",
        "fi": "Tämä kohta ei kuulu tähän. Poistakaa se.",
        "en": "This part does not belong here. Remove it.",
    },
    "value_invalid": {
        "sv": "Värdet har fel typ eller ligger utanför det som godtas. Se OpenAPI-dokumentet.",
        "fi": "Arvon tyyppi on väärä tai arvo ei ole sallituissa rajoissa. Katsokaa OpenAPI-dokumenttia.",
        "en": "The value has the wrong type or lies outside what is accepted. See the OpenAPI document.",
    },
    "not_found": {
        "sv": "Det finns inget på den här adressen.",
        "fi": "Tässä osoitteessa ei ole mitään.",
        "en": "There is nothing at this address.",
    },
    "method_not_allowed": {
        "sv": "Adressen kan inte användas så. Se OpenAPI-dokumentet.",
        "fi": "Osoitetta ei voi käyttää näin. Katsokaa OpenAPI-dokumenttia.",
        "en": "This address cannot be used that way. See the OpenAPI document.",
    },
    "refused": {
        "sv": "Begäran avvisades.",
        "fi": "Pyyntö hylättiin.",
        "en": "The request was refused.",
    },
    "internal": {
        "sv": "Något gick fel hos oss. Försök igen senare; felets nummer är {number}.",
        "fi": "Meillä tapahtui virhe. Yrittäkää myöhemmin uudelleen; virheen numero on {number}.",
        "en": "Something went wrong on our side. Try again later; the error's number is {number}.",
    },
}


def _words(request: HttpRequest, code: str) -> str:
    return WORDS[code][get_language_from_request(request)]


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is repeated")
    return found


def _no_constants(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


class StrictParser(Parser):
    """Reads JSON as the RFC has it: no NaN, no repeated keys, no nesting that only serves to hurt.

    What it raises ninja turns into an HttpError with the status 400.
    """

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        try:
            body = json.loads(request.body, object_pairs_hook=_no_repeats, parse_constant=_no_constants)
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        if not isinstance(body, dict):
            raise ValueError("not an object")
        return body


class Api(NinjaAPI):
    """Ninja's, which answers HEAD as it does GET, and a method that there is not with problem details."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _any_method(pattern.callback)
        return patterns


def _any_method(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        response = view(request, *args, **kwargs)
        request.method = asked
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        allowed = ", ".join(sorted({*response["Allow"].split(", "), "OPTIONS"}))
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed})
        words = _words(request, "method_not_allowed")
        return Problem(405, "method_not_allowed", words, headers={"Allow": allowed}).response()

    return answer


api = Api(
    title="Climate-partner programme",
    version="1",
    description=(
        "Surveys, their answers, and the programme's public data. Errors are RFC 9457 problem details. "
        "The figures and the open data may be used under CC BY 4.0."
    ),
    parser=StrictParser(),
    docs_url="docs",
    openapi_url="openapi.json",
    # Swagger UI, served from our own static files, sets styles from its script.
    docs_decorator=csp_update({"style-src": [UNSAFE_INLINE], "img-src": ["data:"]}),
    urls_namespace="api-v1",
)
for survey_router in survey_routers:
    api.add_router("/surveys", survey_router)
for draft_router in draft_routers:
    api.add_router("/drafts", draft_router)
api.add_router("", format_router)
api.add_router("", programme_router)
api.add_router("", events_router)
api.add_router("", open_data_router)


@api.exception_handler(Problem)
def answer_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(ValidationError)
def answer_invalid_request(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body or parameter of the wrong shape, told by place."""
    items = []
    for found in error.errors:
        kind, *place = found["loc"]
        where = place[1:] if kind == "body" else place
        words = found["type"] if found["type"] in WORDS else "value_invalid"
        items.append(ProblemItem(code=found["type"], pointer=pointer(*where), detail=_words(request, words)))
    return Problem(422, "request_invalid", _words(request, "request_invalid"), items).response()


@api.exception_handler(Http404)
def answer_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return Problem(404, "not_found", _words(request, "not_found")).response()


@api.exception_handler(RequestDataTooBig)
def answer_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return Problem(413, "body_too_large", _words(request, "body_too_large")).response()


def nothing_here(request: HttpRequest) -> HttpResponse:
    """What an address below the API's answers where there is no route."""
    return Problem(404, "not_found", _words(request, "not_found")).response()


@api.exception_handler(HttpError)
def answer_refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return Problem(400, "body_invalid", _words(request, "body_invalid")).response()
    return Problem(error.status_code, "refused", _words(request, "refused")).response()


@api.exception_handler(Exception)
def answer_internal_error(request: HttpRequest, error: Exception) -> HttpResponse:
    number = uuid.uuid4().hex[:12]
    logger.error("API error %s at %s", number, request.path, exc_info=error)
    return Problem(500, "internal", _words(request, "internal").format(number=number)).response()
