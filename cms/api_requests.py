"""What is asked of a request before its route sees it: that the route knows its parameters and can read its body."""

from collections.abc import Iterator

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from ninja.operation import Operation

from cms.problem_words import say
from cms.problems import Problem, ProblemItem
from forms.engine.errors import pointer

JSON = "application/json"
MULTIPART = "multipart/form-data"
LONGEST_NAME = 64


def check(request: HttpRequest, operation: Operation, path_params: dict[str, object]) -> None:
    """Raises Http404 or Problem."""
    if any("\x00" in str(value) for value in path_params.values()):
        raise Http404
    check_parameters(request, {name for model in operation.models for name in _query_names(model)})
    _check_media_type(request, operation)


def _query_names(model: object) -> Iterator[str]:
    if getattr(model, "__ninja_param_source__", None) == "query":
        yield from getattr(model, "__ninja_flatten_map__", {})


def check_parameters(request: HttpRequest, known: set[str]) -> None:
    """A parameter that is not known is most likely a slip; to ignore it would answer another question than was asked.

    Raises Problem.
    """
    listed = ", ".join(sorted(known)) or "–"
    items = [
        _item(name, "parameter_unknown", say(request, "parameter_unknown", name=name[:LONGEST_NAME], known=listed))
        for name in request.GET
        if name not in known
    ]
    if items:
        raise Problem(422, "parameter_unknown", items[0].detail, items)
    # No database that we use has room for it.
    items = [
        _item(name, "value_invalid", say(request, "value_invalid"))
        for name, values in request.GET.lists()
        if any("\x00" in value for value in values)
    ]
    if items:
        raise Problem(422, "request_invalid", say(request, "request_invalid"), items)


def _item(name: str, code: str, detail: str) -> ProblemItem:
    return ProblemItem(code=code, pointer=pointer(name), detail=detail)


def _check_media_type(request: HttpRequest, operation: Operation) -> None:
    sources = {getattr(model, "__ninja_param_source__", None) for model in operation.models}
    if not sources & {"body", "form", "file"} or not _has_body(request):
        return
    wanted = JSON if "body" in sources else MULTIPART
    if not _is(request, wanted):
        raise Problem(
            415,
            "media_type_unsupported",
            say(request, "media_type_unsupported", type=wanted),
            headers={"Accept": wanted},
        )


def _has_body(request: HttpRequest) -> bool:
    """Raises BadRequest where the length that is given is no number, Problem for a body that comes without one.

    Django takes the latter for no body at all.
    """
    if "CONTENT_LENGTH" not in request.META and request.headers.get("Transfer-Encoding"):
        raise Problem(411, "length_required", say(request, "length_required"))
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (length.isascii() and length.isdecimal()):
        raise BadRequest
    return int(length) > 0


def _is(request: HttpRequest, wanted: str) -> bool:
    given = request.content_type or ""
    if wanted == MULTIPART:
        return given == MULTIPART
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    return (given == JSON or given.endswith("+json")) and charset in ("utf-8", "utf8")


def check_acceptable(request: HttpRequest, response: HttpResponseBase) -> None:
    """Raises Problem where the caller has said that it cannot read what `response` is."""
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if not media_type or not request.headers.get("Accept", "").strip():
        return
    readable = [media_type, JSON] if media_type.endswith("+json") else [media_type]
    if not any(request.accepts(each) for each in readable):
        raise Problem(406, "not_acceptable", say(request, "not_acceptable", type=media_type))
