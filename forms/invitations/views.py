"""The invitations of one survey: who was invited, how far they are, and inviting more."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.generic import TemplateView
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from forms.invitations.people import InviteForm
from forms.models import Draft, Invitation, Submission, Survey, SurveyPage
from forms.page_views import SurveyView
from forms.services import inviting
from forms.services.invitations import OF_DRAFT

PER_PAGE = 50


def may_invite(page: Page, user: Any) -> bool:
    """Those who decide on the survey's answers: who is invited is known from them, and to no other editor."""
    if not isinstance(page, SurveyPage) or page.survey_id is None or not user.has_perm("surveys.change_submission"):
        return False
    return Survey.objects.readable_by(user).filter(pk=page.survey_id).exists()


class InvitationsItem(PageMenuItem):
    label = gettext_lazy("Invitations")
    icon_name = "mail"
    url_name = "survey_invitations"

    def is_shown(self, user: object) -> bool:
        return may_invite(self.page, user)


def with_progress(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Invitations with whether their answers were begun, and sent."""
    key = Concat(Value(OF_DRAFT), OuterRef("token_hash"))
    sent = Submission.objects.filter(survey=OuterRef("survey"), idempotency_key=key)
    return invitations.annotate(
        is_begun=Exists(Draft.objects.filter(token_hash=OuterRef("token_hash"))), is_sent=Exists(sent)
    )


def state_of(invitation: Any) -> str:
    """How far an invitation `with_progress` is, in words."""
    if invitation.is_sent:
        return _("Answers sent")
    if invitation.revoked_at:
        return _("Closed")
    if invitation.is_begun:
        return _("Answers begun")
    return _("Not begun") if invitation.is_valid else _("Ended")


class InvitationsView(SurveyView, TemplateView):
    """The list, and the form for more."""

    template_name = "forms/invitations/index.html"
    page_title = gettext_lazy("Invitations")
    header_icon = "mail"

    def may(self, page: Page) -> bool:
        return may_invite(page, self.request.user)

    @property
    def subject_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.survey_page.get_parent().pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invitations = with_progress(Invitation.objects.filter(survey=self.survey_page.survey_id))
        shown = Paginator(invitations, PER_PAGE).get_page(self.request.GET.get("p"))
        language = self.survey_page.locale.language_code
        return super().get_context_data(
            form=kwargs.pop("form", None) or InviteForm(initial={"language": language}),
            rows=[{"invitation": each, "state": state_of(each), "link": self._link(each)} for each in shown],
            page_obj=shown,
            elided_page_range=shown.paginator.get_elided_page_range(shown.number),
            **kwargs,
        )

    def _link(self, invitation: Invitation) -> str:
        with override(invitation.language):
            return f"{settings.BASE_URL}{reverse('surveys:invitation', args=[self.survey_page.key, invitation.token])}"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "close" in request.POST:
            inviting.revoke(self._chosen(request.POST["close"]), user=request.user)
            messages.success(request, _("The invitation is closed, and its link opens nothing more."))
        elif "send_again" in request.POST:
            inviting.send_again(self._chosen(request.POST["send_again"]), user=request.user)
            messages.success(request, _("The invitation is on its way once more."))
        else:
            return self._invite(InviteForm(request.POST))
        return redirect(request.path)

    def _chosen(self, given: str) -> Invitation:
        try:
            known = UUID(given)
        except ValueError as error:
            raise Http404 from error
        return get_object_or_404(Invitation, pk=known, survey=self.survey_page.survey_id, revoked_at=None)

    def _invite(self, form: InviteForm) -> HttpResponse:
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data
        last_day = given["expires_on"]
        made = inviting.invite(
            survey=self.survey_page.survey,
            invitees=given["people"],
            language=given["language"],
            expires_at=make_aware(datetime.combine(last_day + timedelta(days=1), time.min)) if last_day else None,
            user=self.request.user,
        )
        count = len(made)
        words = ngettext("%(count)d invitation made.", "%(count)d invitations made.", count) % {"count": count}
        messages.success(self.request, words)
        return redirect(self.request.path)
