"""A survey tried out by those who build it: example answers, what they come to, and those that were saved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from forms import explanations, fields, presentation
from forms.builder.inspect import Inspection
from forms.builder.preview import draft_form
from forms.engine.base import Answers, Json
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions import AnyQuestion
from forms.engine.questions.upload import File
from forms.messages import FALLBACK
from forms.models import Example, SurveyPage
from forms.page_views import SurveyView
from forms.services import drafts, examples

FACTS = re.compile(r"(?P<type>\S+) (?P<size>\d{1,12}) (?P<name>.{1,200})")
ALL = "*"
"""The key of the one step that all questions are in; no step of a form can have it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A step as respondents see it, in the survey's language."""

    title: str
    intro: SafeString
    is_asked: bool
    fields: tuple[fields.Rendered, ...]


@dataclass(frozen=True, slots=True)
class Unasked:
    """A question that the answers leave out, and the condition that it waits for."""

    label: str
    why: str


def in_one_step(form: Form) -> Step:
    """All questions of `form` for the script that follows the answers, each with its step's condition as well."""

    def joined(step: Step, question: AnyQuestion) -> AnyQuestion:
        rules = [rule for rule in (step.show_if, question.show_if) if rule is not None]
        return question.model_copy(update={"show_if": {"and": rules}}) if rules else question

    questions = tuple(joined(step, question) for step in form.steps for question in step.questions)
    return Step.model_construct(key=ALL, title="", questions=questions)


class TryView(SurveyView, TemplateView):
    """All steps of the survey as it stands in the editor, to fill in at once. Nothing but examples is kept."""

    http_method_names = ("get", "head", "post")
    template_name = "forms/builder/try.html"
    page_title = gettext_lazy("Test this survey")
    header_icon = "tasks"
    _show_breadcrumbs = True

    @cached_property
    def page(self) -> SurveyPage:
        return self.survey_page.get_latest_revision_as_object()

    @cached_property
    def inspection(self) -> Inspection:
        return self.page.inspect()

    @cached_property
    def form(self) -> Form:
        """The survey; while there is something to mend, what can be shown of it."""
        return self.inspection.form or draft_form(self.page.content, settings.WAGTAILADMIN_BASE_URL)

    @cached_property
    def saved(self) -> dict[str, Example]:
        """The examples by their ids as they are posted."""
        return {str(run.example.pk): run.example for run in self.runs}

    @cached_property
    def runs(self) -> list[examples.ExampleRun]:
        return examples.run(self.form, self.page.translation_key)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        example = self.saved.get(request.GET.get("example", ""))
        return self._show(example.answers, name=example.name) if example else self._show({}, tried=False)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        for action, act in (("accept", self._accept), ("delete", self._delete)):
            if example := self.saved.get(request.POST.get(action, "")):
                return act(example)
        answers = drafts.from_post(self.form.questions(), dict(request.POST.lists()))
        answers |= {question.key: files for question in self.form.questions() if (files := self._files(question))}
        name = request.POST.get("_name", "").strip()
        return self._save(answers, name) if "save" in request.POST else self._show(answers, name=name)

    def _files(self, question: AnyQuestion) -> list[Json]:
        """What is known of the files that were chosen, now or before. They are not kept: their facts are their ids."""
        if not isinstance(question, File):
            return []
        chosen = self.request.FILES.getlist(question.key)
        ids = [f"{file.content_type} {file.size} {file.name}" for file in chosen]
        known = [match for text in (*self.request.POST.getlist(question.key), *ids) if (match := FACTS.fullmatch(text))]
        return [
            {"upload": match[0], "type": match["type"], "size": int(match["size"]), "name": match["name"]}
            for match in known
        ]

    def _accept(self, example: Example) -> HttpResponse:
        examples.accept(example, self.form)
        messages.success(self.request, _("“%(name)s” now expects what it comes to.") % {"name": example.name})
        return redirect("survey_try", self.page.pk)

    def _delete(self, example: Example) -> HttpResponse:
        example.delete()
        messages.success(self.request, _("“%(name)s” has been deleted.") % {"name": example.name})
        return redirect("survey_try", self.page.pk)

    def _save(self, answers: Answers, name: str) -> HttpResponse:
        key, author = self.page.translation_key, self.request.user
        try:
            example = examples.save(translation_key=key, name=name, form=self.form, answers=answers, author=author)
        except ValidationError:
            return self._show(answers, name=name, name_error=_("Give the example a name of at most 100 characters."))
        messages.success(self.request, _("“%(name)s” is saved as an example.") % {"name": example.name})
        return redirect(f"{reverse('survey_try', args=[self.page.pk])}?example={example.pk}")

    def _show(self, answers: Answers, *, tried: bool = True, **more: str) -> HttpResponse:
        outcome = evaluate(self.form, answers)
        context = self.get_context_data(
            tried=tried,
            parts=[self._part(step, answers, outcome, tried) for step in self.form.steps],
            errors=[link for step in self.form.steps for link in fields.error_links(self.form, outcome, step)],
            logic=fields.logic_of(self.form, in_one_step(self.form)).script,
            unasked=list(self._unasked(outcome)),
            asked=sum(name in self.form.by_key and self.form.by_key[name].asks for name in outcome.visible),
            result=presentation.result(self.form, outcome) if tried else None,
            **more,
        )
        return self.render_to_response(context)

    def _part(self, step: Step, answers: Answers, outcome: Outcome, tried: bool) -> Part:
        with override(self.form.locale):
            drawn = fields.step_fields(self.form, step, answers, outcome, errors=tried, level=3, remember=False)
        intro = mark_safe(step.intro)  # noqa: S308  (cleaned by the compiler)
        return Part(step.title, intro, step.key in outcome.steps, drawn.fields)

    def _unasked(self, outcome: Outcome) -> Iterator[Unasked]:
        language = (get_language() or FALLBACK)[:2]
        for step in self.form.steps:
            for question in step.questions:
                if not question.asks or question.key in outcome.visible:
                    continue
                rules = [(question.show_if, "question"), (step.show_if, "step")]
                said = [explanations.explain(rule, self.form, language, kind) for rule, kind in rules if rule]
                yield Unasked(question.label, " ".join(said))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            page=self.page,
            language=self.form.locale,
            has_problems=self.inspection.form is None,
            runs=self.runs,
            edit_url=self.subject_url,
            **kwargs,
        )


class TryItem(PageMenuItem):
    """In a survey's menu: test it."""

    label = gettext_lazy("Test this survey")
    icon_name = "tasks"
    url_name = "survey_try"

    def is_shown(self, user: object) -> bool:
        is_survey = isinstance(self.page, SurveyPage) and self.page.alias_of_id is None
        return is_survey and self.page.permissions_for_user(user).can_edit()
