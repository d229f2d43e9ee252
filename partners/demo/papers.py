"""Loads the partnership's data-protection description and the demo symbol with its guideline."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from cms.translated import LANGUAGES
from partners.models import DataProtectionDescription, SymbolFile, SymbolRelease

FOLDER = Path(__file__).parent


@transaction.atomic
def load() -> None:
    """Loading again leaves alone what is there."""
    _description(_read("data_protection.json"))
    _symbol(_read("symbol.json"))


def _read(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return data


def _description(entry: Mapping[str, Any]) -> None:
    if DataProtectionDescription.objects.exists():
        return
    description = DataProtectionDescription(
        version=entry["version"],
        valid_from=date.fromisoformat(entry["valid_from"]),
        **{f"text_{code}": entry["text"][code] for code in LANGUAGES},
    )
    description.full_clean()
    description.save()


def _symbol(entry: Mapping[str, Any]) -> None:
    if SymbolRelease.objects.exists():
        return
    release = SymbolRelease(
        version=entry["version"],
        valid_from=date.fromisoformat(entry["valid_from"]),
        **{f"guideline_{code}": entry["guideline"][code] for code in LANGUAGES},
    )
    release.full_clean()
    release.save()
    for order, file in enumerate(entry["files"]):
        path = FOLDER / file["path"]
        content = ContentFile(path.read_bytes(), name=path.name)
        SymbolFile.objects.create(release=release, label=file["label"], file=content, sort_order=order)
