"""A question type is added in the three places that docs/adding-a-question-type.md names, and works everywhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.test_tree import ROOT, tracked

GUIDE = (ROOT / "docs/adding-a-question-type.md").read_text()
PARTS = ("*.py", "templates/**", "partners/data/**", "forms/starters/**", "locale/**")

ENGINE_HEAD = """import re
from typing import Literal

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.text import clean_text

SHAPE = re.compile(r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$")


"""
BLOCK_HEAD = """from forms.builder.blocks.questions.base import QuestionBlock


def _(text):
    return text


"""
USE = """
import django

django.setup()

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.builder.decompile import decompile
from forms.builder.inspect import inspect
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.fields import step_fields
from forms.services.survey_schema import survey_schema

account = {"key": "account", "type": "iban", "label": "Account", "required": True}
group = {"key": "rows", "type": "group", "label": "Rows", "questions": [account | {"key": "other", "required": False}]}
step = {"key": "step", "title": "Step", "questions": [account, group]}
form = Form.model_validate({"key": "demo", "locale": "en", "title": "Demo", "steps": [step]})

answers = {"account": "fi21 1234 5600 0007 85", "rows": [{"other": "FI2112345600000785"}]}
outcome = evaluate(form, answers)
assert outcome.errors == (), outcome.errors
assert outcome.cleaned == {"account": "FI2112345600000785", "rows": [{"other": "FI2112345600000785"}]}
assert [error.code for error in evaluate(form, {"account": "no"}).errors] == ["iban"]

assert "iban" in QUESTION_BLOCKS
assert inspect(decompile(form)).form == form
assert "iban" in str(survey_schema("http://demo.example"))
html = "".join(field.html for field in step_fields(form, form.steps[0], answers, outcome).fields)
assert 'name="account"' in html and 'value="fi21 1234 5600 0007 85"' in html
print("works")
"""


def example(heading: str) -> str:
    """The example under a heading of the guide."""
    found = re.search(rf"## \d\. {heading}.*?```\w+\n(.*?)```", GUIDE, re.DOTALL)
    assert found, heading
    return found[1]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path in tracked(*PARTS):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def register(path: Path, import_line: str, before: str, entry: str) -> None:
    text = path.read_text()
    assert before in text
    docstring, rest = text.split("\n\n", 1)
    path.write_text(f"{docstring}\n\n{import_line}\n{rest}".replace(before, entry + before, 1))


def test_the_three_places_of_the_guide_are_enough(copy: Path) -> None:
    questions, blocks = copy / "forms/engine/questions", copy / "forms/builder/blocks/questions"
    (questions / "iban.py").write_text(ENGINE_HEAD + example("What it is: the engine"))
    register(
        questions / "registry.py",
        "from forms.engine.questions.iban import Iban",
        "    | BusinessIdFi\n",
        "    | Iban\n",
    )
    (copy / "templates/forms/questions/iban.html").write_text(example("How it looks: the template"))
    (blocks / "iban.py").write_text(BLOCK_HEAD + example("How it is built: the block"))
    register(
        blocks / "registry.py",
        "from forms.builder.blocks.questions.iban import IbanQuestion",
        '    "business_id_fi"',
        '    "iban": IbanQuestion(),\n',
    )
    used = subprocess.run(
        [sys.executable, "-c", USE],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        capture_output=True,
        text=True,
    )
    assert used.stdout == "works\n", used.stderr[-3000:]
