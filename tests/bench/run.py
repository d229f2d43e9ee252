"""`make bench`: the engine beside wagtail.contrib.forms, our fields beside Django's, PDFs, and a very large survey."""

import os
from itertools import count
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

import django
import typst

django.setup()

from django import forms
from django.db import transaction
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from wagtail.contrib.forms.forms import FormBuilder

from forms.engine.checks import check
from forms.engine.compile import compile_form
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.fields import step_fields
from forms.models import SurveyPage
from forms.services.portable import import_survey
from partners.demo.mapping import to_survey
from partners.documents import commitment_pdf
from tests.bench import large_survey
from tests.bench.clock import milliseconds, table
from tests.bench.peer.models import FormField, FormPage
from tests.factories.home import make_small_site
from tests.forms.builder.test_hostile_imports import BOMBS, HARMLESS
from tests.partners.documents.test_pdf import commitment

FIELDS = 45


def mapping_answers(form: Form) -> dict[str, Any]:
    """An answer to each of the mapping's questions."""
    given: dict[str, Any] = {}
    for question in form.questions():
        choices = getattr(question, "choices", ())
        value: Any = (
            choices[-1].value
            if choices
            else {"number": "12,5", "email": "demo@butiken.example"}.get(question.type, "Demo")
        )
        given[question.key] = [value] if question.multiple else value
    return given | {"business_id": "0000001-9"}


def peer_page(parent: Any) -> FormPage:
    """A page of wagtail.contrib.forms with as many plain fields as the mapping has questions."""
    page = parent.add_child(instance=FormPage(title="Peer", slug="peer"))
    FormField.objects.bulk_create(
        FormField(page=page, sort_order=n, label=f"Field {n}", clean_name=f"field_{n}", field_type="singleline")
        for n in range(FIELDS)
    )
    return FormPage.objects.get(pk=page.pk)


def evaluating(page: FormPage) -> None:
    form = Form.model_validate(to_survey("sv"))
    answers = mapping_answers(form)
    outcome = evaluate(form, answers)
    data = {f"field_{n}": "Demo" for n in range(FIELDS)}
    kept = list(page.get_form_fields())

    def contrib() -> bool:
        return bool(FormPage.objects.get(pk=page.pk).get_form(data, page=page, user=None).is_valid())

    def contrib_in_memory() -> bool:
        return bool(FormBuilder(kept).get_form_class()(data).is_valid())

    figures = milliseconds(
        {
            f"contrib.forms: get_form + is_valid, {FIELDS} plain fields": contrib,
            "contrib.forms: the same with its fields in memory": contrib_in_memory,
            f"evaluate(): {len(outcome.visible)} questions, rules and scores": lambda: evaluate(form, answers),
        }
    )
    slow, memory, ours = figures
    table("Answers checked", figures, slow)
    print(f"  against the fields in memory: {figures[memory] / figures[ours]:.1f} times; errors: {len(outcome.errors)}")
    table("Made ready", milliseconds({"compile_form()": lambda: compile_form(form), "check()": lambda: check(form)}, 3))


def rendering() -> None:
    form = Form.model_validate(to_survey("sv"))
    outcome = evaluate(form, {})

    class Plain(forms.Form):
        pass

    for n in range(FIELDS):
        Plain.base_fields[f"field_{n}"] = forms.CharField(label=f"Field {n}")

    def ours() -> str:
        return "".join(field.html for step in form.steps for field in step_fields(form, step, {}, outcome).fields)

    table(
        "Rendered: all questions of the mapping on one page",
        milliseconds(
            {"Django: 45 default widgets": lambda: Plain().as_div(), "our fields, from the second request on": ours}, 3
        ),
        "Django: 45 default widgets",
    )


def large(parent: Any) -> None:
    definition = large_survey.definition()
    begun = perf_counter()
    page = import_survey(definition, parent=parent, publish=True)
    published = (perf_counter() - begun) * 1000
    page = SurveyPage.objects.get(pk=page.pk)
    form = page.live_version.form
    answers = large_survey.answers()
    begun = perf_counter()
    inspection = page.inspect()
    inspected = (perf_counter() - begun) * 1000
    assert inspection.form is not None
    step = form.steps[0]
    outcome = evaluate(form, answers)
    figures = {"imported and published": published, "inspected, as the editor does while typing": inspected}
    figures |= milliseconds(
        {
            "compile_form()": lambda: compile_form(form),
            "check(), reachability included": lambda: check(form),
            f"evaluate(), {len(outcome.visible)} of them asked": lambda: evaluate(form, answers),
            "a step's fields with their answers": lambda: step_fields(form, step, answers, outcome, errors=True),
        },
        1,
    )
    table(
        f"A survey of {large_survey.QUESTIONS} questions, {large_survey.STEPS} steps, {large_survey.RULES} rules",
        figures,
    )


def largest_files(parent: Any) -> None:
    """What the largest files cost that an import accepts."""
    figures = {}
    for name in HARMLESS:
        begun = perf_counter()
        with transaction.atomic():
            import_survey(BOMBS[name], parent=parent)
            transaction.set_rollback(True)
        figures[name] = (perf_counter() - begun) * 1000
    table("The largest files that are accepted", figures)


def documents() -> None:
    """A signed commitment as PDF/UA, beside an empty page. Each call has other words: nothing is taken from memory."""
    numbers = count(1)
    empty = '#set document(title: "Demo")'

    def bare() -> bytes:
        return typst.compile(f"{empty} // {next(numbers)}".encode(), pdf_standards=["ua-1"], font_paths=bundled)

    bundled = typst.Fonts(include_system_fonts=False)
    table(
        "Documents",
        milliseconds(
            {
                "typst: an empty page": bare,
                "commitment_pdf(), two goals": lambda: commitment_pdf(commitment(number=f"2026-{next(numbers)}")),
            },
            3,
        ),
    )


def main() -> None:
    translation.activate("sv")
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        site = make_small_site()
        evaluating(peer_page(site.homes["sv"]))
        rendering()
        documents()
        large(site.homes["sv"])
        largest_files(site.homes["sv"])
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
