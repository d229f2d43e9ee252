"""Files that come with the answers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import UntranslatedMixin
from forms.builder.blocks.questions.base import FILES, QuestionBlock, layout
from forms.builder.comparisons import PRESENCE

KINDS = [
    ("pdf", _("PDF")),
    ("image", _("Pictures (JPEG, PNG, WebP)")),
    ("document", _("Text documents (Word, OpenDocument)")),
    ("spreadsheet", _("Spreadsheets (Excel, OpenDocument)")),
    ("text", _("Plain text (TXT, CSV)")),
]


class KindsBlock(UntranslatedMixin, blocks.MultipleChoiceBlock):
    """Kinds of files, ticked."""


class FileQuestion(QuestionBlock):
    compared_as = PRESENCE

    prefill = autocomplete = None
    accept = KindsBlock(KINDS, label=_("Kinds of files"), default=["pdf", "image"], widget=forms.CheckboxSelectMultiple)
    max_files = blocks.IntegerBlock(label=_("How many files"), default=1, min_value=1, max_value=10)
    max_size_mb = blocks.IntegerBlock(label=_("Largest file, in megabytes"), default=10, min_value=1, max_value=50)

    class Meta:
        icon = "upload"
        label = _("File")
        group = FILES
        form_layout = layout("accept", "max_files", settings=("max_size_mb",))
