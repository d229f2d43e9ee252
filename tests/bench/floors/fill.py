"""Makes our site's database, with the peer's form as a survey: `python -m tests.bench.floors.fill`.

Prints where the survey is, and what to post to it.
"""

import json

import django

django.setup()

from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from forms.importers.contrib_forms import ContribField, ContribForm, convert
from forms.services.portable import import_survey
from home.models import HomePage
from tests.bench.questions import answers, fields


def fill() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    locale, _created = Locale.objects.get_or_create(language_code="sv")
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Hem", slug="hem", lead="Hej", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "127.0.0.1"})
    listed = tuple(ContribField(**field) for field in fields())
    definition = convert(ContribForm(title="Enkät", fields=listed, language="sv"), "sv").definition
    page = import_survey(definition, parent=home, publish=True)
    questions = [question.key for step in page.live_version.form.steps for question in step.questions]
    given = dict(zip(questions, _values(definition), strict=True))
    print(json.dumps({"page": page.url, "key": page.key, "answers": given}))


def _values(definition: dict[str, object]) -> list[str]:
    """The peer's answers, with a choice as the survey calls it."""
    found = []
    (step,) = definition["steps"]  # type: ignore[misc]  # one page, one step
    for question, answer in zip(step["questions"], answers().values(), strict=True):  # type: ignore[index]
        named = {choice["label"]: choice["value"] for choice in question.get("choices", ())}
        found.append(named.get(answer, answer))
    return found


if __name__ == "__main__":
    fill()
