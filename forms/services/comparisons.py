"""What publishing changes for whom: told before it happens, and of every version afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.engine.compare import Weight, compare
from forms.engine.definition import Form
from forms.models import SurveyPage, SurveyVersion
from forms.services.changes import details, gathered, text
from forms.services.touched import Touched, count
from forms.services.versions import form_of, structure_hash


@dataclass(frozen=True, slots=True)
class Line:
    """A change in words. `touched` is None where it touches no answers, or was not counted."""

    weight: Weight
    text: str
    details: tuple[str, ...]
    touched: Touched | None

    @property
    def answered(self) -> str:
        """Where there are answers to what changes, in words."""
        if self.touched is None:
            return ""
        submissions, drafts = self.touched.submissions, self.touched.drafts
        sent = ngettext("%(count)s submission", "%(count)s submissions", submissions) % {"count": submissions}
        begun = ngettext("%(count)s draft", "%(count)s drafts", drafts) % {"count": drafts}
        found = [words for words, number in ((sent, submissions), (begun, drafts)) if number]
        return _("Answers: %(found)s.") % {"found": ", ".join(found)} if found else _("No answers so far.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a form asks otherwise than an earlier version did, and whose answers that touches.

    `drafts` are under way in the version's language. `until` is when those begun on the live version have to move, if
    it were replaced now; None where they move at once.
    """

    lines: tuple[Line, ...]
    submissions: int
    drafts: int
    until: datetime | None

    @property
    def breaking(self) -> list[Line]:
        return self.of(Weight.BREAKING)

    @property
    def notable(self) -> list[Line]:
        return self.of(Weight.NOTABLE)

    @property
    def words(self) -> list[Line]:
        return self.of(Weight.WORDS)

    def of(self, weight: Weight) -> list[Line]:
        return [line for line in self.lines if line.weight is weight]


def compare_page(page: SurveyPage) -> Comparison | None:
    """What publishing `page` as it is would change; None where it has no version yet. Raises NotPublishable."""
    if page.live_version is None:
        form_of(page)
        return None
    return compare_version(page.live_version, form_of(page), accepted_for=page.accept_older_days)


def languages_behind(page: SurveyPage, form: Form) -> list[str]:
    """The codes of the other languages in which the survey will ask something else once `form` is published."""
    others = SurveyPage.objects.live().filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    asked = others.filter(live_version__isnull=False).exclude(live_version__structure=structure_hash(form))
    return sorted(asked.values_list("locale__language_code", flat=True))


def compare_version(version: SurveyVersion, form: Form, *, accepted_for: int = 0) -> Comparison:
    """What `form` asks otherwise than `version` did, which is accepted for so many days after it was replaced."""
    groups = gathered(compare(version.form, form))
    counts = count(version, groups)
    return Comparison(
        lines=tuple(
            Line(group[0].weight, text(group), details(group[0], version.form, form), counts.changes.get(index))
            for index, group in enumerate(groups)
        ),
        submissions=counts.submissions,
        drafts=counts.drafts,
        until=timezone.now() + timedelta(days=accepted_for) if accepted_for else None,
    )
