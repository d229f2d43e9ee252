"""The kit of an occasion, to download: commitments to sign, list of names, press text and calendar file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View
from wagtail.admin import messages

from cms.translated import LANGUAGES
from partners import calendars, documents, papers
from partners.signing import lists, press
from partners.signing.views import OccasionDoor

PDF = "application/pdf"


class Download(OccasionDoor, View):
    """A file of the occasion in the language of the address."""

    languages = LANGUAGES

    def get(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        if language not in self.languages:
            raise Http404
        return self.file(language)

    def file(self, language: str) -> HttpResponse:
        raise NotImplementedError

    def attached(self, content: bytes | str, name: str, kind: str) -> HttpResponse:
        disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type=kind, headers=disposition)

    def named(self, what: str, language: str, ending: str) -> str:
        return f"{what}-{self.occasion.record.pk}-{language}.{ending}"


class CommitmentsView(Download):
    """All commitments in one file, to be printed and signed."""

    languages = papers.DOCUMENT_LANGUAGES

    def file(self, language: str) -> HttpResponse:
        to_print = self.occasion.to_print
        if not to_print:
            messages.warning(self.request, _("There are no commitments to print yet. Invite those who are to sign."))
            return redirect("signing_occasion", self.occasion.record.pk)
        with override(language):
            title = lists.title(self.occasion)
        content = papers.commitments_pdf(to_print, title, language)
        return self.attached(content, self.named("commitments", language, "pdf"), PDF)


class NamesView(Download):
    """The list of names with the order of the day."""

    languages = papers.DOCUMENT_LANGUAGES

    def file(self, language: str) -> HttpResponse:
        content = documents.report_pdf(lists.names_document(self.occasion, language))
        return self.attached(content, self.named("names", language, "pdf"), PDF)


class PressView(Download):
    """The draft of the press text, as plain text."""

    def file(self, language: str) -> HttpResponse:
        words = press.text(self.occasion, language) + "\n"
        return self.attached(words, press.file_name(self.occasion, language), "text/plain; charset=utf-8")


class CalendarView(Download):
    """The occasion for a calendar."""

    def file(self, language: str) -> HttpResponse:
        record = self.occasion.record
        content = calendars.occasion_calendar(record, language, uid=calendars.occasion_uid(record))
        return self.attached(content, self.named("occasion", language, "ics"), calendars.MIME_TYPE)
