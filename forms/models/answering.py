"""How a survey is answered: until when, from where, by whom, and how long unfinished answers are kept."""

import re
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

ANSWERING_FIELDS = ("closes_at", "accept_older_days", "draft_days", "origins", "invitation_only", "proof_of_work")
"""The same in every language of a survey."""
ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?")
MOST_ORIGINS = 50


def origins_of(text: str) -> list[str]:
    """The web origins in `text`, one a line, written the way browsers write them."""
    return [line.strip().rstrip("/").lower() for line in text.splitlines() if line.strip()]


def check_origins(text: str) -> None:
    """Raises ValidationError for a line that is no web origin."""
    found = origins_of(text)
    if len(found) > MOST_ORIGINS:
        raise ValidationError(_("At most %(most)d websites."), params={"most": MOST_ORIGINS})
    for origin in found:
        if not ORIGIN.fullmatch(origin):
            raise ValidationError(
                _("“%(line)s” is not a website's address. Write it as https://www.city.example, without a path."),
                params={"line": origin[:100]},
            )


class AnsweringMixin(models.Model):
    """The fields for it on a survey's page."""

    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("After this the page stays, but takes no more answers. Empty: open until further notice."),
    )
    accept_older_days = models.PositiveSmallIntegerField(
        _("days that an earlier version is accepted"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_(
            "Answers that were begun before a change can be finished as they were begun for so many days. After that "
            "they move to the new version, and the respondent is told."
        ),
    )
    draft_days = models.PositiveSmallIntegerField(
        _("days that unfinished answers are kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_(
            "Counted from the last change. Whoever has asked for a link by e-mail is reminded before they are deleted."
        ),
    )
    origins = models.TextField(
        _("websites that may show this survey"),
        blank=True,
        validators=[check_origins],
        help_text=_(
            "One address a line, such as https://www.city.example. Programs on these websites may show the survey and "
            "send answers. This site itself need not be listed."
        ),
    )
    invitation_only = models.BooleanField(
        _("only by invitation"),
        default=False,
        help_text=_("Then the survey is answered with a personal link only. Make the links under “Invitations”."),
    )
    proof_of_work = models.BooleanField(
        _("let browsers do a small computation against spam"),
        default=False,
        help_text=_("Nobody notices it. Whoever has no script may still answer, a little slower and less often."),
    )

    class Meta:
        abstract = True

    @property
    def allowed_origins(self) -> list[str]:
        """The web origins, besides the site's own, whose scripts and forms may use the survey."""
        return origins_of(self.origins)

    def kept_until(self, changed_at: datetime) -> datetime:
        """When a draft that was changed last at `changed_at` is deleted."""
        return changed_at + timedelta(days=self.draft_days)
