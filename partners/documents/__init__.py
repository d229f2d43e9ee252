"""Accessible PDF documents (PDF/UA) from plain values."""

from collections.abc import Sequence

from partners.documents.values import AnnexDocument, CommitmentDocument, ReportDocument


def commitment_pdf(document: CommitmentDocument) -> bytes:
    raise NotImplementedError


def commitments_pdf(documents: Sequence[CommitmentDocument], title: str, language: str) -> bytes:
    raise NotImplementedError


def annex_pdf(document: AnnexDocument) -> bytes:
    raise NotImplementedError


def report_pdf(document: ReportDocument) -> bytes:
    raise NotImplementedError
