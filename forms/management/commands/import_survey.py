"""Takes a survey in from a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from forms.management.importing import ImportCommand
from forms.services.portable import parse


class Command(ImportCommand):
    help = (
        "Make or bring up to date the page of a survey, from JSON: survey/1, a SurveyJS survey, or what dumpdata of "
        "another Wagtail site wrote of its form pages. “-” reads standard input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--form", default="", help="id of the form page to take, where the file has several")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        def read() -> object:
            name = options["file"]
            return parse(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())

        self.take_in(read, options, chosen=options["form"])
