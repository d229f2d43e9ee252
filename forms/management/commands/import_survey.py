"""Takes a survey in from JSON."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from forms.services.portable import ImportRefused, import_survey, parse


class Command(BaseCommand):
    help = "Make or bring up to date the page of a survey, from JSON in the format survey/1 (“-” reads standard input)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--parent", type=int, required=True, help="id of the page that the survey belongs below")
        parser.add_argument("--publish", action="store_true", help="publish it at once; otherwise it becomes a draft")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = Page.objects.filter(pk=options["parent"]).first()
        if parent is None:
            raise CommandError(f"There is no page with the id {options['parent']}.")
        try:
            text = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
            page = import_survey(parse(text), parent=parent.specific, publish=options["publish"])
        except OSError as error:
            raise CommandError(str(error)) from error
        except ImportRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(self.style.SUCCESS(f"{page.key} ({page.locale.language_code}): page {page.pk}"))
