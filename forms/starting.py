"""The admin's door for beginning a survey from one that is ready-made."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from forms import starters
from forms.engine.questions import QUESTION_TYPES
from forms.page_views import BelowPageView, may_add_surveys
from forms.services.starting import start_survey


class StartForm(forms.Form):
    """Which survey to begin from, and in which languages."""

    starter = forms.ChoiceField(label=gettext_lazy("Begin from"), widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Translations"),
        help_text=gettext_lazy("Each becomes a draft of its own, with its texts side by side with these."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, parent: Page, languages: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        language = parent.locale.language_code
        self.fields["starter"].choices = [
            (starter.key, _words(starter, language)) for starter in starters.all_starters()
        ]
        self.fields["languages"].choices = [(code, get_language_info(code)["name_translated"]) for code in languages]
        self.fields["languages"].initial = languages
        if not languages:
            del self.fields["languages"]


def _words(starter: starters.Starter, language: str) -> str:
    """The starter's title and what it asks, in the language of the pages."""
    definition = starter.definition(language)
    types = [QUESTION_TYPES[question["type"]] for step in definition["steps"] for question in step["questions"]]
    count = sum(question_type.asks for question_type in types)
    size = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    words = (definition["title"], size, starter.about[language])
    return format_html("<span><strong>{}</strong> · {}<br>{}</span>", *words)


class StartView(BelowPageView, FormView):
    """Makes a draft of a ready-made survey below a page."""

    form_class = StartForm
    template_name = "forms/builder/start.html"
    page_title = gettext_lazy("New survey from a ready-made one")
    header_icon = "form"

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"parent": self.parent, "languages": self.languages}

    def form_valid(self, form: StartForm) -> HttpResponse:
        starter = starters.get(form.cleaned_data["starter"])
        languages = form.cleaned_data.get("languages", [])
        page = start_survey(starter, parent=self.parent, user=self.request.user, languages=languages)
        messages.success(self.request, _("The survey “%(title)s” is here as a draft.") % {"title": page.draft_title})
        return redirect("wagtailadmin_pages:edit", page.pk)


class StartItem(PageMenuItem):
    """In the menu of a page that surveys can be below: begin one."""

    label = gettext_lazy("New survey from a ready-made one")
    icon_name = "form"
    url_name = "survey_start"

    def is_shown(self, user: object) -> bool:
        return may_add_surveys(self.page, user)
