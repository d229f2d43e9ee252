"""What a case's buttons ask for, apart from goals."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.translated import LANGUAGES
from forms import messages
from forms.engine.errors import AnswerError
from forms.engine.questions.upload import MEDIA_TYPES
from forms.files.inspect import inspect
from forms.files.refused import UploadRefused
from partners.case.goal_forms import YEAR_INPUT
from partners.follow_up_form import FollowUpForm
from partners.models import (
    Award,
    Channel,
    ContactChannel,
    ContactOutcome,
    Partner,
    SigningMethod,
    SigningOccasion,
)

LARGEST_SCAN = 20
"""In MiB: a few pages scanned in colour."""


def _note(label: Any, longest: int, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DiscussionForm(forms.Form):
    """How the mapping was talked about."""

    channel = forms.ChoiceField(label=_("How you talked"), choices=ContactChannel.choices)
    note = _note(_("What was said"), 600)


class AttemptForm(forms.Form):
    """An attempt at contact."""

    channel = forms.ChoiceField(label=_("How"), choices=ContactChannel.choices)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=ContactOutcome.choices)
    note = _note(_("Note"), 600)


class TaskForm(forms.Form):
    """Something to do, with its day."""

    note = _note(_("What is to be done"), 1000, required=True)
    due_on = forms.DateField(label=_("Day"), widget=AdminDateInput())


class OccasionField(forms.ModelChoiceField):
    """Occasions by their day, the way of the reader's language."""

    def label_from_instance(self, obj: SigningOccasion) -> str:
        return f"{date_format(timezone.localtime(obj.starts_at), 'DATETIME_FORMAT')}, {obj.place}"


class InvitationForm(forms.Form):
    """Where the organisation signs, and who does it."""

    occasion = OccasionField(
        SigningOccasion.objects.none(),
        label=_("Signing occasion"),
        empty_label=None,
        error_messages={"required": _("Choose an open signing occasion.")},
    )
    signatory_name = forms.CharField(label=_("Who signs for the organisation"), max_length=120)
    signatory_title = forms.CharField(label=_("Position or title"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occasion"].queryset = SigningOccasion.objects.coming()


class PostponeForm(forms.Form):
    """Why the signing is moved."""

    ABSENT, CANCELLED = "absent", "cancelled"

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[(CANCELLED, _("The organisation has cancelled")), (ABSENT, _("The organisation did not come"))],
        widget=forms.RadioSelect,
        initial=CANCELLED,
    )


class SignatureForm(forms.Form):
    """Who signed, when and how."""

    name = forms.CharField(label=_("Who signed"), max_length=120)
    on = forms.DateField(label=_("Date of signing"), widget=AdminDateInput())
    how = forms.ChoiceField(label=_("How"), choices=SigningMethod.choices)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError(_("The date of signing cannot be in the future."))
        return day


class TitledSignatureForm(SignatureForm):
    """The organisation's signature; the city's title is a setting."""

    title = forms.CharField(label=_("Position or title"), max_length=120, required=False)

    field_order = ["name", "title"]


class ScanForm(forms.Form):
    """The signed paper."""

    scan = forms.FileField(
        label=_("Signed commitment as a PDF"), widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    )

    def clean_scan(self) -> "File[bytes]":
        scan: UploadedFile[bytes] = self.cleaned_data["scan"]
        try:
            return inspect(scan, accept=MEDIA_TYPES["pdf"], max_mb=LARGEST_SCAN).content
        except UploadRefused as refused:
            error = AnswerError(refused.code, ("",), refused.params)
            words = messages.answer_error(error, get_language() or messages.FALLBACK)
            raise ValidationError(words, code=refused.code) from refused


class StaffFollowUpForm(FollowUpForm):
    """The follow-up as staff write it down."""

    channel = forms.ChoiceField(
        label=_("How you talked"),
        choices=[(Channel.PHONE.value, Channel.PHONE.label), (Channel.MEETING.value, Channel.MEETING.label)],
    )
    answered_by = forms.CharField(label=_("Who answered for the organisation"), max_length=120, required=False)


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = _note(_("Reason"), 400, help_text=_("Kept in the case's history."))


class SureForm(forms.Form):
    """A step that cannot be taken back."""

    is_sure = forms.BooleanField(
        label=_("I have read what happens, and I am sure"),
        error_messages={"required": _("Read what happens and tick the box to go on.")},
    )


class SureReasonForm(ReasonForm, SureForm):
    """Such a step, with the reason for it."""

    field_order = ["reason", "is_sure"]


class NewCaseForm(forms.ModelForm):
    """An organisation that has got in touch. Names that resemble those of others are pointed out once."""

    is_another = forms.BooleanField(label=_("It is another organisation; open the case"), required=False)

    class Meta:
        model = Partner
        fields = ["name", "contact_name", "contact_email", "contact_language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike: list[Partner] = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.alike = _alike(cleaned.get("name", ""))
        if self.alike and not cleaned.get("is_another"):
            raise ValidationError(_("There is already a case with a name like this. Look at it before you go on."))
        return cleaned

    def organisation(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


COMPANY_FORMS = frozenset({"ab", "oy", "oyj", "abp", "ky", "kb", "rf", "ry", "tmi", "fma"})


def _alike(name: str) -> list[Partner]:
    """Partners whose name has the same words, company forms apart."""
    words = [word for word in name.casefold().replace(".", "").split() if word not in COMPANY_FORMS]
    found = Partner.objects.all()
    for word in words:
        found = found.filter(name__icontains=word)
    return list(found[:5]) if words else []


class AwardForm(forms.ModelForm):
    """A year's award to the organisation of the case."""

    class Meta:
        model = Award
        fields = [
            "year",
            *(f"motivation_{code}" for code in LANGUAGES),
            *(f"special_mention_{code}" for code in LANGUAGES),
        ]
        widgets = {
            "year": YEAR_INPUT,
            **{f"motivation_{code}": forms.Textarea(attrs={"rows": 3}) for code in LANGUAGES},
            **{f"special_mention_{code}": forms.Textarea(attrs={"rows": 2}) for code in LANGUAGES},
        }

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, instance=Award(partner=partner, live=False), **kwargs)

    def texts(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{name}_{code}"] for code in LANGUAGES}

    @property
    def motivations(self) -> list[forms.BoundField]:
        return [self[f"motivation_{code}"] for code, _name in settings.LANGUAGES]

    @property
    def special_mentions(self) -> list[forms.BoundField]:
        return [self[f"special_mention_{code}"] for code, _name in settings.LANGUAGES]
