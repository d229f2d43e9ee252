"""A survey with files, and a private folder for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages

from forms.models import SurveyPage, Upload
from tests.forms.files.surveys import publish_with_files


@pytest.fixture
def page(db: None, folder: Path) -> SurveyPage:
    return publish_with_files()


@pytest.fixture
def folder(settings, tmp_path: Path) -> Iterator[Path]:
    """Where the files of this test lie."""
    private = settings.STORAGES["private"]
    options = {**private["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "private": {**private, "OPTIONS": options}}
    field = Upload._meta.get_field("file")
    before, field.storage = field.storage, storages["private"]
    yield tmp_path
    field.storage = before
