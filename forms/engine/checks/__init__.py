"""What must be mended in a form before it can be published or imported, and what may deserve a second look."""

from forms.engine.checks.comparisons import mismatches
from forms.engine.checks.doubts import warnings
from forms.engine.checks.formulas import formulas
from forms.engine.checks.places import Place, places
from forms.engine.checks.reach import unreachable
from forms.engine.checks.structure import cycles, keys, questions, unasked
from forms.engine.checks.variables import unreadable
from forms.engine.definition import Form
from forms.engine.errors import Problem

__all__ = ["Place", "check", "places", "warnings"]


def check(form: Form) -> list[Problem]:
    """Every problem of `form`, in the order of the form; an empty list means that it can be published.

    What the rules say is looked at once they can be compiled, and what they come to once they say something.
    """
    problems = [*keys(form), *unreadable(form), *questions(form)]
    if not problems:
        problems = [*mismatches(form), *formulas(form), *cycles(form)]
    if not problems:
        problems = [*unreachable(form)]
    return problems or [*unasked(form)]
