"""Makes a survey of a form page of this site."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from forms.management.importing import ImportCommand
from forms.services.form_pages import find_form_page, form_of


class Command(ImportCommand):
    help = "Make a survey of a form page of wagtail.contrib.forms on this site. The form page stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page", type=int, help="id of the form page")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        page = find_form_page(options["page"])
        if page is None:
            raise CommandError(f"There is no form page with the id {options['page']}.")
        self.take_in(lambda: form_of(page), options)
