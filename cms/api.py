"""The site's own API at `/api/v1/`: its routers, how it reads JSON, and how it answers errors."""

import json
import math
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.router import BoundRouter
from ninja.types import DictStrAny

from cms import site_routes
from cms.answer_headers import completed
from cms.api_requests import check, check_acceptable, check_parameters
from cms.etags import PUBLIC
from cms.failures import logged
from cms.openapi import with_errors
from cms.openapi_details import operation_name, with_details
from cms.problem_words import CODES, WORDS, say
from cms.problems import Problem, ProblemItem
from forms.api import draft_routers, format_router, submission_routers, survey_routers
from forms.engine.errors import pointer
from partners.api import router as programme_router
from partners.events_api import router as events_router
from partners.open_data import router as open_data_router
from partners.programme_api import router as glance_router

View = Callable[..., HttpResponseBase]


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is repeated")
    return found


def _no_constants(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


class StrictParser(Parser):
    """Reads JSON as the RFC has it: no NaN, no endless numbers, no repeated keys, no nesting that only serves to hurt.

    What it raises ninja turns into an HttpError with the status 400.
    """

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        try:
            body = json.loads(
                request.body, object_pairs_hook=_no_repeats, parse_constant=_no_constants, parse_float=_finite
            )
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        if not isinstance(body, dict):
            raise ValueError("not an object")
        return body


class Api(NinjaAPI):
    """Ninja's, which answers HEAD as it does GET, and whatever its routes cannot answer with problem details."""

    _document: OpenAPISchema | None = None

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Made once: it takes half a second, and the routes stay what they are."""
        if self._document is None:
            self._document = super().get_openapi_schema(**options)
            with_details(with_errors(self._document))
        return self._document

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation_name(operation.view_func)

    def _get_bound_routers(self) -> list[BoundRouter]:
        first = self._bound_routers_cache is None
        routers = super()._get_bound_routers()
        for router in routers if first else []:
            for view in router.path_operations.values():
                for operation in view.operations:
                    operation.run = _checked(operation)  # type: ignore[method-assign]  # as ninja's own decorators do
        return routers

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                view = _described(pattern.callback) if pattern.name == "openapi-json" else pattern.callback
                pattern.callback = _any_method(view)
        return patterns


def _checked(operation: Operation) -> Callable[..., HttpResponseBase]:
    run = operation.run

    def answer(request: HttpRequest, **path_params: object) -> HttpResponseBase:
        try:
            check(request, operation, path_params)
            response = run(request, **path_params)
            if request.method == "GET":
                check_acceptable(request, response)
        except Exception as error:
            return operation.api.on_exception(request, error)
        return response

    return answer


def _described(view: View) -> View:
    """The OpenAPI document is in English, and anybody may keep it."""

    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            check_parameters(request, set())
        except Problem as problem:
            return problem.response()
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = PUBLIC
        response["Content-Language"] = "en"
        return response

    return answer


def _any_method(view: View) -> View:
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = nothing_here(request)
        finally:
            request.method = asked
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = _other_method(request, response)
        return completed(request, response)

    return answer


def _other_method(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    methods = set(response["Allow"].split(", "))
    allowed = ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": allowed})
    return _problem(request, 405, headers={"Allow": allowed})


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
for submission_router in submission_routers:
    api.add_router("/submissions", submission_router)
api.add_router("", format_router)
api.add_router("", programme_router)
api.add_router("", events_router)
api.add_router("", glance_router)
api.add_router("", open_data_router)
api.add_router("", site_routes.router)


def _problem(
    request: HttpRequest, status: int, code: str = "", *, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    code = code or CODES.get(status, "refused")
    return Problem(status, code, say(request, code), headers=headers).response()


def nothing_here(request: HttpRequest) -> HttpResponseBase:
    """What an address below the API's answers where there is no route."""
    return completed(request, _problem(request, 404))


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
        detail = say(request, words, **found.get("ctx", {}))
        items.append(ProblemItem(code=found["type"], pointer=pointer(*where), detail=detail))
    return Problem(422, "request_invalid", say(request, "request_invalid"), items).response()


@api.exception_handler(Http404)
def answer_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(request, 404)


@api.exception_handler(PermissionDenied)
def answer_forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _problem(request, 403)


@api.exception_handler(MultiPartParserError)
@api.exception_handler(UnreadablePostError)
@api.exception_handler(SuspiciousOperation)
@api.exception_handler(BadRequest)
def answer_unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, 400)


@api.exception_handler(TooManyFieldsSent)
@api.exception_handler(TooManyFilesSent)
@api.exception_handler(RequestDataTooBig)
def answer_too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, 413)


@api.exception_handler(HttpError)
def answer_refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, "body_invalid" if error.status_code == HTTPStatus.BAD_REQUEST else "")


@api.exception_handler(Exception)
def answer_internal_error(request: HttpRequest, error: Exception) -> HttpResponse:
    number = logged(request, error)
    return Problem(500, "internal", say(request, "internal", number=number)).response()
