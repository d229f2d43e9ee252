"""The inbox's two views: the list, and one submission."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from forms import presentation
from forms.engine.evaluate import evaluate
from forms.inbox import correcting, deliveries
from forms.inbox.about import AboutSubmission, MayReadSubmissions
from forms.inbox.files import sent_files
from forms.inbox.links import links
from forms.inbox.surveys import titles
from forms.models import Delivery, Submission
from forms.services.reviews import review


def state_words(submission: Submission) -> str:
    """The state, and whether the answers have been corrected."""
    state = str(submission.get_state_display())
    return _("%(state)s · corrected") % {"state": state} if submission.revision > 1 else state


class SubmissionFilterSet(WagtailFilterSet):
    """Narrows the list by survey, state, language, door and date."""

    survey = django_filters.ChoiceFilter(
        label=gettext_lazy("Survey"), widget=forms.RadioSelect, empty_label=gettext_lazy("All")
    )
    language = django_filters.ChoiceFilter(
        field_name="version__locale",
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    received_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Received"), widget=DateRangePickerWidget)

    class Meta:
        model = Submission
        fields = ["survey", "state", "language", "door", "received_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["survey"].extra["choices"] = titles(self.request.user)


class SubmissionList(MayReadSubmissions, IndexView):
    """Every submission that the reader may see, newest first, of all surveys and languages."""

    model = Submission
    page_title = gettext_lazy("Inbox")
    header_icon = "mail"
    filterset_class = SubmissionFilterSet
    search_fields = ("title", "id")
    default_ordering = "-received_at"
    paginate_by = 50
    is_export = False
    show_export_buttons = False
    columns = (
        TitleColumn("title", label=gettext_lazy("From"), accessor="name", url_name="surveys_inbox:submission"),
        Column("reference", label=gettext_lazy("Reference")),
        Column("survey", label=gettext_lazy("Survey"), accessor="version.form.title"),
        Column("version", label=gettext_lazy("Version"), accessor="version_words"),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor=state_words,
            primary=lambda submission: submission.state == Submission.State.NEW,
        ),
        DateColumn("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
    )

    def get_base_queryset(self) -> QuerySet[Submission]:
        readable = Submission.objects.readable_by(self.request.user).with_version()
        # A page of long answers is megabytes, and of a definition only the title is shown, which is remembered.
        return readable.defer("answers", "scores", "version__definition")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Deliveries"), url=reverse("surveys_inbox:deliveries"), icon_name="redirect")]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    @cached_property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return _("Nothing here matches. Search for less, or take away a filter.")
        return _("No answers have come in yet. They are here as soon as somebody sends in a survey.")


class ReviewForm(forms.ModelForm):
    """What staff decide, and what they want to remember."""

    class Meta:
        model = Submission
        fields = ("state", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A submission is put into correction by asking for one, not by choosing the state."""
        super().__init__(*args, **kwargs)
        if self.instance.state != Submission.State.RETURNED:
            returned = Submission.State.RETURNED
            self.fields["state"].choices = [choice for choice in Submission.State.choices if choice[0] != returned]


class SubmissionDetail(AboutSubmission, TemplateView):
    """One submission: its answers by the labels of its own version, its result, its deliveries, staff's decision."""

    template_name = "forms/inbox/submission.html"
    page_title = gettext_lazy("Submission")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        inbox = {"url": reverse("surveys_inbox:index"), "label": _("Inbox")}
        return [*self.breadcrumbs_items, inbox, {"url": "", "label": self.submission.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.submission.form
        outcome = evaluate(form, self.submission.answers)
        modes = {mode.value: mode.label for mode in form.modes}
        requests = correcting.requests_of(self.submission)
        return super().get_context_data(
            submission=self.submission,
            state=state_words(self.submission),
            survey_title=form.title,
            mode=modes.get(self.submission.mode, ""),
            sections=presentation.answer_sections(form, outcome),
            result=presentation.result(form, outcome),
            texts=form.result,
            files=sent_files(self.submission),
            deliveries=[
                {"row": row, "name": deliveries.name_of(row), "next_at": deliveries.next_attempt(row)}
                for row in deliveries.with_target_names(self.submission.deliveries.all())
            ],
            links=links(self.submission, self.request.user),
            may_review=self._may_review(),
            corrections=requests,
            may_ask=self._may_review() and not any(one["row"].is_open for one in requests),
            review_form=kwargs.pop("review_form", None) or ReviewForm(instance=self.submission),
            **kwargs,
        )

    def _may_review(self) -> bool:
        return self.request.user.has_perm("surveys.change_submission")

    def _delivery(self, key: str) -> Delivery:
        for delivery in self.submission.deliveries.all():
            if str(delivery.pk) == key:
                return delivery
        raise Http404

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self._may_review():
            raise PermissionDenied
        if "send_again" in request.POST:
            deliveries.send(request, self._delivery(request.POST["send_again"]))
            return redirect("surveys_inbox:submission", self.submission.pk)
        if "withdraw" in request.POST:
            correcting.withdraw(request, self.submission, request.POST["withdraw"])
            return redirect("surveys_inbox:submission", self.submission.pk)
        form = ReviewForm(request.POST, instance=Submission(state=self.submission.state))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(review_form=form))
        review(submission=self.submission, user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("surveys_inbox:submission", self.submission.pk)
