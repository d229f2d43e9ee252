"""One step of a case, for all services: lock, check against the table, write, log, and send what the table says."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from partners import letters, lifecycle
from partners.lifecycle import Actor
from partners.models import Partner


def held(partner: Partner) -> Partner:
    """The case as it stands now, held until the transaction ends.

    `partner.case_version` says how the caller saw it; if someone has taken a step since, raises ValidationError with
    the code "changed".
    """
    now: Partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if now.case_version != partner.case_version:
        raise changed()
    return now


def changed() -> ValidationError:
    """What a caller is told who acts on what no longer is so."""
    message = _("Someone else has changed the case since you opened it. Look at it again before you go on.")
    return ValidationError(message, code="changed")


def step(partner: Partner) -> None:
    """Save a case that `held` gave, as changed: whoever saw it before is told."""
    partner.case_version += 1
    partner.full_clean()
    partner.save()


def require(partner: Partner, action: str, *, actor: Actor, user: User | None = None) -> None:
    """Refuse at once what the case's state or the user's rights do not let happen.

    For services that write what the move's guard asks for before they make the move.
    """
    row = lifecycle.check_place(partner, action, actor)
    if actor == Actor.STAFF and not (user and user.has_perm(row.permission)):
        raise PermissionDenied


def move(
    partner: Partner,
    action: str,
    *,
    actor: Actor,
    user: User | None = None,
    data: Mapping[str, object] | None = None,
    letter: Mapping[str, object] | None = None,
    is_silent: bool = False,
) -> None:
    """Move a case that `held` gave, log it with `data`, and send the move's letter with the context `letter`.

    Raises ValidationError where the table does not let `actor` make the move, and PermissionDenied for a member of
    staff without the permission that the row names. `is_silent` sends nothing, where the caller sends its own.
    """
    require(partner, action, actor=actor, user=user)
    row = lifecycle.check(partner, action, actor)
    partner.state = row.target
    step(partner)
    log(instance=partner, action=row.log_action, user=user, data={"actor": str(actor), **(data or {})})
    if row.letter is not None and not is_silent:
        letters.send(partner, row.letter, dict(letter or {}))
