"""The management commands that a person starts the site with."""

import gettext
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
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


@pytest.fixture
def catalogue(tmp_path: Path, settings: Any) -> Path:
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE)
    return path


def test_messages_are_compiled(catalogue: Path) -> None:
    assert run("compile_messages") == "Compiled sv\n"
    with catalogue.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Page") == "Sida"


def test_compiled_messages_are_left_alone(catalogue: Path) -> None:
    run("compile_messages")
    assert run("compile_messages") == ""


def test_changed_messages_are_compiled_again(catalogue: Path) -> None:
    run("compile_messages")
    compiled = catalogue.with_suffix(".mo").stat().st_mtime
    os.utime(catalogue, (compiled + 10, compiled + 10))
    assert run("compile_messages") == "Compiled sv\n"
