"""The forms of an organisation's own page."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.translated import LANGUAGES
from forms.engine.errors import AnswerError
from forms.files.inspect import Inspected, inspect
from forms.files.refused import UploadRefused
from forms.messages import answer_error
from partners.models import Partner

LOGO_TYPES = ("image/png", "image/jpeg", "image/webp", "image/avif")
LOGO_MAX_MB = 4
REQUIRED = gettext_lazy("Fill in this field.")
EMAIL_ERRORS = {
    "required": gettext_lazy("Write an e-mail address."),
    "invalid": gettext_lazy("Write an e-mail address such as name@example.com."),
}


def summary(form: forms.BaseForm) -> list[dict[str, str]]:
    """What to mend, each with a link to its control; as `components/error_summary.html` reads it."""
    return [
        {"href": f"#{_control_of(form[name])}" if name in form.fields else "#main", "message": message}
        for name, messages in form.errors.items()
        for message in messages
    ]


def _control_of(field: forms.BoundField) -> str:
    """A group of radios has no control of its own: its first choice is where the link leads."""
    return field.id_for_label or f"{field.auto_id}_0"


class PlainForm(forms.Form):
    """Controls that look like the site's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect | forms.CheckboxInput | forms.FileInput):
                field.widget.attrs.setdefault("class", "field")
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = REQUIRED


class DetailsForm(PlainForm):
    """What the organisation may change without asking anybody."""

    contact_name = forms.CharField(
        label=gettext_lazy("Contact person"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Our letters come here. A new address is sent a link of its own to this page."),
        error_messages=EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    contact_language = forms.ChoiceField(
        label=gettext_lazy("Language of our letters"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("Shown to visitors on your partner page."),
        error_messages={"invalid": gettext_lazy("Write an address such as https://example.com.")},
        widget=forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )

    def clean_website(self) -> str:
        website = str(self.cleaned_data["website"])
        if website and not website.startswith(("https://", "http://")):
            raise forms.ValidationError(self.fields["website"].error_messages["invalid"])
        return website

    @classmethod
    def of(cls, partner: Partner) -> "DetailsForm":
        return cls(initial={name: getattr(partner, name) for name in cls.base_fields})


class WordsForm(PlainForm):
    """What visitors read and see of the organisation, once staff have published it."""

    description_sv = forms.CharField(label=gettext_lazy("Description in Swedish"), required=False, max_length=1000)
    description_fi = forms.CharField(label=gettext_lazy("Description in Finnish"), required=False, max_length=1000)
    description_en = forms.CharField(label=gettext_lazy("Description in English"), required=False, max_length=1000)
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("PNG, JPEG, WebP or AVIF, at most 4 MB."),
        widget=forms.FileInput(attrs={"class": "field field-file", "accept": ",".join(LOGO_TYPES)}),
    )
    is_without_logo = forms.BooleanField(label=gettext_lazy("Take the logo away"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self.fields[f"description_{code}"].widget = forms.Textarea(
                attrs={"class": "field", "rows": 5, "lang": code}
            )

    def clean_logo(self) -> Inspected | None:
        """The logo, told and checked by its content and drawn anew; whatever its name and its sender say of it."""
        file: UploadedFile | None = self.cleaned_data.get("logo")
        if not file:
            return None
        try:
            return inspect(file, accept=LOGO_TYPES, max_mb=LOGO_MAX_MB)
        except UploadRefused as refused:
            raise forms.ValidationError(self._why(refused)) from refused

    @staticmethod
    def _why(refused: UploadRefused) -> str:
        if refused.code == "file_type":
            return _("Choose a picture in PNG, JPEG, WebP or AVIF. Save a drawing in SVG or PDF as PNG first.")
        return answer_error(AnswerError(refused.code, ("logo",), refused.params), get_language() or "en")

    @property
    def descriptions(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"description_{code}"] for code in LANGUAGES}

    @classmethod
    def of(cls, words: Partner) -> "WordsForm":
        return cls(initial={f"description_{code}": getattr(words, f"description_{code}") for code in LANGUAGES})


class LeaveForm(PlainForm):
    """Leaving needs a tick and no reason."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you leave?"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("You need not say. It helps us to do better."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, our organisation leaves"),
        error_messages={"required": gettext_lazy("Tick the box if you want to leave. Else go back to your page.")},
    )


class GuidelineForm(PlainForm):
    """Who promises that the graphic guideline is followed."""

    accepted_by = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    is_accepted = forms.BooleanField(
        label=gettext_lazy("We follow the graphic guideline"),
        error_messages={"required": gettext_lazy("Tick the box to take the symbol into use.")},
    )


class SignUpForm(PlainForm):
    """Who comes to an event."""

    name = forms.CharField(
        label=gettext_lazy("Who comes"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the name of who comes.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The confirmation is sent here."),
        error_messages=EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )


class LinkForm(PlainForm):
    """Where a new link is sent. `company_site` is hidden from people: whoever fills it in is a machine."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The address of your organisation's contact person."),
        error_messages=EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    company_site = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
