"""How goals are measured: what a goal of the library and an organisation's own goal have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Horizon(models.TextChoices):
    """How far ahead a goal looks."""

    NEXT_YEAR = "next_year", _("Next year")
    LONG_TERM = "long_term", _("Longer period")


class TargetMode(models.TextChoices):
    """What a target's number says."""

    RELATIVE = "relative", _("Per cent of change from the baseline")
    ABSOLUTE = "absolute", _("Amount in the unit")
    BOOLEAN = "boolean", _("Done or not done")


class Direction(models.TextChoices):
    """Where a goal wants its indicator to go."""

    INCREASE = "increase", _("More")
    DECREASE = "decrease", _("Less")
    DONE = "done", _("Done")
