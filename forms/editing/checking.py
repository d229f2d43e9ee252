"""Looks at a survey while it is being edited: the editor's form is posted as it stands, and nothing is kept of it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import cached_property
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from forms.editing.languages import languages
from forms.editing.looking import look
from forms.models import SurveyPage


class CheckView(PreviewOnEditView):
    """The form of a page that is there, built and permitted as for its preview."""

    http_method_names = ("post",)

    def get_object(self) -> SurveyPage:
        page = super().get_object()
        if not isinstance(page, SurveyPage):
            raise Http404
        return page

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            # The form for a page that is not there yet would be validated twice by its own view.
            found = look(PreviewOnEditView.get_form(self, request.POST))
        except MultiValueDictKeyError as error:
            raise BadRequest("not what the editor posts") from error
        context = {"look": found, "languages": languages(self.object, request.user) if self.object.pk else []}
        return render(request, "forms/builder/problems.html", context)


class CheckNewView(CheckView, PreviewOnCreateView):
    """The form of a page that is not there yet."""

    @cached_property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(SurveyPage)
