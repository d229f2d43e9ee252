"""Where staff find the programme's records in the admin."""

import django_filters
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from partners.models import Award, Goal, GoalTemplate, Partner, Sector, Theme, Unit
from partners.states import PartnerState
from partners.symbol_viewsets import DataProtectionViewSet, SymbolViewSet


def case_url(partner: Partner) -> str:
    return reverse("partner_case", args=[partner.pk])


class PartnerIndexView(IndexView):
    """The list of partners, each with a way to its case, and the way to a new one."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons: list[HeaderButton] = super().header_buttons
        if self.request.user.has_perm("partners.add_partner"):
            new = HeaderButton(_("New case"), url=reverse("partner_new_case"), icon_name="plus")
            return [new, *buttons]
        return buttons

    def get_list_more_buttons(self, instance: Partner) -> list[Button]:
        case = Button(_("Open the case"), url=case_url(instance), icon_name="tasks", priority=5)
        return [case, *super().get_list_more_buttons(instance)]


class PartnerEditView(EditView):
    """A partner's words and data, with a way to its case."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Open the case"), url=case_url(self.object), icon_name="tasks")]


class PartnerFilterSet(WagtailFilterSet):
    """Narrows the list; several states at once, such as all cases that are not signed yet."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=PartnerState.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Partner
        fields = ["state", "sector", "organisation_type", "contact_language", "live"]


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    index_view_class = PartnerIndexView
    edit_view_class = PartnerEditView
    copy_view_enabled = False
    list_display = [
        "name",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("sector", label=_("Sector"), accessor="sector"),
        Column("signed_on", label=_("Signed on"), sort_key="signed_on"),
        BooleanColumn("is_public", label=_("Shown to visitors")),
        DateColumn("changed", label=_("Changed"), sort_key="changed"),
    ]
    filterset_class = PartnerFilterSet
    list_export = [
        "name",
        "business_id",
        "state",
        "sector",
        "contact_name",
        "contact_email",
        "contact_language",
        "signed_on",
    ]
    inspect_view_enabled = True

    def get_queryset(self, request: object) -> object:
        return Partner.objects.select_related("sector")


class GoalViewSet(SnippetViewSet):
    model = Goal
    icon = "thumbtack"
    menu_label = _("Goals")
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("partner", label=_("Partner"), accessor="partner"),
        Column("theme", label=_("Theme"), accessor="theme"),
        Column("target_year", label=_("Target year"), sort_key="target_year"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
    ]
    list_filter = ["state", "theme", "partner", "target_year"]

    def get_queryset(self, request: object) -> object:
        return Goal.objects.select_related("partner", "theme")


class AwardViewSet(SnippetViewSet):
    model = Award
    icon = "pick"
    menu_label = _("Awards")
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("partner", label=_("Partner"), accessor="partner"),
        BooleanColumn("live", label=_("Published")),
        UpdatedAtColumn(),
    ]
    list_filter = ["year", "live"]

    def get_queryset(self, request: object) -> object:
        return Award.objects.select_related("partner")


class GoalTemplateViewSet(SnippetViewSet):
    model = GoalTemplate
    icon = "folder-open-inverse"
    menu_label = _("Goal library")
    list_display = [
        "code",
        Column("title", label=_("Title")),
        Column("theme", label=_("Theme"), accessor="theme"),
        Column("horizon", label=_("Horizon"), accessor="get_horizon_display"),
        Column("unit", label=_("Unit"), accessor="unit"),
    ]
    list_filter = ["theme", "horizon", "target_mode", "all_sectors"]
    list_per_page = 50

    def get_queryset(self, request: object) -> object:
        return GoalTemplate.objects.select_related("theme", "unit")


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ["name", "key", "order"]


class SectorViewSet(SnippetViewSet):
    model = Sector
    icon = "site"
    menu_label = _("Sectors")
    list_display = ["name", "key", "order"]


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "decimal"
    menu_label = _("Units")
    list_display = ["label", "code"]


class ProgrammeGroup(SnippetViewSetGroup):
    """Everything of the programme under one menu item."""

    menu_label = _("Partner programme")
    menu_name = "partner-programme"
    menu_icon = "group"
    menu_order = 150
    items = (
        PartnerViewSet,
        GoalViewSet,
        AwardViewSet,
        GoalTemplateViewSet,
        ThemeViewSet,
        SectorViewSet,
        UnitViewSet,
        SymbolViewSet,
        DataProtectionViewSet,
    )
