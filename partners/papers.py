"""A case's papers: its commitment and annexes as the values that documents are made of, and as PDF."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cms.translated import in_language
from partners import documents, frozen_goals
from partners.documents.values import AnnexDocument, CommitmentDocument, Signature
from partners.models import Annex, Commitment, CommitmentState, ProgrammeSettings, SigningMethod

DOCUMENT_LANGUAGES = ("sv", "fi")
"""Signed papers are in the city's two languages; the English one is for reading."""


def commitment_document(commitment: Commitment, language: str) -> CommitmentDocument:
    """The commitment in `language`, with the signatures recorded so far."""
    programme = ProgrammeSettings.load()
    with override(language):
        return CommitmentDocument(
            number=commitment.number,
            language=language,
            organisation=commitment.partner.name,
            business_id=commitment.partner.business_id,
            city=in_language(programme, "city", language),
            goals=frozen_goals.lines(commitment.goals, language),
            description_version=commitment.description.version if commitment.description else "",
            description_url=f"{settings.BASE_URL}{reverse('data_protection_description')}",
            organisation_signature=_signature(
                commitment.organisation_signatory,
                commitment.organisation_title,
                commitment.organisation_signed_on,
                commitment.organisation_signed_how,
            ),
            city_signature=_signature(
                commitment.city_signatory,
                in_language(programme, "signatory_title", language) if commitment.city_signed_on else "",
                commitment.city_signed_on,
                commitment.city_signed_how,
            ),
            is_draft=commitment.state == CommitmentState.DRAFT,
            attempts_before_ending=programme.attempts_before_ending,
            notice_days=programme.notice_days,
        )


def commitment_pdf(commitment: Commitment, language: str) -> bytes:
    return documents.commitment_pdf(commitment_document(commitment, language))


def commitments_pdf(commitments: Sequence[Commitment], title: str, language: str) -> bytes:
    """All in one file, for a signing: each to be signed on paper."""
    papers = [commitment_document(commitment, language) for commitment in commitments]
    return documents.commitments_pdf(papers, title, language)


def annex_pdf(annex: Annex, language: str) -> bytes:
    commitment = annex.commitment
    return documents.annex_pdf(
        AnnexDocument(
            number=commitment.number,
            annex_number=annex.number,
            language=language,
            organisation=commitment.partner.name,
            business_id=commitment.partner.business_id,
            city=in_language(ProgrammeSettings.load(), "city", language),
            agreed_on=annex.agreed_on,
            goals=frozen_goals.lines(annex.goals, language),
            replaced=frozen_goals.lines(annex.replaced, language),
        )
    )


def _signature(name: str, title: str, signed_on: date | None, how: str) -> Signature:
    return Signature(name, title, signed_on, str(SigningMethod(how).label) if how else "")
