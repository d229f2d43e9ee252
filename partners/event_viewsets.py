"""Where staff keep events, news to partners, and candidates for the award."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import (
    EditView,
    IndexView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from partners import services
from partners.models import AwardCandidate, Event, NewsKind, PartnerNews
from partners.settled_records import SettledIndexView, UnsettledDeleteView, UnsettledEditView


def sign_ups_url(event: Event) -> str:
    return reverse("event_sign_ups", args=[event.pk])


def award_url(candidate: AwardCandidate) -> str:
    """The place on the partner's case where the award is given."""
    return f"{reverse('partner_case', args=[candidate.partner_id])}#award"


def publish_url(news: PartnerNews) -> str:
    return reverse("news_publish", args=[news.pk])


def dialogue_url(news: PartnerNews) -> str:
    return reverse("news_dialogue", args=[news.pk])


def is_dialogue_sent(news: PartnerNews) -> bool:
    return news.published_at is not None and news.kind == NewsKind.DIALOGUE


def places(event: Event) -> str:
    """How many have a place, of how many."""
    return str(event.taken) if event.capacity is None else f"{event.taken} / {event.capacity}"


def when(event: Event) -> str:
    return str(date_format(localtime(event.starts_at), "SHORT_DATETIME_FORMAT"))


class EventIndexView(IndexView):
    """The list of events, each with a way to its sign-ups."""

    def get_list_more_buttons(self, instance: Event) -> list[Button]:
        button = Button(_("Sign-ups"), url=sign_ups_url(instance), icon_name="group", priority=5)
        return [button, *super().get_list_more_buttons(instance)]


class EventEditView(EditView):
    """An event's words, time and places. Those who wait get places that are added."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Sign-ups"), url=sign_ups_url(self.object), icon_name="group")]

    def save_instance(self) -> Event:
        event: Event = super().save_instance()
        services.fill_places(event=event)
        return event


class EventViewSet(SnippetViewSet):
    model = Event
    icon = "date"
    menu_label = gettext_lazy("Events")
    index_view_class = EventIndexView
    edit_view_class = EventEditView
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("starts_at", label=gettext_lazy("When"), accessor=when, sort_key="starts_at"),
        Column("places", label=gettext_lazy("Sign-ups"), accessor=places),
        Column("waiting", label=gettext_lazy("Waiting"), accessor="waiting"),
        BooleanColumn("is_public", label=gettext_lazy("Shown to visitors")),
    ]
    list_filter = ["kind", "is_public"]

    def get_queryset(self, request: object) -> object:
        return Event.objects.with_places()


class NewsIndexView(SettledIndexView):
    """The list of news. What has been sent can be read, and its dialogue opened."""

    def get_list_more_buttons(self, instance: PartnerNews) -> list[Button]:
        buttons = super().get_list_more_buttons(instance)
        if instance.published_at is None:
            publish = Button(_("Publish and send"), url=publish_url(instance), icon_name="mail", priority=5)
            return [publish, *buttons]
        if is_dialogue_sent(instance):
            invite = Button(_("Invite to dialogue"), url=dialogue_url(instance), icon_name="comment", priority=5)
            return [invite, *buttons]
        return buttons


class NewsEditView(UnsettledEditView):
    """Changes what nobody has been sent yet, with a way to publish it."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Publish and send"), url=publish_url(self.object), icon_name="mail")]


class NewsInspectView(InspectView):
    """A piece of news as it was sent."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not is_dialogue_sent(self.object):
            return []
        return [HeaderButton(_("Invite to dialogue"), url=dialogue_url(self.object), icon_name="comment")]


class PartnerNewsViewSet(SnippetViewSet):
    model = PartnerNews
    icon = "mail"
    menu_label = gettext_lazy("News to partners")
    index_view_class = NewsIndexView
    edit_view_class = NewsEditView
    delete_view_class = UnsettledDeleteView
    inspect_view_class = NewsInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("kind", label=gettext_lazy("About"), accessor="get_kind_display", sort_key="kind"),
        DateColumn("published_at", label=gettext_lazy("Published"), sort_key="published_at"),
        Column("respond_by", label=gettext_lazy("Answer by"), sort_key="respond_by"),
    ]
    list_filter = ["kind"]


class CandidateIndexView(IndexView):
    """The candidates, each with a way to where the award is given."""

    def get_list_more_buttons(self, instance: AwardCandidate) -> list[Button]:
        award = Button(_("Give the award"), url=award_url(instance), icon_name="pick", priority=5)
        return [award, *super().get_list_more_buttons(instance)]


class CandidateEditView(EditView):
    """A candidacy with the jury's notes."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Give the award"), url=award_url(self.object), icon_name="pick")]


class AwardCandidateViewSet(SnippetViewSet):
    model = AwardCandidate
    icon = "pick"
    menu_label = gettext_lazy("Award candidates")
    index_view_class = CandidateIndexView
    edit_view_class = CandidateEditView
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("proposed_by", label=gettext_lazy("Proposed by")),
        Column("reason", label=gettext_lazy("Why")),
    ]
    list_filter = ["year"]

    def get_queryset(self, request: object) -> object:
        return AwardCandidate.objects.select_related("partner")


class NetworkGroup(SnippetViewSetGroup):
    """What the network does together, under one menu item."""

    menu_label = gettext_lazy("Network")
    menu_name = "partner-network"
    menu_icon = "calendar-alt"
    menu_order = 155
    items = (EventViewSet, PartnerNewsViewSet, AwardCandidateViewSet)
