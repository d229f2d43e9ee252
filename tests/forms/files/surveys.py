"""A survey that asks for files, and what the tests do with it."""

from datetime import timedelta
from pathlib import Path

from forms.models import Submission, SurveyPage, Upload
from forms.services import uploads
from forms.services.submissions import submit
from tests.factories.surveys import publish
from tests.forms.files.making import pdf, uploaded

STEPS = [
    {
        "key": "you",
        "title": "Ni",
        "questions": [
            {"key": "name", "type": "text", "label": "Namn"},
            {"key": "plan", "type": "file", "label": "Er plan", "accept": ["pdf", "image"], "max_files": 2},
            {"key": "logo", "type": "file", "label": "Er logotyp", "accept": ["image"], "max_size_mb": 1},
            {
                "key": "staff",
                "type": "group",
                "label": "Personer",
                "questions": [
                    {"key": "who", "type": "text", "label": "Vem"},
                    {"key": "cv", "type": "file", "label": "Meriter", "accept": ["text"]},
                ],
            },
        ],
    },
    {"key": "more", "title": "Mer", "questions": [{"key": "else", "type": "text", "label": "Något mer"}]},
]
LATER = timedelta(hours=25)


def publish_with_files(key: str = "demo-survey") -> SurveyPage:
    return publish({"key": key, "steps": STEPS, "scoring": {}})


def received(page: SurveyPage, key: str = "plan", content: bytes | None = None, name: str = "plan.pdf") -> Upload:
    """A file that was sent for the question `key`, and not yet used."""
    asked = next(question for question in page.live_version.form.every_question() if question.key == key)
    return uploads.receive(survey=page.survey, question=asked, file=uploaded(content or pdf(), name))


def facts(upload: Upload) -> dict[str, object]:
    return {"upload": str(upload.pk), "name": upload.name, "size": upload.size, "type": upload.media_type}


def send(page: SurveyPage, **answers: object) -> Submission:
    return submit(version=page.live_version, answers=answers, door=Submission.Door.API).submission


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
