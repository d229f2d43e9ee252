"""Accessible PDF documents (PDF/UA-1) from plain values."""

from collections.abc import Sequence
from dataclasses import asdict

from cms.typesetting import pdf
from partners.documents.annexes import annex_data
from partners.documents.commitments import commitment_data
from partners.documents.values import AnnexDocument, CommitmentDocument, ReportDocument

TEMPLATES = "partners/documents"


def commitment_pdf(document: CommitmentDocument) -> bytes:
    """One commitment, as a draft or as signed."""
    data = commitment_data(document)
    title = f"{data['title']} {document.number}, {document.organisation}"
    return pdf(
        "partners/documents/commitment.typ", {"title": title, "language": document.language, "documents": [data]}
    )


def commitments_pdf(documents: Sequence[CommitmentDocument], title: str, language: str) -> bytes:
    """Several commitments in one file, each on its own pages. They are all in `language`."""
    data = [commitment_data(document) for document in documents]
    return pdf(f"{TEMPLATES}/commitment.typ", {"title": title, "language": language, "documents": data})


def annex_pdf(document: AnnexDocument) -> bytes:
    """One annex."""
    return pdf(f"{TEMPLATES}/annex.typ", annex_data(document))


def report_pdf(document: ReportDocument) -> bytes:
    """Any other document. A table without rows is left out."""
    return pdf(f"{TEMPLATES}/report.typ", asdict(document))
