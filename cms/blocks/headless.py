"""What blocks say to other front ends of what they point at: enough to show it without asking again."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from cms.models import ContactPerson, SiteImage

Context = Mapping[str, Any] | None
"""What the API knows of the request; `request` is in it."""


def page_out(page: Page | None, context: Context = None) -> dict[str, Any] | None:
    """A page as links have it; None where none is chosen, or the chosen one is not published."""
    if page is None or not page.live:
        return None
    request = context["request"] if context else None
    return {
        "id": page.pk,
        "type": page.specific_class._meta.label,
        "title": page.title,
        "locale": page.locale.language_code,
        "html_url": page.get_full_url(request),
    }


def image_out(image: SiteImage | None) -> dict[str, Any] | None:
    """An image with the files that it is shown in."""
    if image is None:
        return None
    return {"id": image.pk, "title": image.title, "description": image.description, "sources": image.sources}


def person_out(person: ContactPerson | None) -> dict[str, Any] | None:
    """A contact person, with the title in the active language and in all."""
    if person is None:
        return None
    roles = {language: getattr(person, f"role_{language}") for language in ("sv", "fi", "en")}
    return {
        "id": person.pk,
        "name": person.name,
        "role": person.role,
        "roles": roles,
        "email": person.email,
        "phone": person.phone,
    }
