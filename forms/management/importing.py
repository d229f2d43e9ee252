"""What the commands that import have in common: where it goes, its report, and the pages that come of it."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Locale, Page

from forms.management.report import lines
from forms.services.imports import Proposal, WhichForm, accept, propose
from forms.services.portable import ImportRefused


class ImportCommand(BaseCommand):
    """Says in English what it does, whatever the language of the survey."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, help="id of the page that the survey belongs below")
        parser.add_argument("--report", action="store_true", help="only tell what would come of it")
        parser.add_argument("--publish", action="store_true", help="publish it at once; otherwise it becomes a draft")
        parser.add_argument(
            "--translations", action="store_true", help="make it in the other languages of its texts too"
        )

    def take_in(self, read: Callable[[], object], options: dict[str, Any], chosen: str = "") -> None:
        """Report on what `read` gives, and make pages of it unless only the report is wanted."""
        parent = self.parent(options)
        with override("en"), transaction.atomic():
            try:
                proposal = propose(read(), parent=parent, languages=self.languages(parent), chosen=chosen)
                for line in lines(proposal):
                    self.stdout.write(line)
                if not options["report"]:
                    self.make(proposal, parent, options)
            except OSError as error:
                raise CommandError(str(error)) from error
            except ImportRefused as refused:
                raise CommandError(f"Nothing was imported.\n{refused}") from refused
            except WhichForm as which:
                raise CommandError(f"There are several forms; choose one with --form. {which}") from which

    def parent(self, options: dict[str, Any]) -> Page:
        if options["parent"] is None and options["report"]:
            return Page(locale=Locale.get_default())
        if options["parent"] is None:
            raise CommandError("Say with --parent which page the survey belongs below, or look at its --report.")
        page = Page.objects.filter(pk=options["parent"]).first()
        if page is None:
            raise CommandError(f"There is no page with the id {options['parent']}.")
        return page.specific

    @staticmethod
    def languages(parent: Page) -> list[str]:
        if parent.pk is None:
            return [locale.language_code for locale in Locale.objects.exclude(pk=parent.locale_id)]
        return [page.locale.language_code for page in parent.get_translations().select_related("locale")]

    def make(self, proposal: Proposal, parent: Page, options: dict[str, Any]) -> None:
        languages = list(proposal.translations) if options["translations"] else []
        for page in accept(proposal, parent=parent, languages=languages, publish=options["publish"]):
            self.stdout.write(self.style.SUCCESS(f"{page.key} ({page.locale.language_code}): page {page.pk}"))
