"""Open surveys, what they ask, and the format in which they say so."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from cms import etags
from cms.asked_site import SiteName, asked_site
from cms.page_cache import keep
from cms.problems import Locale, ProblemOut, requested_locale
from cms.sitemap import pages_of
from forms.api.finding import live_version, nearest, published
from forms.engine.definition import Form
from forms.models import SurveyPage, SurveyVersion
from forms.services.survey_schema import survey_schema

router = Router(tags=["surveys"])
format_router = Router(tags=["surveys"])
"""What is about the format of surveys and not about any one of them."""


class SurveyOut(Schema):
    """An open survey in the language that was asked for, or in another that it has: `locale` says in which."""

    key: str
    title: str
    locale: str
    locales: list[str] = Field(description="Every language that the survey is open in")
    version: int
    url: str = Field(description="The page on which people answer it")
    invitation_only: bool = Field(description="Whether answers are only taken with an `invitation`")
    proof_of_work: bool = Field(description="Whether the page lets browsers do a small computation against spam")


class SurveyList(Schema):
    count: int
    items: list[SurveyOut]


@format_router.get(
    "/survey.schema.json",
    summary="JSON Schema of the format survey/1",
    openapi_extra={
        "responses": {
            200: {"description": "JSON Schema 2020-12", "content": {"application/schema+json": {"schema": {}}}},
            304: {"description": "The schema that the caller has is the one there is"},
        }
    },
)
def survey_format(request: HttpRequest) -> HttpResponse:
    """What a definition, exported or to be imported, looks like. It is in English."""
    text, tag = survey_schema(settings.WAGTAILADMIN_BASE_URL)
    return HttpResponse(
        text,
        content_type="application/schema+json",
        headers={"ETag": f'"{tag}"', "Cache-Control": "public, max-age=3600", "Content-Language": "en"},
    )


@router.get("/", response={200: SurveyList, 422: ProblemOut}, summary="Open surveys")
def list_surveys(
    request: HttpRequest, response: HttpResponse, site: SiteName = None, locale: Locale = None
) -> SurveyList:
    """The surveys of the site, or with `site` of another; a survey's other addresses serve it whichever it is of."""
    language = requested_locale(request, locale)
    response["Cache-Control"] = etags.PUBLIC
    of_site = SurveyPage.objects.open().filter(pages_of(asked_site(request, site, language)))
    pages: dict[str, list[SurveyPage]] = {}
    for page in of_site.select_related("live_version", "locale"):
        pages.setdefault(page.key, []).append(page)
    items = [_survey_out(nearest(found, language), found) for found in pages.values()]
    return SurveyList(count=len(items), items=items)


def _survey_out(page: SurveyPage, languages: Sequence[SurveyPage]) -> SurveyOut:
    version = live_version(page)
    found = {page.locale.language_code for page in languages}
    return SurveyOut(
        key=page.key,
        title=version.definition["title"],
        locale=version.locale,
        locales=[code for code, _name in settings.LANGUAGES if code in found],
        version=version.number,
        url=page.full_url,
        invitation_only=page.invitation_only,
        proof_of_work=page.proof_of_work,
    )


@router.get(
    "/{key}/",
    response={200: Form, 404: ProblemOut, 422: ProblemOut},
    summary="A survey's definition",
    openapi_extra={"responses": {304: {"description": "The definition that the caller has is the one there is"}}},
)
def get_survey(request: HttpRequest, key: str, locale: Locale = None) -> HttpResponse:
    """The definition in the format `survey/1`. Ask again with `If-None-Match` to learn whether it has changed.

    Where the survey is not published in the language that is asked for, it comes in another: `locale` and the header
    `Content-Language` say in which, and answers with that `locale` are given on that version. Single texts that are not
    translated yet are named in `untranslated`. What an invitation is needed for is the answering, not the reading.
    """
    language = requested_locale(request, locale)
    version = live_version(published(key, language))
    languages = _open_languages(version)
    etag = f'"{version.sha256[:32]}-{version.number}-{"-".join(languages)}"'
    headers = {"ETag": etag, "Cache-Control": etags.PUBLIC, "Content-Language": version.locale}
    if etags.is_known(request, etag):
        return HttpResponse(status=304, headers=headers)
    definition = version.definition | {"languages": languages}
    return keep(JsonResponse(definition, headers=headers, json_dumps_params={"ensure_ascii": False}))


def _open_languages(version: SurveyVersion) -> list[str]:
    """The languages that the survey is answered in now, in the order of the site."""
    pages = SurveyPage.objects.published().filter(survey=version.survey_id)
    found = set(pages.values_list("locale__language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in found]
