"""A step's questions made ready for the page: what each control is called, what it holds and how it is drawn.

A question's template has the name of its type and is given a `Field`; what a template cannot know by itself comes from
attributes of the question, so that a new type needs nothing here.
"""

from forms.fields.building import Rendered, StepFields, step_fields, with_rows
from forms.fields.errors import ErrorLink, error_links, link_to
from forms.fields.logic import Logic, logic_of
from forms.fields.marking import language_of, marked_html, marked_text, note
from forms.fields.seen import Unseen, is_given, unseen

__all__ = [
    "ErrorLink",
    "Logic",
    "Rendered",
    "StepFields",
    "Unseen",
    "error_links",
    "is_given",
    "language_of",
    "link_to",
    "logic_of",
    "marked_html",
    "marked_text",
    "note",
    "step_fields",
    "unseen",
    "with_rows",
]
