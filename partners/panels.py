"""Panels that the programme's records share."""

from django.utils.functional import Promise
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.translated import translated_names


def in_each_language(
    name: str, heading: str | Promise, help_text: str | Promise = "", *, sentence: bool = False
) -> MultiFieldPanel:
    """One panel with the columns of the text `name`. A `sentence` gets a field that grows with it."""
    widget = AdminAutoHeightTextInput if sentence else None
    columns = [FieldPanel(column, widget=widget) for column in translated_names(name)]
    return MultiFieldPanel(columns, heading=heading, help_text=help_text)
