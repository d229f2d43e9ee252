"""Taking a survey in: choose where it comes from, read what it would become, and make it a draft."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.page_views import BelowPageView, may_add_surveys
from forms.services.form_pages import find_form_page, form_of, form_pages
from forms.services.imports import Proposal, WhichForm, accept, propose
from forms.services.portable import ImportRefused, parse
from forms.transfer.choosing import DraftForm, SourceForm


class ImportView(BelowPageView, TemplateView):
    """Imports below a page. Nothing is kept between the steps: what was chosen travels along and is read again."""

    template_name = "forms/builder/import.html"
    page_title = gettext_lazy("Import a survey")
    header_icon = "upload"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**{"form": self.source_form(), "form_is_multipart": True, **kwargs})

    def source_form(self, *posted: object) -> SourceForm:
        return SourceForm(*posted, pages=form_pages(self.request.user))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = self.source_form(request.POST, request.FILES)
        carried = "source" in request.POST
        if not carried and not form.is_valid():
            return self.show(self.template_name, form=form)
        try:
            return self.look(request.POST.dict() if carried else form.chosen())
        except ImportRefused as refused:
            return self.show(self.template_name, refusal=refused.lines)

    def look(self, chosen: dict[str, str]) -> HttpResponse:
        """The report of what was chosen; the draft, where that is asked for."""
        among: Mapping[str, str] = {}
        proposal = None
        try:
            proposal = self.proposal(chosen)
        except WhichForm as which:
            among = which.forms
        if proposal and "create" in chosen:
            return self.create(proposal, self.request.POST.getlist("languages"))
        languages = list(proposal.translations) if proposal else []
        form = DraftForm(among=among, languages=languages, initial=chosen)
        carried = [(item, QUESTION_BLOCKS[item.type].label) for item in proposal.report.carried] if proposal else []
        return self.show("forms/builder/import_report.html", form=form, proposal=proposal, carried=carried)

    def show(self, template_name: str, **context: object) -> HttpResponse:
        return TemplateResponse(self.request, template_name, self.get_context_data(**context))

    def proposal(self, chosen: Mapping[str, str]) -> Proposal:
        """Raises ImportRefused, or WhichForm where there are several and none is chosen."""
        source = self.form_page(chosen["page"]) if chosen.get("page") else parse(chosen.get("source", ""))
        return propose(source, parent=self.parent, languages=self.languages, chosen=chosen.get("chosen", ""))

    def form_page(self, page_id: str) -> object:
        page = find_form_page(int(page_id)) if page_id.isdecimal() else None
        if page is None or not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return form_of(page)

    def create(self, proposal: Proposal, languages: list[str]) -> HttpResponse:
        wanted = [language for language in languages if language in proposal.translations]
        page, *_translations = accept(proposal, parent=self.parent, user=self.request.user, languages=wanted)
        messages.success(self.request, _("The survey “%(title)s” is here as a draft.") % {"title": page.draft_title})
        return redirect("wagtailadmin_pages:edit", page.pk)


class ImportItem(PageMenuItem):
    """In the menu of a page that surveys can be below: upload one."""

    label = gettext_lazy("Import a survey")
    icon_name = "upload"
    url_name = "survey_import"

    def is_shown(self, user: object) -> bool:
        return may_add_surveys(self.page, user)
