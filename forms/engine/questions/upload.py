"""Files that come with the answers. What is in them was checked when they were uploaded."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.engine.questions.text import clean_text

FileKind = Literal["pdf", "image", "document", "spreadsheet", "text"]

MEDIA_TYPES: dict[FileKind, tuple[str, ...]] = {
    "pdf": ("application/pdf",),
    "image": ("image/jpeg", "image/png", "image/webp"),
    "document": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
    ),
    "spreadsheet": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    "text": ("text/plain", "text/csv"),
}
"""What each kind of file may be, told by its content and never by its name."""

MEGABYTE = 1024 * 1024
FACTS = ("upload", "name", "size", "type")
LONGEST_FACT = 255


class File(BaseQuestion):
    """Files, kept as a list of `{"upload", "name", "size", "type"}`: the upload's id and what is known of it.

    Whoever calls the engine puts these facts in the place of the ids that a front end sends; an id without facts is an
    upload that does not exist, or is not this respondent's.
    """

    multiple: ClassVar[bool] = True

    type: Literal["file"]
    accept: tuple[FileKind, ...] = Field(default=("pdf", "image"), min_length=1)
    max_size_mb: int = Field(default=10, ge=1, le=50)
    max_files: int = Field(default=1, ge=1, le=10)

    @property
    def media_types(self) -> tuple[str, ...]:
        return tuple(media_type for kind in self.accept for media_type in MEDIA_TYPES[kind])

    def clean(self, raw: Json, locale: str) -> list[Json]:
        items = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else [raw]
        given = [item for item in items if not is_empty(item)]
        if len(given) > self.max_files:
            raise InvalidAnswer("files_max", max=self.max_files)
        return [self._file(item) for item in given]

    def _file(self, item: Json) -> dict[str, Json]:
        if not isinstance(item, Mapping) or set(item) != set(FACTS):
            raise InvalidAnswer("file_unknown")
        try:
            upload, name, media_type = (
                clean_text(item[fact], LONGEST_FACT, lines=False) for fact in ("upload", "name", "type")
            )
        except InvalidAnswer:
            raise InvalidAnswer("file_unknown") from None
        size = item["size"]
        if media_type not in self.media_types:
            raise InvalidAnswer("file_type", name=name)
        if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= self.max_size_mb * MEGABYTE:
            raise InvalidAnswer("file_size", name=name, max=self.max_size_mb)
        return {"upload": upload, "name": name, "size": size, "type": media_type}

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        files = value if isinstance(value, list) else []
        return [str(file["name"]) for file in files if isinstance(file, Mapping)]

    def json_schema(self) -> dict[str, Json]:
        ticket: dict[str, Json] = {"type": "string", "format": "uuid", "description": "The id of an upload"}
        facts: dict[str, Json] = {
            "type": "object",
            "properties": {
                "upload": {"type": "string"},
                "name": {"type": "string"},
                "size": {"type": "integer", "minimum": 0, "maximum": self.max_size_mb * MEGABYTE},
                "type": {"type": "string", "enum": list(self.media_types)},
            },
            "required": list(FACTS),
            "additionalProperties": False,
        }
        return {
            "type": "array",
            "items": {"anyOf": [ticket, facts]},
            "maxItems": self.max_files,
        }
