"""Characters that no font has, that turn the reading order or that have no place to break: a document is still made."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from partners.documents import commitment_pdf, commitments_pdf, report_pdf
from partners.documents.values import ReportDocument, Section
from tests.partners.documents.test_pdf import GOAL, commitment

PAIR = re.compile(r"<([0-9a-f]+)>\s*<([0-9a-f]+)>", re.IGNORECASE)
BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode()
    pairs = (pair for block in BLOCK.findall(table) for pair in PAIR.findall(block))
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def page_text(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        shown = operands[0] if str(operator) == "TJ" else operands if str(operator) == "Tj" else []
        for piece in shown:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                yield from (current.get(codes[n] << 8 | codes[n + 1], "") for n in range(0, len(codes), 2))


def text_of(made: bytes) -> list[str]:
    """The text of each page, in the order in which it is drawn."""
    with pikepdf.open(io.BytesIO(made)) as file:
        return ["".join(page_text(page)).replace("\xad", "").replace("\u200b", "") for page in file.pages]


def report_of(words: str) -> str:
    document = ReportDocument("Rapport", "sv", "", (Section("Avsnitt", paragraphs=(words,)),))
    return "".join(text_of(report_pdf(document)))


@pytest.mark.parametrize(
    "words",
    ["\ud800", "\ufffe", "\ue000", "\U000f0000", "\x85\x9f", "\u0300\u1dff\U0001d185", "👩‍👩‍👧", "ไทย", "你好" * 500],
    ids=["surrogate", "noncharacter", "private", "private plane", "C1", "lone accents", "family", "Thai", "Chinese"],
)
def test_what_cannot_be_written_leaves_the_rest_standing(words: str) -> None:
    text = report_of(f"före {words} efter")
    assert "före" in text
    assert "efter" in text


def test_nobody_can_turn_the_order_of_reading() -> None:
    assert "före 01 efter" in report_of("före \u202e01\u202c efter")


@pytest.mark.parametrize(
    "words", ["#import", "*stark*", "$x$", "C:\\temp", 'säg "hej"', "<etikett>", "@hänvisning", "// nej"]
)
def test_markup_is_shown_as_it_was_written(words: str) -> None:
    assert words in report_of(words).replace("“", '"').replace("”", '"')


def test_a_word_without_a_place_to_break_stays_whole_on_the_page() -> None:
    address = "https://demo.example/" + "a1" * 150
    assert address in report_of(address)


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_the_same_facts_stand_in_every_language(language: str) -> None:
    text = "".join(text_of(commitment_pdf(commitment(language=language))))
    for fact in ("2026-0007", "Demo Ab", "0000001-9", GOAL.unit, str(GOAL.target_year), "Posintra"):
        assert fact in text


def test_each_commitment_of_a_kit_counts_its_own_pages() -> None:
    alone = [text[-5:] for text in text_of(commitment_pdf(commitment()))]
    kit = [text[-5:] for text in text_of(commitments_pdf([commitment(), commitment()], "Underskrifter", "sv"))]
    assert alone[-1] == f"{len(alone)} ({len(alone)})"
    assert kit == alone * 2
