"""A field that people do not see and programs fill in."""

from collections.abc import Mapping

NAME = "contact_website"
"""Plausible to a program; no browser fills it in by itself."""


def caught(posted: Mapping[str, str]) -> bool:
    return bool(posted.get(NAME, "").strip())
