"""Records that stay as they are once others rest on them: news that was sent, versions that were accepted or signed."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView

from partners.models import DataProtectionDescription, PartnerNews, SymbolRelease

USED_BY = {SymbolRelease: ("acceptances", "downloads"), DataProtectionDescription: ("commitments",)}
"""The records that a version is in use by."""


def is_in_use(version: models.Model) -> bool:
    """Whether an organisation has accepted or signed this version."""
    return any(getattr(version, name).exists() for name in USED_BY[type(version)])


def why_settled(record: models.Model) -> str:
    """Why the record is only to be looked at now, and what to do instead; empty while it can be changed."""
    if isinstance(record, PartnerNews) and record.published_at:
        return _("This news has been sent and stays as it is. Correct it with a new piece of news.")
    if type(record) in USED_BY and is_in_use(record):
        words = _("Version %(version)s is in use and stays as it is. Make a new version instead.")
        return words % {"version": record}
    return ""


def keep_settled(
    request: HttpRequest, action_type: str, objects: Sequence[models.Model], action: object
) -> HttpResponse | None:
    """What Wagtail asks before it does something with many records: with a settled one among them none is deleted."""
    settled = next(((record, words) for record in objects if (words := why_settled(record))), None)
    if action_type != "delete" or settled is None:
        return None
    record, words = settled
    messages.error(request, words)
    return HttpResponseRedirect(reverse(f"wagtailsnippets_partners_{record._meta.model_name}:list"))


class SettledIndexView(IndexView):
    """A list that offers to change or delete only what is not settled."""

    def get_edit_url(self, instance: models.Model) -> str | None:
        return None if why_settled(instance) else super().get_edit_url(instance)

    def get_delete_url(self, instance: models.Model) -> str | None:
        return None if why_settled(instance) else super().get_delete_url(instance)


class UnsettledOnly:
    """Leads from the view of a settled record to where it can be read, and says why."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record = self.get_object()  # type: ignore[attr-defined]  # the view that this is mixed into
        if words := why_settled(record):
            messages.error(request, words)
            name = record._meta.model_name
            return HttpResponseRedirect(reverse(f"wagtailsnippets_partners_{name}:inspect", args=[record.pk]))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the same


class UnsettledEditView(UnsettledOnly, EditView):
    """Changes what is not settled."""


class UnsettledDeleteView(UnsettledOnly, DeleteView):
    """Takes away what is not settled."""
