"""What the page of a result needs beside Django's own filters."""

from collections.abc import Collection

from django import template

from forms.services.peers import Median, Peers

register = template.Library()


@register.filter
def median_of(peers: Peers | None, theme: str) -> Median | None:
    """What others reached in a theme; None where nothing is said of them."""
    return peers.themes.get(theme) if peers else None


@register.filter
def is_among(key: str, keys: Collection[str] | None) -> bool:
    return key in (keys or ())
