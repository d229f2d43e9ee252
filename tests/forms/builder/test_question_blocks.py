"""A block for every question type, with everything that the type has."""

from typing import get_args

import pytest

from forms.builder.blocks.questions import QUESTION_BLOCKS, QuestionsBlock
from forms.builder.blocks.questions.base import GROUPS
from forms.builder.blocks.questions.files import KINDS
from forms.builder.converters import converter
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.upload import FileKind

LINKED = frozenset({"prefill", "autocomplete"})
UNASKED = frozenset({"required", "required_if", "follow_up_of", "autocomplete"})
WITHOUT_MEANING = {
    **dict.fromkeys(("statement", "section"), UNASKED | {"help", "prefill", "maps_to", "tags", "data"}),
    "calculated": UNASKED | {"prefill"},
    "hidden": UNASKED | {"help"},
    **dict.fromkeys(("consent", "acknowledgement", "file", "group"), LINKED),
    "signature_name": frozenset({"prefill"}),
    **dict.fromkeys(("matrix", "ranking"), frozenset({"autocomplete"})),
}
"""What every question has, but an editor is not offered for some types."""


def test_there_is_a_block_for_exactly_every_type():
    assert set(QUESTION_BLOCKS) == set(QUESTION_TYPES)
    assert set(QuestionsBlock().child_blocks) == set(QUESTION_TYPES)


def test_rows_have_every_type_but_rows():
    rows = QUESTION_BLOCKS["group"].child_blocks["questions"]
    assert set(rows.child_blocks) == set(QUESTION_TYPES) - {"group"}
    assert all(rows.child_blocks[kind] is QUESTION_BLOCKS[kind] for kind in rows.child_blocks)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_block_has_every_field_of_its_type(kind):
    model, block = QUESTION_TYPES[kind], QUESTION_BLOCKS[kind]
    missing = {
        name
        for name in model.model_fields
        if name != "type" and not all(part in block.child_blocks for part in converter(model, name).fields(name))
    }
    assert missing == WITHOUT_MEANING.get(kind, frozenset()) - ({"help"} if kind == "section" else frozenset())


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_block_shows_all_that_it_has(kind):
    block = QUESTION_BLOCKS[kind]
    assert sorted(block.meta.form_layout.get_sorted_block_names()) == sorted(block.child_blocks)
    assert block.label
    assert block.meta.icon != "placeholder"


def test_the_types_are_offered_in_groups():
    groups = [group for group, _blocks in QuestionsBlock().grouped_child_blocks()]
    assert groups == list(GROUPS)


def test_every_kind_of_file_can_be_ticked():
    assert [kind for kind, _label in KINDS] == list(get_args(FileKind))
