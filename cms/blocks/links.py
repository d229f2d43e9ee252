"""Blocks that lead somewhere: to a page of the site or to another site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from cms.blocks.headless import Context, page_out
from cms.languages import in_readers_language


class LinkValue(blocks.StructValue):
    """A link's address, that of the page's translation in the reader's language where there is one."""

    @property
    def href(self) -> str:
        page = self.target
        return page.url or "" if page else self.get("url", "")

    @property
    def target(self) -> Page | None:
        """The page that is led to, in the reader's language where there is a translation."""
        page: Page | None = self.get("page")
        return in_readers_language([page.pk])[page.pk] if page else None


class LinkBlock(blocks.StructBlock):
    """A link with its words; either a page or an address."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=300)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address of another site"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def get_api_representation(self, value: LinkValue, context: Context = None) -> dict[str, Any]:
        said: dict[str, Any] = super().get_api_representation(value, context=context)
        return said | {"page": page_out(value.target, context)}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = ValidationError(_("Choose a page or write an address, not both."))
            raise StructBlockValidationError(block_errors={"page": message})
        return cleaned


class CallToActionBlock(LinkBlock):
    """The one thing to do next."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    label = blocks.CharBlock(label=_("Button text"), max_length=60)
    title = None

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "components/blocks/call_to_action.html"
        value_class = LinkValue
