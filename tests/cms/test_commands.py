"""The management commands that a person starts the site with."""

from io import StringIO
from typing import Any

from django.core.management import call_command

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Page"\nmsgstr "Sida"\n'


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_welcome_says_where_and_how(settings: Any) -> None:
    settings.BASE_URL = "http://localhost:8000"
    text = run("welcome")
    for part in ("http://localhost:8000/\n", "http://localhost:8000/admin/", "admin", "changepassword admin"):
        assert part in text
