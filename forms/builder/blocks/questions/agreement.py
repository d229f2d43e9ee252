"""Things that are agreed to, and a name in place of a signature. No link may agree for somebody: none is prefilled."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.questions.base import AGREEMENTS, QuestionBlock, layout
from forms.builder.comparisons import PRESENCE


class ConsentQuestion(QuestionBlock):
    compared_as = PRESENCE

    prefill = autocomplete = None
    statement = blocks.TextBlock(
        label=_("Words beside the box"),
        help_text=_("What is agreed to. The very words are kept with the answer."),
        max_length=5000,
        rows=2,
    )

    class Meta:
        icon = "success"
        label = _("Consent")
        group = AGREEMENTS
        form_layout = layout("statement")


class AcknowledgementQuestion(ConsentQuestion):
    document = blocks.CharBlock(label=_("Name of the document"), max_length=300)
    document_version = blocks.CharBlock(
        label=_("Version of the document"), help_text=_("Such as 2026-11 or 3."), max_length=64
    )
    document_url = blocks.CharBlock(
        label=_("Address of the document"),
        help_text=_("Beginning with https:// or with a slash for a page of this site."),
        required=False,
        max_length=2000,
    )

    class Meta:
        icon = "doc-full"
        label = _("Document that was read")
        form_layout = layout("statement", "document", "document_version", "document_url")


class SignatureNameQuestion(QuestionBlock):
    prefill = None

    class Meta:
        icon = "edit"
        label = _("Name as a signature")
        group = AGREEMENTS
