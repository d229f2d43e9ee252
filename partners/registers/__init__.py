"""Registers of the casework: lists that staff filter, look things up in and export. What stands in them comes from the
casework, so that nobody edits it by hand; only signing occasions are written here."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from partners.registers.commitments import CommitmentRegister
from partners.registers.contact_attempts import ContactAttemptRegister
from partners.registers.follow_ups import FollowUpRegister
from partners.registers.mappings import MappingRegister
from partners.registers.occasions import SigningOccasionRegister

__all__ = ["Registers"]


class Registers(ModelAdminGroup):
    """All registers under one menu item."""

    menu_label = _("Registers")
    menu_item_name = "registers"
    menu_icon = "list-ul"
    menu_order = 160
    items = (
        SigningOccasionRegister,
        CommitmentRegister,
        FollowUpRegister,
        ContactAttemptRegister,
        MappingRegister,
    )
