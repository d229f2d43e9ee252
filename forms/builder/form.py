"""The editor's form of a survey page."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import Block, CharBlock, ListBlock, StreamBlock, StreamValue, StructBlock, TextBlock
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListValue

from forms.builder.errors import Path, refused


def unrefused(block: Block, value: Any, error: ValidationError | None) -> Any:
    """`value`, cleaned; of what `error` refuses, texts stay as they were posted, and all else has its default."""
    if error is None:
        return block.clean(value)
    below = getattr(error, "block_errors", {})
    if isinstance(block, StreamBlock):
        kept = [unrefused(child.block, child.value, below.get(number)) for number, child in enumerate(value)]
        members = [(child.block_type, inner, child.id) for child, inner in zip(value, kept, strict=True)]
        return StreamValue(block, members)
    if isinstance(block, ListBlock):
        bound = value.bound_blocks
        kept = [unrefused(child.block, child.value, below.get(number)) for number, child in enumerate(bound)]
        items = [ListValue.ListChild(child.block, inner, id=child.id) for child, inner in zip(bound, kept, strict=True)]
        return ListValue(block, bound_blocks=items)
    if isinstance(block, StructBlock):
        kept_by_name = {
            name: unrefused(child, value[name], below.get(name)) for name, child in block.child_blocks.items()
        }
        return block.normalize(kept_by_name)
    return value if isinstance(block, CharBlock | TextBlock) else block.get_default()


class SurveyPageForm(WagtailAdminPageForm):
    """Lets an unfinished survey be saved as a draft; everything else asks for one that can be published."""

    is_looked_at = False

    def _post_clean(self) -> None:
        self.instance.may_be_unfinished = self.is_deferred_validation or self.is_looked_at
        if self.is_looked_at:
            self._bring_refused_blocks()
        super()._post_clean()

    def _bring_refused_blocks(self) -> None:
        for name, errors in self.errors.as_data().items():
            field = self.fields.get(name)
            if isinstance(field, BlockField):
                setattr(self.instance, name, unrefused(field.block, self[name].value(), errors[0]))

    def look(self) -> Iterator[tuple[Path, str]]:
        """Bring onto the page whatever was posted, and say what publishing would refuse of each field.

        Of blocks that are refused everything else is brought along, so that it can be looked at too. The page must not
        be saved afterwards.
        """
        self.is_looked_at = True
        self.full_clean()
        for name, errors in self.errors.as_data().items():
            at: Path = () if name == NON_FIELD_ERRORS else (name,)
            for error in errors:
                yield from refused(error, at)

    @property
    def media(self) -> forms.Media:
        scripts = [forms.Script(f"forms/{name}.js", type="module") for name in ("builder", "problems")]
        styles = ["forms/builder.css", "forms/editing.css"]
        return super().media + forms.Media(css={"all": styles}, js=scripts)
