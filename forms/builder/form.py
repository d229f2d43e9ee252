"""The editor's form of a survey page."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import Block, CharBlock, ListBlock, StreamBlock, StructBlock, TextBlock
from wagtail.blocks.base import BlockField

from forms.builder.errors import Path, refused


def unrefused(block: Block, value: Any, error: ValidationError | None) -> Any:
    """`value` as plain JSON, cleaned; of what `error` refuses, texts stay as posted, and all else has its default."""
    if error is None:
        return block.get_prep_value(block.clean(value))
    below = getattr(error, "block_errors", {})
    if isinstance(block, StreamBlock):
        return [
            _item(child.block_type, child.id, unrefused(child.block, child.value, below.get(number)))
            for number, child in enumerate(value)
        ]
    if isinstance(block, ListBlock):
        return [
            _item("item", bound.id, unrefused(bound.block, bound.value, below.get(number)))
            for number, bound in enumerate(value.bound_blocks)
        ]
    if isinstance(block, StructBlock):
        return {name: unrefused(child, value[name], below.get(name)) for name, child in block.child_blocks.items()}
    return block.get_prep_value(value if isinstance(block, CharBlock | TextBlock) else block.get_default())


def _item(kind: str, block_id: str | None, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": block_id, "value": value}


class SurveyPageForm(WagtailAdminPageForm):
    """Lets an unfinished survey be saved as a draft; everything else asks for one that can be published."""

    is_looked_at = False

    def _post_clean(self) -> None:
        self.instance.may_be_unfinished = self.is_deferred_validation or self.is_looked_at
        super()._post_clean()

    def look(self) -> Iterator[tuple[Path, str]]:
        """Bring onto the page whatever was posted, and say what publishing would refuse of each field.

        Of blocks that are refused everything else is brought along, so that it can be looked at too. The page must not
        be saved afterwards.
        """
        self.is_looked_at = True
        self.full_clean()
        for name, errors in self.errors.as_data().items():
            field = self.fields.get(name)
            if isinstance(field, BlockField):
                setattr(self.instance, name, unrefused(field.block, self[name].value(), errors[0]))
            at: Path = () if name == NON_FIELD_ERRORS else (name,)
            for error in errors:
                yield from refused(error, at)

    @property
    def media(self) -> forms.Media:
        scripts = [forms.Script(f"forms/{name}.js", type="module") for name in ("builder", "problems")]
        styles = ["forms/builder.css", "forms/editing.css"]
        return super().media + forms.Media(css={"all": styles}, js=scripts)
