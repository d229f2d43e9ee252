"""What the answers to a survey look like, as JSON Schema."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cms import etags
from cms.problems import Locale, ProblemOut, requested_locale
from forms.api.finding import published, version_of
from forms.api.problems import ConflictOut
from forms.services.answers_schema import schema_text

router = Router(tags=["surveys"])

Version = Annotated[int | None, Query(description="The live version, or an earlier one for as long as it is accepted")]


@router.get(
    "/{key}/schema/",
    response={404: ProblemOut, 409: ConflictOut, 422: ProblemOut},
    summary="JSON Schema of a survey's answers",
    openapi_extra={
        "responses": {
            200: {
                "description": "JSON Schema 2020-12",
                "content": {"application/schema+json": {"schema": {"type": "object"}}},
            },
            304: {"description": "The schema that the caller has is the one there is"},
        }
    },
)
def answers_schema(request: HttpRequest, key: str, locale: Locale = None, version: Version = None) -> HttpResponse:
    """Of the answers as they are kept: each question's shape, and which are asked of everybody and must be answered.

    What a schema cannot say, such as that a question is only asked after a certain answer, stands in a `$comment`.
    Titles are in the language of `locale`, as in the definition.
    """
    language = requested_locale(request, locale)
    found = version_of(published(key, language), version, language)
    place = f"{request.path}?locale={found.locale}&version={found.number}"
    text, tag = schema_text(found.form, request.build_absolute_uri(place), f"{found.sha256}-{found.number}")
    headers = {"ETag": f'"{tag}"', "Cache-Control": etags.PUBLIC, "Content-Language": found.locale}
    return HttpResponse(text, content_type="application/schema+json", headers=headers)
