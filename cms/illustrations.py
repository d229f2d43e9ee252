"""The site's own drawings, written into the page so that they follow its colours, with a title for the reader."""

import re
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

FOLDER = settings.BASE_DIR / "static" / "img" / "illustrations"


class Illustration(models.TextChoices):
    RIVER = "river", _("River")
    HOUSES = "houses", _("Houses")
    FIELDS = "fields", _("Fields")
    SEA = "sea", _("Sea")


TITLES = {
    Illustration.RIVER: _("Red storehouses along the river, with the old town on the hill behind them"),
    Illustration.HOUSES: _("Wooden houses on a street; one of them has solar panels on its roof"),
    Illustration.FIELDS: _("Fields and a red barn by a winding stream, with wind turbines on the hill"),
    Illustration.SEA: _("A sailing boat passes a lighthouse in the archipelago"),
}


@cache
def _drawing(name: Illustration) -> tuple[str, str]:
    """The file's opening tag, with the role that makes its title be read, and what follows its own title."""
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    opening, content = re.fullmatch(r"\s*(<svg\b[^>]*>)(.*)", source, re.DOTALL).groups()  # type: ignore[union-attr]  # our own files
    if "role=" not in opening:
        opening = opening.replace("<svg", '<svg role="img"', 1)
    return opening, re.sub(r"<title>.*?</title>\s*", "", content, count=1, flags=re.DOTALL)


def inline(name: str) -> SafeString:
    """The drawing as markup; nothing when there is no drawing of that name."""
    if name not in Illustration.values:
        return SafeString("")
    known = Illustration(name)
    opening, content = _drawing(known)
    # The file is the project's own, never an upload.
    return mark_safe(f"{opening}<title>{escape(TITLES[known])}</title>{content}")  # noqa: S308
