"""Writes a survey of the site as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from forms.models import SurveyPage
from forms.services.portable import export_survey
from forms.services.versions import NotPublishable


class Command(BaseCommand):
    help = "Write the survey with the given key and language as JSON in the format survey/1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--locale", default="sv")

    def handle(self, *args: Any, **options: Any) -> None:
        pages = SurveyPage.objects.filter(key=options["key"], locale__language_code=options["locale"], alias_of=None)
        page = pages.first()
        if page is None:
            raise CommandError(f"There is no survey “{options['key']}” in the language “{options['locale']}”.")
        try:
            definition = export_survey(page.get_latest_revision_as_object())
        except NotPublishable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(definition, ensure_ascii=False, indent=2))
