"""Whom to invite, as staff write it: one a line, "e-mail" or "name; e-mail" or a name alone."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from forms.services.inviting import Invitee

MOST = 500


def invitees_of(text: str) -> list[Invitee]:
    """Raises ValidationError for a line that cannot be understood."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(_("At most %(most)d at once.") % {"most": MOST})
    return [_invitee(line) for line in dict.fromkeys(lines)]


def _invitee(line: str) -> Invitee:
    name, separator, email = (part.strip() for part in line.partition(";"))
    if not separator:
        name, email = ("", line) if "@" in line else (line, "")
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        words = _("“%(line)s”: write an e-mail address, or a name, a semicolon and an e-mail address.")
        raise ValidationError(words % {"line": line[:100]}) from error
    if len(name) > 120 or len(email) > 254:
        raise ValidationError(_("“%(line)s” is too long.") % {"line": line[:100]})
    return Invitee(name, email)


class InviteForm(forms.Form):
    """Many invitations at once."""

    people = forms.CharField(
        label=gettext_lazy("Whom to invite"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "One a line: “e-mail” or “name; e-mail”. For a name without an e-mail address a link is made that you hand "
            "over yourself."
        ),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    expires_on = forms.DateField(
        label=gettext_lazy("Works until"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("The last day. Empty: as long as the survey is open."),
    )

    def clean_people(self) -> list[Invitee]:
        return invitees_of(self.cleaned_data["people"])
