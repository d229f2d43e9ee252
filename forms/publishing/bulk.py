"""Several pages at once: what has to be looked at is not published unseen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from forms.models import SurveyPage
from forms.publishing.deleting import tell_what_stays
from forms.publishing.review import wants_a_look
from forms.services.versions import NotPublishable


def before_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Wagtail's hook `before_bulk_action`: takes surveys that change what is asked out of those to publish."""
    if action_type == "delete":
        tell_what_stays(request, [page for page in objects if isinstance(page, Page)])
    if action_type != "publish":
        return None
    left_out = [page for page in objects if isinstance(page, Page) and _must_be_seen(request, page)]
    for page in left_out:
        objects.remove(page)
    return redirect(action.next_url) if left_out and not objects else None


def _must_be_seen(request: HttpRequest, page: Page) -> bool:
    """Whether `page` has to be published by itself; then the editor is told so, or what keeps it from being."""
    survey = page.specific
    if not isinstance(survey, SurveyPage) or survey.alias_of_id is not None:
        return False
    title = {"title": page.get_admin_display_title()}
    edit = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))]
    try:
        needed = wants_a_look(survey.get_latest_revision_as_object())
    except NotPublishable as error:
        problems = "".join(f" {line}" for line in error.lines)
        messages.error(request, _("“%(title)s” cannot be published yet.") % title + problems, buttons=edit)
        return True
    if needed:
        words = _("“%(title)s” changes what is asked. Publish it by itself, where you see what changes for whom.")
        messages.warning(request, words % title, buttons=edit)
    return needed
