"""Texts in another language than the page's, marked with the language that they are in.

Such are the texts that nobody has translated yet, and all texts where the survey is not there in the reader's language.
"""

from collections.abc import Sequence
from typing import TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from forms.engine.definition import Form
from forms.engine.questions.base import BaseQuestion

Q = TypeVar("Q", bound=BaseQuestion)

TEXTS = ("label", "help", "statement", "document", "low", "high")
LISTS = ("choices", "rows")


def language_of(form: Form, owner: str, text: str) -> str:
    """The language of a text where it is not that of the page; else empty.

    `owner` is the key of a question or a step, or empty for the form itself; `text` its pointer within.
    """
    untranslated = form.untranslated
    language = untranslated.locale if untranslated and text in form.foreign.get(owner, ()) else form.locale
    return "" if language == get_language() else language


def marked_text(form: Form, owner: str, text: str, words: str) -> str:
    """`words`, in an element that says their language where that is another than the page's."""
    language = language_of(form, owner, text)
    return format_html('<span lang="{}">{}</span>', language, words) if words and language else words


def marked_html(form: Form, owner: str, text: str, html: str) -> SafeString:
    """The same for HTML that was cleaned when the version was made."""
    language = language_of(form, owner, text)
    safe = mark_safe(html)  # noqa: S308  (cleaned when the version was made)
    return format_html('<div lang="{}">{}</div>', language, safe) if html and language else safe


def marked(form: Form, question: Q) -> Q:
    """`question` with its texts marked; the very same where none has to be."""
    if form.locale == get_language() and question.key not in form.foreign:
        return question
    texts: dict[str, object] = {
        name: marked_text(form, question.key, f"/{name}", getattr(question, name))
        for name in TEXTS
        if hasattr(question, name)
    }
    for name in question.html_fields:
        texts[name] = marked_html(form, question.key, f"/{name}", getattr(question, name))
    for name in LISTS:
        if members := getattr(question, name, ()):
            texts[name] = _marked_labels(form, question.key, name, members)
    return question.model_copy(update=texts)


def _marked_labels(form: Form, key: str, name: str, members: Sequence[object]) -> tuple[object, ...]:
    return tuple(
        member.model_copy(update={"label": marked_text(form, key, f"/{name}/{number}/label", member.label)})
        for number, member in enumerate(members)
    )


def note(form: Form) -> str:
    """What respondents are told of the languages of the survey; empty where all of it is in theirs."""
    if form.locale != get_language():
        words = {"language": get_language_info(form.locale)["name_translated"]}
        return _("This survey is not there in your language yet. It is shown in another: %(language)s.") % words
    if form.untranslated is not None:
        words = {"language": get_language_info(form.untranslated.locale)["name_translated"]}
        return _("Part of the survey is not translated yet. It is shown in another language: %(language)s.") % words
    return ""
