"""The programme's PDF files: tagged, titled, in their language, and proof against whatever people write."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pikepdf
import pytest

from partners import documents
from partners.documents.values import (
    AnnexDocument,
    CommitmentDocument,
    GoalLine,
    ReportDocument,
    Row,
    Section,
    Signature,
    Table,
)

LANGUAGES = ["sv", "fi", "en"]
HOSTILE = [
    '#import "/etc/passwd": *',
    "#panic()",
    "$x$ *b* _i_ `r` <l> @c // c /* c */",
    "\\",
    "C:\\temp\\nytt \\u0007",
    '"',
    "“”’–",
    "\u202eabc\u202c",
    "Ä" * 5_000,
    "x" * 2_000,
    "你好 😀 ไทย",
    "\x00\x07\n\t\u2028",
    "",
]
GOAL = GoalLine(
    pledge="Vi minskar vår elförbrukning med 10 % till 2027.",
    theme="Energi",
    effect="Ugnarna drar mest el.",
    indicator="Elförbrukning",
    unit="kWh/år",
    baseline="12 000",
    target="10 %",
    target_year=2027,
    horizon="Nästa år",
)
SIGNED = Signature("Demo Person", "vd", date(2026, 5, 5), "Elektroniskt")


def commitment(**changed: Any) -> CommitmentDocument:
    values = {
        "number": "2026-0007",
        "language": "sv",
        "organisation": "Demo Ab",
        "business_id": "0000001-9",
        "city": "Borgå stad",
        "goals": (GOAL, GOAL),
        "description_version": "1.0",
        "description_url": "https://borga.example/sv/",
        "organisation_signature": SIGNED,
        "city_signature": Signature(),
        "is_draft": False,
        "attempts_before_ending": 3,
        "notice_days": 30,
    }
    return CommitmentDocument(**{**values, **changed})


def annex(**changed: Any) -> AnnexDocument:
    values = {
        "number": "2026-0007",
        "annex_number": 1,
        "language": "sv",
        "organisation": "Demo Ab",
        "business_id": "",
        "city": "Borgå stad",
        "agreed_on": date(2027, 5, 5),
        "goals": (GOAL,),
        "replaced": (GOAL,),
    }
    return AnnexDocument(**{**values, **changed})


def report(**changed: Any) -> ReportDocument:
    table = Table("Mål", ("Tema", "Antal"), (("Energi", "3"), ("Natur", "1")))
    sections = (Section("Partner", (Row("Antal", "25"),), ("Ett stycke.",), table), Section("Tomt"))
    values = {"title": "Årsrapport", "language": "sv", "subtitle": "2026", "sections": sections}
    return ReportDocument(**{**values, **changed})


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every structure element of a tagged file, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S)[1:] for element in elements(pdf.Root.StructTreeRoot.K)]


MADE = {
    "commitment": lambda language: documents.commitment_pdf(commitment(language=language)),
    "draft": lambda language: documents.commitment_pdf(commitment(language=language, is_draft=True)),
    "kit": lambda language: documents.commitments_pdf([commitment(language=language)] * 3, "Kit", language),
    "annex": lambda language: documents.annex_pdf(annex(language=language)),
    "report": lambda language: documents.report_pdf(report(language=language)),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MADE)
def test_every_document_says_that_it_is_accessible(kind: str, language: str) -> None:
    pdf = opened(MADE[kind](language))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == language
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]


@pytest.mark.parametrize("kind", MADE)
def test_every_document_begins_with_one_main_heading(kind: str) -> None:
    found = [tag for tag in tags(opened(MADE[kind]("sv"))) if tag in ("H1", "H2", "H3")]
    assert found[0] == "H1"
    assert found.count("H1") == (3 if kind == "kit" else 1)
    assert "H2" in found


def test_a_commitment_has_lists_and_a_link_that_is_tagged() -> None:
    pdf = opened(documents.commitment_pdf(commitment()))
    found = tags(pdf)
    assert {"L", "LI", "LBody", "Link"} <= set(found)
    links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    assert len(links) == 1
    assert str(links[0].A.URI) == "https://borga.example/sv/"
    assert str(links[0].Contents)


def test_the_table_of_a_report_has_a_caption_and_headers() -> None:
    found = tags(opened(documents.report_pdf(report())))
    assert found.count("Table") == found.count("Caption") == 1
    assert found.count("TH") == 2
    assert found.count("TD") == 4


def test_each_commitment_of_a_kit_begins_on_a_page_of_its_own() -> None:
    one = len(opened(documents.commitment_pdf(commitment())).pages)
    assert len(opened(documents.commitments_pdf([commitment()] * 3, "Kit", "sv")).pages) == 3 * one


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_people_write_is_shown_as_text(words: str) -> None:
    goal = GoalLine(words, words, words, words, words, words, words, None, words)
    signature = Signature(words, words, date(2026, 1, 1), words)
    document = commitment(organisation=words, goals=(goal,), organisation_signature=signature, city_signature=signature)
    assert opened(documents.commitment_pdf(document)).pages
    assert opened(documents.annex_pdf(annex(organisation=words, goals=(goal,), replaced=(goal,)))).pages
    table = Table(words, (words, words), ((words, words),))
    section = Section(words, (Row(words, words),), (words,), table)
    assert opened(documents.report_pdf(report(title=words or "T", subtitle=words, sections=(section,)))).pages


def test_only_characters_that_no_font_has_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    from cms import typesetting

    texts: list[str] = []
    compiled = typesetting._compiled

    def watched(template: str, text: str) -> bytes:
        texts.append(text)
        return compiled(template, text)

    monkeypatch.setattr(typesetting, "_compiled", watched)
    documents.report_pdf(report(title="Åsa 你 och Öle 😀 #x"))
    assert '"Åsa ? och Öle ? #x"' in texts[-1]
