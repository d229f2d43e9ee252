"""One webhook in the admin: its secret, a test message, and what was sent to it of the site's content."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, InspectView
from wagtail.log_actions import log

from cms import outbox
from cms.webhooks import audit, rotation, sending
from cms.webhooks.models import ContentNotice, Webhook

PER_PAGE = 20
TEST = "webhook.test"


class WebhookAdd(CreateView):
    """Leads on to where the secret is, which the receiver needs."""

    success_message = gettext_lazy("The webhook “%(object)s” is added. Give its secret to the receiver, then test it.")

    def get_success_url(self) -> str:
        if not self.user_has_permission("change"):
            return super().get_success_url()
        return reverse("webhooks:inspect", args=[self.object.pk])


class WebhookDetail(InspectView):
    """For those who may change the webhook: from here it is made to send, and its secret is read."""

    any_permission_required = ["change"]
    template_name = "cms/webhooks/detail.html"

    def get_page_title(self) -> str:
        return self.object.name

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        all_of_them = {"url": reverse(self.index_url_name), "label": capfirst(Webhook._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, all_of_them, {"url": "", "label": self.object.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = Paginator(self.object.notices.all(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            webhook=self.object,
            signs_along=len(self.object.secrets) > 1,
            overlap_hours=settings.WEBHOOKS_FORMER_SECRET_HOURS,
            notices=shown.object_list,
            page_obj=shown,
            elided_page_range=shown.paginator.get_elided_page_range(shown.number),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "show_secret" in request.POST:
            return self._show_secret()
        if "rotate" in request.POST:
            rotation.rotate(self.object, user=request.user)
            messages.success(request, _("The secret is changed. Show it, and give it to the receiver."))
        elif "test" in request.POST:
            self._test()
        elif "send_again" in request.POST:
            self._send_again(request.POST["send_again"])
        return redirect(request.path)

    def _show_secret(self) -> HttpResponse:
        log(instance=self.object, action=audit.SHOWN, user=self.request.user)
        return self.render_to_response(self.get_context_data(secret=self.object.secret))

    def _test(self) -> None:
        log(instance=self.object, action=audit.TESTED, user=self.request.user)
        data = {"message": "A test message from the programme's website."}
        try:
            answer = sending.post(self.object, message_id=f"msg_test_{uuid4().hex}", event=TEST, data=data)
        except sending.NotDelivered as error:
            messages.error(self.request, _("The test message was not taken. %(error)s") % {"error": error})
        else:
            messages.success(self.request, _("The receiver took the test message: %(answer)s") % {"answer": answer})

    def _send_again(self, given: str) -> None:
        if not given.isdecimal():
            raise Http404
        notice = get_object_or_404(ContentNotice, pk=int(given), webhook=self.object)
        if not outbox.send_again(notice):
            messages.warning(self.request, _("This message is being sent right now."))
            return
        log(instance=self.object, action=audit.SENT_AGAIN, user=self.request.user)
        messages.success(self.request, _("The message is on its way once more."))
