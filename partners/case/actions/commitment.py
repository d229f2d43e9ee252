"""The commitment as a paper: drawn up, taken back, signed by each side, and its scan."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners import services
from partners.case.actions.base import Action
from partners.case.forms import ScanForm, SignatureForm, TitledSignatureForm
from partners.models import Letter, Partner, SigningMethod
from partners.services import Signed


class DrawUp(Action):
    """The goals become a commitment to sign."""

    name = "draw_up"
    move = "draw_up"
    label = _("Draw up the commitment")
    done = _("The commitment is drawn up and on its way to the organisation.")
    explanation = _("The agreed goals become a commitment that the organisation and the city can sign.")

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.draw_up_commitment(partner=seen, user=self.user)


class ChangeGoals(Action):
    """Take the draft back."""

    name = "change_goals"
    move = "change_goals"
    label = _("Go back to the goals")
    done = _("The commitment is taken back. Agree on the goals and draw it up again.")
    explanation = _("Takes the draft back so that its goals can be changed. A new one is drawn up afterwards.")

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.change_goals(partner=seen, user=self.user)


class _Sign(Action):
    """Record who signed."""

    form_class = SignatureForm

    @property
    def is_offered(self) -> bool:
        return self.case.draft is not None

    def signed(self, form: Any) -> Signed:
        said = form.cleaned_data
        return Signed(name=said["name"], title=said.get("title", ""), on=said["on"], how=SigningMethod(said["how"]))


class SignForOrganisation(_Sign):
    """The organisation's signature."""

    name = "sign_organisation"
    label = _("Record the organisation's signature")
    done = _("The organisation's signature is recorded.")
    form_class = TitledSignatureForm

    @property
    def initial(self) -> dict[str, Any]:
        return self.case.organisation_signature

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.record_signatures(partner=seen, organisation=self.signed(form), user=self.user)


class SignForCity(_Sign):
    """The city's signature."""

    name = "sign_city"
    label = _("Record the city's signature")
    done = _("The city's signature is recorded.")

    @property
    def initial(self) -> dict[str, Any]:
        return self.case.city_signature

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.record_signatures(partner=seen, city=self.signed(form), user=self.user)


class KeepScan(Action):
    """The signed paper, scanned."""

    name = "keep_scan"
    label = _("Keep the signed scan")
    done = _("The signed scan is kept.")
    explanation = _("Only staff can open it.")
    form_class = ScanForm
    takes_files = True

    @property
    def is_offered(self) -> bool:
        commitment = self.case.commitment
        return commitment is not None and commitment.organisation_signed_on is not None

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        if self.case.commitment is None:
            raise ValidationError(_("Draw up the commitment."))
        services.keep_scan(commitment=self.case.commitment, scan=form.cleaned_data["scan"], user=self.user)


class Activate(Action):
    """The commitment is in force."""

    name = "activate"
    move = "activate"
    label = _("Set active and publish")
    done = _("The partner is active and shown to visitors.")
    explanation = _(
        "The commitment is in force, its goals are signed, and the partner is shown to visitors at once, with any "
        "changes to its description that wait as a draft."
    )
    letters = (Letter.SIGNED, Letter.SYMBOL)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.activate_partner(partner=seen, user=self.user)


ACTIONS = (DrawUp, ChangeGoals, SignForOrganisation, SignForCity, KeepScan, Activate)
