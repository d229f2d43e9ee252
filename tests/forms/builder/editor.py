"""What the editor's browser does, for tests: what it posts back of a page that it was shown."""

from typing import Any

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.admin.panels import get_edit_handler

from forms.models import SurveyPage

Posted = dict[str, str]


def posted(page: SurveyPage, user: object, **changes: str) -> Posted:
    """The form of `page` as the browser posts it untouched, with `changes` by name of the input."""
    form_class = get_edit_handler(SurveyPage).get_form_class()
    form = form_class(instance=page, for_user=user, parent_page=page.get_parent())
    data: Posted = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if hasattr(field, "block"):
            data |= _block(field.block, value, name)
        else:
            data |= _widget(field.widget, name, field.prepare_value(value))
    for name in ("comments-TOTAL_FORMS", "comments-INITIAL_FORMS"):
        data[name] = "0"
    return data | changes


def confirm(client: Any, url: str) -> Any:
    """Press the button of the page that says what publishing changes, at `url`."""
    form = BeautifulSoup(client.get(url).content, "html.parser").select_one("main form[method=post]")
    return client.post(url, {field["name"]: field.get("value", "") for field in form.select("input")}, follow=True)


def _widget(widget: Any, name: str, value: Any) -> Posted:
    shown = widget.format_value(value)
    if isinstance(shown, list):
        shown = next(iter(shown), "")
    if shown is None or shown is False or shown == "":
        return {} if shown is False else {name: ""}
    return {name: "on" if shown is True else str(shown)}


def _block(block: blocks.Block, value: Any, prefix: str) -> Posted:
    if isinstance(block, blocks.StreamBlock):
        children = [(child.block.name, child.block, child.value, child.id) for child in value]
        return _sequence(children, prefix)
    if isinstance(block, blocks.ListBlock):
        children = [("item", child.block, child.value, child.id) for child in value.bound_blocks]
        return _sequence(children, prefix)
    if isinstance(block, blocks.StructBlock):
        data: Posted = {}
        for name, child in block.child_blocks.items():
            data |= _block(child, value[name], f"{prefix}-{name}")
        return data
    state = block.get_form_state(value)
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if state else {}
    return {prefix: "" if state is None else str(state[0] if isinstance(state, list) else state)}


def _sequence(children: list[tuple[str, blocks.Block, Any, str | None]], prefix: str) -> Posted:
    data: Posted = {f"{prefix}-count": str(len(children))}
    for index, (kind, block, value, block_id) in enumerate(children):
        at = f"{prefix}-{index}"
        data |= {f"{at}-deleted": "", f"{at}-order": str(index), f"{at}-type": kind, f"{at}-id": block_id or ""}
        data |= _block(block, value, f"{at}-value")
    return data
