"""What is asked while a survey is imported: where it comes from, and then what is to be made of it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page

from forms.services.portable import MAX_BYTES, parse


class SourceForm(forms.Form):
    """A file, or a form page of this site where it has any."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A JSON file: a survey that was exported here, a SurveyJS survey, or the form pages of another Wagtail "
            "site as “manage.py dumpdata” writes them."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        required=False,
    )
    page = forms.ChoiceField(label=gettext_lazy("Or a form page of this site"), required=False)

    def __init__(self, *args: object, pages: Iterable[Page], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(page.pk), page.get_admin_display_title()) for page in pages]
        self.fields["page"].choices = [("", "–"), *found]
        if not found:
            del self.fields["page"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["file"] and not cleaned.get("page"):
            self.add_error("file", _("Choose a file."))
        return cleaned

    def chosen(self) -> dict[str, str]:
        """What was chosen, as `DraftForm` carries it along. Raises ImportRefused for a file that cannot be read."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return {"page": self.cleaned_data["page"]}
        return {"source": json.dumps(parse(file.read(MAX_BYTES + 1)), separators=(",", ":"))}


class DraftForm(forms.Form):
    """What was chosen, carried along while its report is read, and the languages to make it in.

    `among` are the forms to choose from where a file has several, by what names them.
    """

    source = forms.CharField(widget=forms.HiddenInput)
    page = forms.CharField(widget=forms.HiddenInput)
    chosen = forms.CharField(label=gettext_lazy("The form to import"), widget=forms.HiddenInput)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Translations"),
        help_text=gettext_lazy("The texts are there in these languages too. Each becomes a draft of its own."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, among: Mapping[str, str], languages: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if among:
            self.fields["chosen"].widget = forms.Select(choices=list(among.items()))
        named = [(code, get_language_info(code)["name_translated"]) for code in languages]
        self.fields["languages"].choices = named
        self.fields["languages"].initial = languages
        if not languages:
            del self.fields["languages"]
