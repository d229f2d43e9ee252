"""What can be published, but is most likely not what was meant."""

from collections.abc import Iterable, Iterator

from forms.engine.checks.places import places
from forms.engine.definition import Form
from forms.engine.errors import Problem, pointer
from forms.engine.questions.choice import OptionQuestion

HIGHEST = 100
"""Percent: what a band can reach."""


def warnings(form: Form) -> list[Problem]:
    """What deserves a second look in `form`; none of it keeps the form from being published."""
    return [*_labels(form), *_choice_labels(form), *_bands(form), *_themes(form)]


def _labels(form: Form) -> Iterator[Problem]:
    for step_index, step in enumerate(form.steps):
        asking = [(i, question.label) for i, question in enumerate(step.questions) if question.asks]
        for index, label in _repeated(asking):
            yield Problem("same_label", pointer("steps", step_index, "questions", index, "label"), {"label": label})


def _choice_labels(form: Form) -> Iterator[Problem]:
    for place in places(form):
        if isinstance(place.question, OptionQuestion):
            labels = [(index, choice.label) for index, choice in enumerate(place.question.choices)]
            for index, label in _repeated(labels):
                yield Problem("same_choice_label", place.at + pointer("choices", index, "label"), {"label": label})


def _repeated(labels: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Those that say what an earlier one has said, whatever the case of their letters."""
    seen: set[str] = set()
    for index, label in labels:
        words = " ".join(label.casefold().split())
        if words and words in seen:
            yield index, label
        seen.add(words)


def _bands(form: Form) -> Iterator[Problem]:
    reached, at = -1, 0
    for least, most, index in sorted((band.min, band.max, index) for index, band in enumerate(form.scoring.bands)):
        at = index
        if least > reached + 1:
            yield Problem("bands_gap", pointer("scoring", "bands", at), {"from": reached + 1, "to": least - 1})
        elif least <= reached:
            yield Problem("bands_overlap", pointer("scoring", "bands", at), {"from": least, "to": min(most, reached)})
        reached = max(reached, most)
    if form.scoring.bands and reached < HIGHEST:
        yield Problem("bands_gap", pointer("scoring", "bands", at), {"from": reached + 1, "to": HIGHEST})


def _themes(form: Form) -> Iterator[Problem]:
    scored = {question.theme for question in form.scorable if question.max_score}
    for index, theme in enumerate(form.scoring.themes):
        if theme.key not in scored:
            yield Problem("theme_unscored", pointer("scoring", "themes", index), {"theme": theme.label})
