"""Where staff keep the versions of the symbol and of the data-protection description. One in use stays as it is."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from partners.models import DataProtectionDescription, SymbolRelease

USED_BY = {SymbolRelease: ("acceptances", "downloads"), DataProtectionDescription: ("commitments",)}
"""The records that a version is in use by."""


def is_in_use(version: models.Model) -> bool:
    """Whether an organisation has accepted or signed this version."""
    return any(getattr(version, name).exists() for name in USED_BY[type(version)])


class VersionIndexView(IndexView):
    """The versions, each with whether it is in use."""

    def get_edit_url(self, instance: models.Model) -> str | None:
        return None if is_in_use(instance) else super().get_edit_url(instance)

    def get_delete_url(self, instance: models.Model) -> str | None:
        return None if is_in_use(instance) else super().get_delete_url(instance)


class UnusedOnly:
    """Lets a version in use be looked at only, and says what to do instead."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        version = self.get_object()  # type: ignore[attr-defined]  # the view that this is mixed into
        if is_in_use(version):
            words = _("Version %(version)s is in use and stays as it is. Make a new version instead.")
            messages.error(request, words % {"version": version})
            name = version._meta.model_name
            return HttpResponseRedirect(reverse(f"wagtailsnippets_partners_{name}:inspect", args=[version.pk]))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the same


class VersionEditView(UnusedOnly, EditView):
    """Changes a version that nobody has accepted yet."""


class VersionDeleteView(UnusedOnly, DeleteView):
    """Takes a version away that nobody has accepted yet."""


class VersionViewSet(SnippetViewSet):
    """What both kinds of versions have in common."""

    index_view_class = VersionIndexView
    edit_view_class = VersionEditView
    delete_view_class = VersionDeleteView
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
