"""The admin's door for beginning a survey from one that is ready-made."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from forms import starters
from forms.models import SurveyPage
from forms.services.starting import languages_for, start_survey


class StartForm(forms.Form):
    """Which survey to begin from, and in which languages."""

    starter = forms.ChoiceField(label=gettext_lazy("Begin from"), widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Translations"),
        help_text=gettext_lazy("Each becomes a draft of its own, with its texts side by side with these."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, parent: Page, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        language = parent.locale.language_code
        self.fields["starter"].choices = [
            (starter.key, _words(starter, language)) for starter in starters.all_starters()
        ]
        others = languages_for(parent)
        self.fields["languages"].choices = [(code, get_language_info(code)["name_translated"]) for code in others]
        self.fields["languages"].initial = others
        if not others:
            del self.fields["languages"]


def _words(starter: starters.Starter, language: str) -> str:
    """The starter's title and what it asks, in the language of the pages."""
    definition = starter.definition(language)
    count = sum(len(step["questions"]) for step in definition["steps"])
    size = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    words = (definition["title"], size, starter.about[language])
    return format_html("<span><strong>{}</strong> · {}<br>{}</span>", *words)


class StartView(WagtailAdminTemplateMixin, FormView):
    """Makes a draft of a ready-made survey below a page."""

    form_class = StartForm
    template_name = "forms/builder/start.html"
    page_title = gettext_lazy("New survey from a ready-made one")
    header_icon = "form"

    @cached_property
    def parent(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["parent_id"]).specific

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_start(self.parent, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        parent = {
            "url": reverse("wagtailadmin_explore", args=[self.parent.pk]),
            "label": self.parent.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, parent, {"url": "", "label": str(self.page_title)}]

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"parent": self.parent}

    def form_valid(self, form: StartForm) -> HttpResponse:
        starter = starters.get(form.cleaned_data["starter"])
        languages = form.cleaned_data.get("languages", [])
        page = start_survey(starter, parent=self.parent, user=self.request.user, languages=languages)
        messages.success(self.request, _("The survey “%(title)s” is here as a draft.") % {"title": page.draft_title})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(action_url=self.request.path, parent=self.parent, **kwargs)


def may_start(parent: Page, user: object) -> bool:
    return SurveyPage.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()


class StartItem(PageMenuItem):
    """In the menu of a page that surveys can be below: begin one."""

    label = gettext_lazy("New survey from a ready-made one")
    icon_name = "form"
    url_name = "survey_start"

    def is_shown(self, user: object) -> bool:
        return may_start(self.page, user)
