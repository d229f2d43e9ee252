"""What an organisation does on its own page: its details, its public words, the symbol, and a new link to the page."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.models import SiteImage
from cms.translated import LANGUAGES
from partners import letters
from partners.models import (
    AccessLink,
    GuidelineAcceptance,
    Letter,
    Partner,
    SentLetter,
    SymbolDownload,
    SymbolFile,
    SymbolRelease,
    TaskKind,
)
from partners.services.moves import held, step
from partners.services.tasks import add_task, finish_tasks
from partners.states import IN_FORCE

DETAILS_CHANGED = "partners.change_details"
WORDS_PROPOSED = "partners.propose_words"
GUIDELINE_ACCEPTED = "partners.accept_guideline"
SYMBOL_TAKEN = "partners.take_symbol"

BETWEEN_LINKS = timedelta(minutes=10)


def change_details(
    *,
    partner: Partner,
    contact_name: str,
    contact_email: str,
    contact_language: str,
    website: str,
    link: AccessLink | None = None,
) -> Partner:
    """Take what needs nobody's approval into use at once, in drafts that wait as well.

    A new e-mail address gets a link of its own, and the links that were sent to earlier addresses no longer work,
    except the `link` by which the change was made.
    """
    given = {
        "contact_name": contact_name,
        "contact_email": contact_email,
        "contact_language": contact_language,
        "website": website,
    }
    with transaction.atomic():
        partner = held(partner)
        changed = {name: value for name, value in given.items() if getattr(partner, name) != value}
        if not changed:
            return partner
        for name, value in changed.items():
            setattr(partner, name, value)
        step(partner)
        _carry_into_drafts(partner, changed)
        log(instance=partner, action=DETAILS_CHANGED, data={"actor": "organisation", "fields": sorted(changed)})
        if "contact_email" in changed:
            others = AccessLink.objects.valid().filter(partner=partner)
            if link is not None:
                others = others.exclude(pk=link.pk)
            others.update(revoked_at=timezone.now())
            letters.send(partner, Letter.ACCESS_LINK)
    return partner


def propose_words(
    *,
    partner: Partner,
    descriptions: Mapping[str, str],
    logo: "File[bytes] | None" = None,
    is_without_logo: bool = False,
) -> None:
    """Keep the organisation's new description, by language, and its logo as a draft that staff read and publish.

    The logo must have been checked before.
    """
    with transaction.atomic():
        partner = held(partner)
        if partner.state not in IN_FORCE:
            raise ValidationError(_("The description can be written when the commitment has been signed."))
        words = partner.get_latest_revision_as_object()
        before = _words_of(words)
        for language in LANGUAGES:
            setattr(words, f"description_{language}", descriptions.get(language, ""))
        if logo is not None:
            words.logo = SiteImage.objects.create(title=_("Logo of %(name)s") % {"name": partner.name}, file=logo)
        elif is_without_logo:
            words.logo = None
        if _words_of(words) == before:
            return
        words.save_revision()
        log(instance=partner, action=WORDS_PROPOSED, data={"actor": "organisation"})
        add_task(partner=partner, kind=TaskKind.APPROVE_WORDS)


def accept_guideline(*, partner: Partner, release: SymbolRelease, accepted_by: str) -> GuidelineAcceptance:
    """The organisation promises to follow the graphic guideline. Once is enough for each version."""
    with transaction.atomic():
        partner = held(partner)
        _check_may_use_symbol(partner)
        earlier = GuidelineAcceptance.objects.filter(partner=partner, release=release).first()
        if earlier is not None:
            return earlier
        acceptance = GuidelineAcceptance(partner=partner, release=release, accepted_by=accepted_by)
        acceptance.full_clean()
        acceptance.save()
        log(instance=partner, action=GUIDELINE_ACCEPTED, data={"actor": "organisation", "version": release.version})
    return acceptance


def take_symbol_file(*, partner: Partner, file: SymbolFile) -> SymbolDownload:
    """Note that the organisation took a file of the symbol. Raises ValidationError where it may not."""
    with transaction.atomic():
        partner = Partner.objects.select_for_update().get(pk=partner.pk)
        _check_may_use_symbol(partner)
        if not GuidelineAcceptance.objects.filter(partner=partner, release=file.release).exists():
            raise ValidationError(_("Read and accept the graphic guideline first."), code="guideline")
        download = SymbolDownload(partner=partner, release=file.release, file_label=file.label)
        download.full_clean()
        download.save()
        finish_tasks(partner=partner, kinds=(TaskKind.DELIVER_SYMBOL,), user=None)
        log(instance=partner, action=SYMBOL_TAKEN, data={"actor": "organisation", "reason": file.label})
    return download


def ask_for_link(*, email: str) -> int:
    """Send a link to the own page of every organisation whose contact person has this address.

    At most once in ten minutes for each address. Returns how many letters were sent; whoever asked is never told.
    """
    with transaction.atomic():
        partners = list(Partner.objects.select_for_update().filter(contact_email__iexact=email))
        lately = SentLetter.objects.filter(
            name=Letter.ACCESS_LINK, recipient__iexact=email, created_at__gt=timezone.now() - BETWEEN_LINKS
        )
        if lately.exists():
            return 0
        for partner in partners:
            letters.send(partner, Letter.ACCESS_LINK)
    return len(partners)


def _carry_into_drafts(partner: Partner, changed: Mapping[str, str]) -> None:
    """A draft that waits, or a publication with its day set, must not bring the earlier details back."""
    waiting = Revision.objects.for_instance(partner).filter(
        Q(pk=partner.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    )
    for revision in waiting:
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **changed})


def _words_of(partner: Partner) -> tuple[object, ...]:
    return (*(getattr(partner, f"description_{language}") for language in LANGUAGES), partner.logo_id)


def _check_may_use_symbol(partner: Partner) -> None:
    if partner.state not in IN_FORCE:
        raise ValidationError(_("The symbol is for partners whose commitment is in force."), code="state")
