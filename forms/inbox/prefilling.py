"""Making a link that fills in a survey with the answers of a submission."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.generic import TemplateView

from forms.inbox.about import AboutSubmission
from forms.models import Submission, SurveyPage
from forms.services import prefills


class LinkForm(forms.Form):
    """Which survey to fill in, with which answers, for how long."""

    survey = forms.ChoiceField(label=gettext_lazy("Survey to fill in"))
    questions = forms.MultipleChoiceField(label=gettext_lazy("Answers to fill in"), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(
        label=gettext_lazy("Days that the link works"), min_value=1, max_value=prefills.MOST_DAYS, initial=30
    )

    def __init__(self, submission: Submission, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submission = submission
        answered = prefills.answered(submission)
        self.pages = _pages(submission, {question.key for question in answered})
        self.fields["survey"].choices = [(key, page.title) for key, page in self.pages.items()]
        self.fields["questions"].choices = [(question.key, question.label) for question in answered]
        self.fields["survey"].initial = submission.survey.key
        self.fields["questions"].initial = [question.key for question in answered]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        page = self.pages.get(data.get("survey", ""))
        if page and data.get("questions"):
            filled = prefills.chosen(self.submission, data["questions"], page.live_version.form)
            if not filled:
                self.add_error("questions", _("That survey can take none of these answers. Choose others."))
        return data


def _pages(submission: Submission, keys: set[str]) -> dict[str, SurveyPage]:
    """By key the open surveys that ask something of `keys`, in the submission's language where they are in it."""
    found: dict[str, SurveyPage] = {}
    for page in SurveyPage.objects.open().select_related("locale").order_by("title"):
        fitting = page.live_version.locale == submission.version.locale
        if (fitting or page.key not in found) and keys & page.live_version.form.by_key.keys():
            found[page.key] = page
    return found


class PrefillView(AboutSubmission, TemplateView):
    """The choice, and after it the link, shown this once."""

    template_name = "forms/inbox/prefilling.html"
    page_title = gettext_lazy("Link with answers")
    header_icon = "link"
    permission = "surveys.change_submission"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or LinkForm(self.submission)
        return super().get_context_data(form=form, back_url=self.submission_url, **kwargs)

    @sensitive_variables("link")
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = LinkForm(self.submission, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        link = prefills.make_link(
            submission=self.submission,
            page=form.pages[chosen["survey"]],
            keys=chosen["questions"],
            days=chosen["days"],
            user=request.user,
        )
        return self.render_to_response(self.get_context_data(form=form, link=link, days=chosen["days"]))
