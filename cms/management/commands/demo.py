"""Fills an empty site with the demo content."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.loader import load


class Command(BaseCommand):
    help = (
        "Fills an empty site with the programme's pages, demo partners and the survey. Does nothing on a site in use."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load()
        if loaded is None:
            self.stdout.write("The site has content already. Nothing was changed.")
            return
        self.stdout.write(self.style.SUCCESS(f"Published {loaded.pages} pages."))
        if loaded.admin:
            name, password = loaded.admin
            self.stdout.write(f"Sign in at /admin/ as {name} with the password {password}")
            self.stdout.write("It is not shown again.")
