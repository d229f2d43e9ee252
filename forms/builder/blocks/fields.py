"""Single inputs of the builder: keys, and lists that follow the survey as it is being edited.

None of them is offered for translation: a key that differs between languages would split the answers in two.
"""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

Segments = list[Any]
OWN = frozenset({"attrs", "kind", "source", "empty", "widget"})
"""Arguments of the blocks below that are about the editor only; migrations do without."""


class UntranslatedMixin:
    """A block that wagtail-localize copies as it is."""

    def get_translatable_segments(self, value: Any) -> Segments:
        return []

    def restore_translated_segments(self, value: Any, segments: Segments) -> Any:
        return value


class PlainInput(forms.TextInput):
    """An input that nobody comments on; a survey has hundreds, and each comment button takes its time to draw."""

    show_add_comment_button = False


class PlainCharBlock(UntranslatedMixin, blocks.CharBlock):
    """Text that is the same in every language. In migrations it is a plain CharBlock."""

    def __init__(
        self, *args: Any, attrs: dict[str, str] | None = None, widget: forms.Widget | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget = widget or PlainInput(attrs={"autocomplete": "off", **(attrs or {})})

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, {name: value for name, value in kwargs.items() if name not in OWN}

    class Meta:
        icon = "key"


class KeyBlock(PlainCharBlock):
    """The name that answers are kept under, made from the label once."""

    def __init__(self, kind: str = "key", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Key"))
        kwargs.setdefault("help_text", _("Made from the text once, and never changed: answers are kept under it."))
        self.kind = kind
        attrs = {"readonly": "readonly", "tabindex": "-1", "data-survey-key": kind}
        super().__init__(required=False, max_length=64, search_index=False, attrs=attrs, **kwargs)


class FollowingSelect(forms.Select):
    """A list of what the survey has of `source`, which the editor's browser fills and keeps up to date."""

    show_add_comment_button = False

    def __init__(self, source: str, empty: str | Promise) -> None:
        super().__init__()
        self.source = source
        self.empty = empty


class FollowingSelectAdapter(WidgetAdapter):
    js_constructor = "survey.FollowingSelect"

    def js_args(self, widget: FollowingSelect) -> list[Any]:
        words = {"empty": str(widget.empty), "gone": str(_("does not exist"))}
        return [*super().js_args(widget), {"source": widget.source, **words}]


register(FollowingSelectAdapter(), FollowingSelect)


class FollowingBlock(PlainCharBlock):
    """A choice among what the survey has: its questions, its themes, its lists; or the answers of a question."""

    def __init__(self, source: str = "question", empty: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(
            max_length=160, search_index=False, widget=FollowingSelect(source, empty or _("Choose")), **kwargs
        )


class TagsBlock(PlainCharBlock):
    """Names with commas between."""

    class Meta:
        icon = "tag"


class PlainTextBlock(UntranslatedMixin, blocks.TextBlock):
    """Several lines that are the same in every language."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.TextBlock", args, kwargs
