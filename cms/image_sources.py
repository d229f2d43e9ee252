"""The sizes and formats that an image is shown in on other front ends: the same files that the site's own pages use."""

from collections.abc import Iterator
from typing import Any

from wagtail.images.models import AbstractImage, Filter

TYPES = {"webp": "image/webp", "jpeg": "image/jpeg"}
SPECS = Filter.expand_spec(["format-{webp,jpeg}", "width-{480,960,1440}"])


def sources_of(image: AbstractImage) -> Iterator[dict[str, Any]]:
    """`url` (full), `width`, `height` and `type` of each file, the smallest first of each type."""
    for spec, rendition in image.get_renditions(*SPECS).items():
        media_type = TYPES[spec.split("|")[0].removeprefix("format-")]
        yield {"url": rendition.full_url, "width": rendition.width, "height": rendition.height, "type": media_type}
