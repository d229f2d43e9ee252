"""The award of the year."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from cms.translated import LANGUAGES
from partners.models import Award, Partner, ProgrammeSettings
from partners.states import IN_FORCE

AWARD_GIVEN = "partners.give_award"


def may_win(partner: Partner) -> bool:
    """A partner whose commitment is in force, or anyone where the programme's settings say so."""
    return partner.state in IN_FORCE or ProgrammeSettings.load().award_for_all


def give_award(
    *,
    partner: Partner,
    year: int,
    motivation: Mapping[str, str],
    special_mention: Mapping[str, str] | None = None,
    user: User,
) -> Award:
    """Give a year's award and publish it at once. Texts are by language."""
    if not may_win(partner):
        raise ValidationError(_("The award goes to an active partner."))
    award = Award(partner=partner, year=year, live=False)
    for language in LANGUAGES:
        setattr(award, f"motivation_{language}", motivation.get(language, ""))
        setattr(award, f"special_mention_{language}", (special_mention or {}).get(language, ""))
    award.full_clean()
    try:
        with transaction.atomic():
            award.save()
            award.save_revision(user=user).publish(user=user)
            log(instance=partner, action=AWARD_GIVEN, user=user, data={"year": year})
    except IntegrityError as taken:
        raise ValidationError(_("There is already an award for this year.")) from taken
    award.refresh_from_db()
    return award
