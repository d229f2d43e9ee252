"""Compiles the translations of the interface without the gettext tools."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalog(source: Path) -> bool:
    """Writes the .mo beside the .po; says whether it was needed."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as file:
        catalog = read_po(file)
    # Written whole and then moved, so that a running site never reads half a file.
    unfinished = target.with_suffix(".mo.new")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    unfinished.replace(target)
    return True


class Command(BaseCommand):
    help = "Compiles every django.po of the project to django.mo, where the .mo is older."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                if compile_catalog(source):
                    self.stdout.write(f"Compiled {source.parent.parent.name}")
