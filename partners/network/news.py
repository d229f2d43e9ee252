"""Publishing news and inviting to a dialogue: each says whom it reaches before it is done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from partners import services
from partners.models import NewsKind, Partner, PartnerNews
from partners.states import IN_FORCE


class NewsDoor(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """For those who may change news: the piece of news of the address, or 404."""

    permission_policy = ModelPermissionPolicy(PartnerNews)
    permission_required = "change"

    @cached_property
    def news(self) -> PartnerNews:
        found: PartnerNews = get_object_or_404(PartnerNews, pk=self.kwargs["pk"])
        return found

    @cached_property
    def partners(self) -> list[Partner]:
        """Those whose commitment is in force."""
        return list(Partner.objects.filter(state__in=IN_FORCE).order_by("name"))

    def get_page_subtitle(self) -> str:
        return str(self.news)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailsnippets_partners_partnernews:list"), "label": _("News to partners")},
            {"url": "", "label": self.get_page_title()},
        ]


class PublishNewsView(NewsDoor):
    """Asks once more, saying how many get the letter, and then shows and sends the news."""

    template_name = "partners/admin/events/publish_news.html"
    header_icon = "mail"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.news.published_at:
            return redirect("wagtailsnippets_partners_partnernews:inspect", pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            count = services.publish_news(news=self.news, user=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("wagtailsnippets_partners_partnernews:inspect", pk)
        words = ngettext(
            "Published, and on its way to %(count)d partner.", "Published, and on its way to %(count)d partners.", count
        )
        messages.success(request, words % {"count": count})
        if self.news.kind == NewsKind.DIALOGUE:
            return redirect("news_dialogue", pk)
        return redirect("wagtailsnippets_partners_partnernews:list")

    def get_page_title(self) -> str:
        return _("Publish and send")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(news=self.news, count=len(self.partners), **kwargs)


class DialogueView(NewsDoor):
    """Who was invited to a market dialogue and when, and inviting more."""

    template_name = "partners/admin/events/dialogue.html"
    header_icon = "comment"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wanted = set(request.POST.getlist("partner"))
        chosen = [partner for partner in self.partners if str(partner.pk) in wanted]
        try:
            if not chosen:
                raise ValidationError(_("Tick those that you want to invite."))
            count = services.invite_to_dialogue(news=self.news, partners=chosen, user=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("news_dialogue", pk)
        words = ngettext("%(count)d organisation is invited.", "%(count)d organisations are invited.", count)
        messages.success(request, words % {"count": count})
        return redirect("news_dialogue", pk)

    def get_page_title(self) -> str:
        return _("Invite to dialogue")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invitations = list(self.news.invitations.select_related("partner", "invited_by").order_by("invited_at", "pk"))
        invited = {invitation.partner_id for invitation in invitations}
        return super().get_context_data(
            news=self.news,
            is_dialogue=self.news.kind == NewsKind.DIALOGUE,
            invitations=invitations,
            not_invited=[partner for partner in self.partners if partner.pk not in invited],
            **kwargs,
        )
