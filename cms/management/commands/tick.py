"""Runs what the clock should run, once or for ever."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from cms import clock


class Command(BaseCommand):
    help = "Does what is due, such as taking away uploads that nobody used. Safe to run at any time, twice at once too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever, with this pause between")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        failed = clock.run_all()
        while every:
            time.sleep(every)
            close_old_connections()
            clock.run_all()
        if failed:
            raise CommandError(f"These jobs failed: {', '.join(failed)}. The log says why.")
