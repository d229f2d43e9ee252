"""What the OpenAPI document says of every route alike: the errors that any of them may answer, and their media type."""

from typing import Any

from cms.origins import PUBLIC
from cms.problems import MEDIA_TYPE

Document = dict[str, Any]
PROBLEM = {"$ref": "#/components/schemas/ProblemOut"}
WORDS = {
    "304": "What the caller has is what there is",
    "400": "The request cannot be read",
    "404": "There is nothing at this address",
    "406": "`Accept` leaves out the type that there is",
    "411": "The body comes without its length",
    "413": "The body is too large",
    "415": "The body has another type than the route reads",
    "422": "A parameter or a part of the body is not as it should be",
    "500": "Something went wrong on our side; `detail` has the error's number",
}


def with_errors(document: Document) -> Document:
    """`document`, changed: every operation has the errors that are told before its route is reached."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            responses = operation["responses"]
            for status in _statuses(path, method, operation):
                if status not in {str(known) for known in responses}:
                    responses[status] = _response(status)
            for status, response in responses.items():
                if int(status) >= 400 and "application/json" in response.get("content", {}):
                    response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
            operation["responses"] = dict(sorted(responses.items(), key=lambda pair: int(pair[0])))
    return document


def _statuses(path: str, method: str, operation: Document) -> list[str]:
    found = ["422", "500"]
    if method == "get":
        found.append("406")
        if PUBLIC.fullmatch(path) and not path.endswith(".csv"):
            found.append("304")
    if "{" in path:
        found.append("404")
    if "requestBody" in operation:
        found += ["400", "411", "413", "415"]
    return found


def _response(status: str) -> Document:
    response: Document = {"description": WORDS[status]}
    return response if status == "304" else response | {"content": {MEDIA_TYPE: {"schema": PROBLEM}}}
