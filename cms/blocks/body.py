"""The body of a page: the blocks that communications staff build it from."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.headless import Context, image_out, person_out
from cms.blocks.links import CallToActionBlock, LinkBlock

INLINE = ["bold", "italic", "link"]
TEXT = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "document-link"]


class StepMarkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=[*INLINE, "ul"])

    class Meta:
        icon = "circle-check"
        label = _("Step mark")


class StepMarksBlock(blocks.StructBlock):
    """Numbered steps, drawn as the path."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    steps = blocks.ListBlock(StepMarkBlock(), label=_("Step marks"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("Numbered step marks")
        template = "components/blocks/step_marks.html"


class BenefitBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=400)

    class Meta:
        icon = "tick"
        label = _("Benefit")


class BenefitsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(BenefitBlock(), label=_("Benefits"), min_num=1)

    class Meta:
        icon = "pick"
        label = _("Benefits")
        template = "components/blocks/benefits.html"


class ContactBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    person = SnippetChooserBlock("cms.ContactPerson", label=_("Contact person"))

    class Meta:
        icon = "user"
        label = _("Contact person")
        template = "components/blocks/contact.html"

    def get_api_representation(self, value: blocks.StructValue, context: Context = None) -> dict[str, Any]:
        return {"heading": value["heading"], "person": person_out(value["person"])}


class ReadMoreBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Read-more links")
        template = "components/blocks/read_more.html"


class FactBlock(blocks.StructBlock):
    figure = blocks.CharBlock(label=_("Figure"), max_length=20)
    label = blocks.CharBlock(label=_("What the figure says"), max_length=160)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=160)

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "info-circle"
        label = _("Facts")
        template = "components/blocks/facts.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "components/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Text for those who do not see the image"),
        help_text=_("Leave empty if the image only decorates."),
        required=False,
        max_length=250,
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "components/blocks/image.html"

    def get_api_representation(self, value: blocks.StructValue, context: Context = None) -> dict[str, Any]:
        return {"image": image_out(value["image"]), "alt": value["alt"], "caption": value["caption"]}


class PartnerWallBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    limit = blocks.IntegerBlock(label=_("How many partners"), min_value=1, max_value=48, default=6)

    class Meta:
        icon = "group"
        label = _("Partner wall")
        template = "components/blocks/partner_wall.html"


class BodyBlock(blocks.StreamBlock):
    """Everything that a page's body can hold."""

    rich_text = blocks.RichTextBlock(
        label=_("Text"), features=TEXT, icon="pilcrow", template="components/blocks/rich_text.html"
    )
    step_marks = StepMarksBlock()
    benefits = BenefitsBlock()
    facts = FactsBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    read_more = ReadMoreBlock()
    contact = ContactBlock()
    partner_wall = PartnerWallBlock()
    call_to_action = CallToActionBlock()
