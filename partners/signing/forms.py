"""The forms of an occasion's page. They keep what was typed, and know the cases as they were when they were shown."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Partner, SigningInvitation
from partners.signing.page import Invited, Ready

NAME = 120


class RowForm(forms.Form):
    """One organisation to invite. It counts only when it is ticked."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Who signs"),
        max_length=NAME,
        error_messages={"required": gettext_lazy("Name who signs for the organisation.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title = forms.CharField(
        label=gettext_lazy("Signatory's title"),
        max_length=NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, ready: Ready, *, is_chosen: bool, data: QueryDict | None) -> None:
        self.partner, self.is_chosen = ready.partner, is_chosen
        super().__init__(
            data,
            prefix=f"invite-{ready.partner.pk}",
            initial={"version": ready.partner.case_version, "name": ready.name, "title": ready.title},
        )

    def as_shown(self) -> Partner:
        """The case as the page showed it."""
        self.partner.case_version = self.cleaned_data["version"]
        return self.partner

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_chosen:
            self._errors = forms.utils.ErrorDict()


class InviteForm:
    """All cases that are ready to sign, as one form."""

    def __init__(self, ready: Iterable[Ready], data: QueryDict | None = None) -> None:
        ticked = set() if data is None else set(data.getlist("invite-picks"))
        self.rows = [RowForm(row, is_chosen=str(row.partner.pk) in ticked, data=data) for row in ready]
        self.gone = ticked - {str(row.partner.pk) for row in self.rows}
        self.errors: list[str] = []

    @property
    def chosen(self) -> list[RowForm]:
        return [row for row in self.rows if row.is_chosen]

    def is_valid(self) -> bool:
        if self.gone:
            self.errors.append(_("A case that you ticked is no longer ready to sign. Look at the list again."))
        elif not self.chosen:
            self.errors.append(_("Tick at least one organisation."))
        valid = [row.is_valid() for row in self.chosen]
        return not self.errors and all(valid)


class PresentForm:
    """Who was there. Everyone is ticked beforehand; the page says whom it listed, so that nobody is left out unseen."""

    def __init__(self, standing: Iterable[Invited], data: QueryDict | None = None) -> None:
        self.standing = list(standing)
        here = {str(row.invitation.pk) for row in self.standing}
        self.ticked = here if data is None else set(data.getlist("present"))
        self.listed = here if data is None else set(data.getlist("listed"))
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        if self.listed != {str(row.invitation.pk) for row in self.standing}:
            self.errors.append(_("The list of those invited has changed since you opened the page. Look at it again."))
        return not self.errors

    @property
    def rows(self) -> list[tuple[Invited, bool]]:
        return [(row, str(row.invitation.pk) in self.ticked) for row in self.standing]

    def present(self) -> list[SigningInvitation]:
        return [row.invitation for row, is_ticked in self.rows if is_ticked]
