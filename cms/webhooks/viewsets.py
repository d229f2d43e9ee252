"""Where webhooks live in the admin: under Settings, for those who have the rights of the model."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.webhooks.forms import WebhookForm
from cms.webhooks.models import ContentNotice, Webhook
from cms.webhooks.views import WebhookAdd, WebhookDetail


class WebhookList(IndexView):
    """With when each was last told of content, and how that went."""

    def get_base_queryset(self) -> QuerySet[Webhook]:
        latest = ContentNotice.objects.filter(webhook=OuterRef("pk")).order_by("-created_at", "-pk")
        return (
            super()
            .get_base_queryset()
            .annotate(
                last_notice_at=Subquery(latest.values("created_at")[:1]),
                last_notice_state=Subquery(latest.values("state")[:1]),
            )
        )


def last_state(webhook: Any) -> str:
    """How the last notice of a webhook from `WebhookList` went, in words."""
    state = webhook.last_notice_state
    return str(ContentNotice.State(state).label) if state else ""


class WebhookViewSet(ModelViewSet):
    """The list leads to the page of a webhook; from there one goes on to its form."""

    model = Webhook
    name = "webhooks"
    icon = "link-external"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = WebhookList
    add_view_class = WebhookAdd
    inspect_view_class = WebhookDetail
    inspect_template_name = WebhookDetail.template_name
    search_fields = None
    list_display = (
        "name",
        Column("url", label=_("Address")),
        BooleanColumn("is_active", label=_("In use")),
        DateColumn("last_notice_at", label=_("Last notice")),
        Column("last_notice_state", label=_("State"), accessor=last_state),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            MultiFieldPanel([FieldPanel("with_answers"), FieldPanel("on_content")], heading=_("What is sent")),
            FieldPanel("is_active"),
        ],
        base_form_class=WebhookForm,
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(edit_url_name=None, **kwargs)


webhooks = WebhookViewSet()
