"""The one question that saving, publishing, importing and previewing ask of a survey's content: is it a form?"""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from forms.builder import findings
from forms.builder.compile import Compiler
from forms.builder.content import Content
from forms.builder.findings import Finding
from forms.engine.checks import check, warnings
from forms.engine.definition import Form


@dataclass(frozen=True, slots=True)
class Inspection:
    """A content's definition and, where nothing is found to mend, the form that it is.

    `unfinished` is the form as far as it has the shape of one, whatever is to mend in it.
    """

    definition: dict[str, Any]
    form: Form | None
    findings: tuple[Finding, ...]
    unfinished: Form | None = None

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What does not keep the form from being published, yet may not be what its editor means."""
        form = self.unfinished
        return () if form is None else tuple(findings.of_problem(problem, form) for problem in warnings(form))

    @property
    def lines(self) -> list[str]:
        """The findings, each naming its step and question."""
        return findings.described(self.findings, self.definition)


def inspect(content: Content, base_url: str = "") -> Inspection:
    """Compile `content` and check it. Words are in the active language."""
    compiler = Compiler(content, base_url)
    definition = compiler.definition()
    found = compiler.findings
    try:
        form = Form.model_validate(definition)
    except ValidationError as error:
        return Inspection(definition, None, (*found, *findings.of_invalid(error, definition)))
    found = [*found, *(findings.of_problem(problem, form) for problem in check(form))]
    return Inspection(definition, None if found else form, tuple(found), form)
