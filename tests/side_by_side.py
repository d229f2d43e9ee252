"""All e-mails in three languages, beside one another in `test-results/letters/index.html`, for people to look at."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from django.core.mail import EmailMultiAlternatives

LANGUAGES = ("sv", "fi", "en")
FOLDER = Path(__file__).parents[1] / "test-results" / "letters"
LONGEST_NAME = 3
"""Lines of so few words may be the same in two languages: names, titles, addresses."""

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Every letter</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 24px; }}
section div {{ display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 12px; }}
iframe {{ width: 100%; height: 760px; border: 1px solid #888; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style></head>
<body><h1>Every letter</h1>
{sections}
</body></html>
"""

Messages = Mapping[str, EmailMultiAlternatives]


def keep(part: str, sections: Iterable[str]) -> None:
    """Keep the sections of one part of the site; the index has those of all parts that were kept."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{part}.part").write_text("\n".join(sections), encoding="utf-8")
    parts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.part"))]
    (FOLDER / "index.html").write_text(PAGE.format(sections="\n".join(parts)), encoding="utf-8")


def left_in_english(messages: Messages) -> list[str]:
    """The sentences that another language has in common with English."""
    english = _sentences(messages["en"])
    return [f"{language}: {line}" for language in ("sv", "fi") for line in _sentences(messages[language]) & english]


def _sentences(message: EmailMultiAlternatives) -> set[str]:
    lines = [str(message.subject), *str(message.body).splitlines()]
    return {line for line in lines if len(line.split()) > LONGEST_NAME}


def section(title: str, messages: Messages) -> str:
    """The letter as HTML and as text in each language, with the names of its files."""
    frames = "".join(
        f'<iframe title="{escape(title)}, {language}" srcdoc="{escape(str(message.alternatives[0][0]))}"></iframe>'
        for language, message in messages.items()
    )
    texts = "".join(f'<pre lang="{language}">{_text(message)}</pre>' for language, message in messages.items())
    return f"<section><h2>{escape(title)}</h2>\n<div>{frames}</div>\n<div>{texts}</div></section>"


def _text(message: EmailMultiAlternatives) -> str:
    files = (str(getattr(file, "filename", "")) for file in message.attachments)
    return escape("\n".join([str(message.subject), "", str(message.body), *files]))
