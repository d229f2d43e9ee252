"""Where staff keep the versions of the symbol and of the data-protection description. One in use stays as it is."""

from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from partners.models import DataProtectionDescription, SymbolRelease
from partners.settled_records import SettledIndexView, UnsettledDeleteView, UnsettledEditView, is_in_use


class VersionViewSet(SnippetViewSet):
    """What both kinds of versions have in common."""

    index_view_class = SettledIndexView
    edit_view_class = UnsettledEditView
    delete_view_class = UnsettledDeleteView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "version",
        Column("valid_from", label=gettext_lazy("Valid from"), sort_key="valid_from"),
        BooleanColumn("is_in_use", label=gettext_lazy("In use"), accessor=is_in_use),
    ]


class SymbolViewSet(VersionViewSet):
    model = SymbolRelease
    icon = "image"
    menu_label = gettext_lazy("The symbol")


class DataProtectionViewSet(VersionViewSet):
    model = DataProtectionDescription
    icon = "lock"
    menu_label = gettext_lazy("Data protection")
