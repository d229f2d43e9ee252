"""The form pages of `wagtail.contrib.forms` on this site, where it has any.

They are told by what they can do: the app may not be installed, and then its models cannot even be imported.
"""

from typing import Any

from django.db.models import CharField, TextField
from wagtail.models import Page, get_page_models
from wagtail.rich_text import expand_db_html

from cms.models import User
from forms.importers.contrib_forms import ContribField, ContribForm
from forms.importers.fixture import MAIL, MOST_FIELDS, is_text

MOST_PAGES = 200


def form_pages(user: User) -> list[Page]:
    """The form pages that `user` may edit, by title."""
    models = [model for model in get_page_models() if hasattr(model, "get_form_fields")]
    if not models:
        return []
    pages = Page.objects.type(*models).order_by("title").specific()[:MOST_PAGES]
    return [page for page in pages if page.permissions_for_user(user).can_edit()]


def find_form_page(page_id: int) -> Page | None:
    page = Page.objects.filter(pk=page_id).specific().first()
    return page if hasattr(page, "get_form_fields") else None


def form_of(page: Page) -> ContribForm:
    """The form page as it stands in the editor."""
    found: Any = page.get_latest_revision_as_object()
    common = {field.name for field in Page._meta.get_fields()}
    own = [field for field in found._meta.fields if field.name not in common]
    texts = {field.name: _text(found, field.name) for field in own if isinstance(field, CharField | TextField)}
    return ContribForm(
        title=found.title,
        fields=tuple(_field(field) for field in list(found.get_form_fields())[:MOST_FIELDS]),
        language=found.locale.language_code,
        texts={name: expand_db_html(text) for name, text in texts.items() if name not in MAIL and is_text(name, text)},
        mail={name: texts[name] for name in MAIL if texts.get(name)},
        submissions=found.get_submission_class()._default_manager.filter(page=page).count(),
    )


def _field(field: Any) -> ContribField:
    texts = {name: _text(field, name) for name in ContribField.__dataclass_fields__ if name != "required"}
    return ContribField(**texts, required=bool(field.required))


def _text(holder: Any, name: str) -> str:
    return str(getattr(holder, name, "") or "")
