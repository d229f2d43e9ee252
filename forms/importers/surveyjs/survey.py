"""A SurveyJS survey as `survey/1`: its pages become steps, its panels headings, its dynamic panels rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import escape, strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from forms.engine.definition import FORMAT
from forms.importers.html import rich_text
from forms.importers.mending import mended
from forms.importers.naming import LONGEST_HELP, LONGEST_LABEL, LONGEST_TITLE, Keys, plain, shortened
from forms.importers.report import Conversion, Definition, Report, list_questions, question_named
from forms.importers.surveyjs.choices import COMMENT
from forms.importers.surveyjs.conditions import FORMULA, Conditions, Expression
from forms.importers.surveyjs.elements import Element
from forms.importers.surveyjs.questions import TYPES
from forms.importers.surveyjs.rules import Target
from forms.importers.surveyjs.texts import Texts, own_language

Expressions = tuple[Expression, ...]

ROWS = {"paneldynamic": ("minPanelCount", "maxPanelCount"), "matrixdynamic": ("minRowCount", "maxRowCount")}
MOST_QUESTIONS = 1000
"""Past this nothing more is read: no survey of that size is taken in."""
MOST_IN_ROW = 30
MOST_ROWS = 100
WITH_CHOICES = ("dropdown", "radiogroup", "checkbox", "tagbox")
BEHAVIOUR = ("triggers", "calculatedValues")


def is_surveyjs(content: object) -> bool:
    """Whether `content` has the shape of a SurveyJS survey."""
    return isinstance(content, Mapping) and any(
        isinstance(content.get(name), list) for name in ("pages", "elements", "questions")
    )


def convert(survey: Mapping[str, Any], locale: str) -> Conversion:
    """`survey` in the language `locale`, as far as it has it."""
    return _Survey(survey, locale).conversion()


class _Survey:
    def __init__(self, survey: Mapping[str, Any], locale: str) -> None:
        self.report = Report("SurveyJS")
        self.texts = Texts(locale, own_language(survey), self.report)
        self.conditions = Conditions()
        self.keys, self.steps = Keys("question", self.report), Keys("step", self.report)
        self.read = 0
        self.survey = self.element(survey, _("The survey"))

    def element(self, raw: Mapping[str, Any], where: str) -> Element:
        return Element(raw, where, self.texts, self.report)

    def conversion(self) -> Conversion:
        survey, where = self.survey, self.survey.where
        with override(self.texts.locale):
            heading = _("Questions")
        pages = survey.objects("pages") or [{"elements": survey.get("elements", "questions")}]
        title = shortened(survey.text("title"), 255, where, self.report)
        steps = [self.page(page, number, heading if len(pages) == 1 else "") for number, page in enumerate(pages, 1)]
        self.conditions.settle(self.report)
        own_name = Texts("default", "default", Report("")).of(survey.get("title"), "")
        definition: Definition = {
            "format": FORMAT,
            "key": slugify(own_name)[:60].strip("-").replace("_", "-") or "survey",
            "locale": self.texts.locale,
            "title": title or heading,
            "intro": self.paragraph(survey),
            "steps": [self.tidied(step) for step in steps if step["questions"]],
        }
        self.tell_what_stays()
        definition = mended(definition, self.report)
        list_questions(self.report, definition)
        return Conversion(definition, self.report, tuple(sorted(self.texts.languages)))

    def paragraph(self, element: Element) -> str:
        text = element.text("description")
        return rich_text(f"<p>{escape(text)}</p>", element.where, self.report) if text.strip() else ""

    def tidied(self, step: Definition) -> Definition:
        """The step without the questions that nothing could be made of in the end."""
        for holder in (step, *(question for question in step["questions"] if "questions" in question)):
            kept = []
            for question in holder["questions"]:
                if question["type"] == "calculated" and FORMULA not in question:
                    self.report.leave(question_named(question["label"][:80]), _("The calculated value."))
                else:
                    kept.append(question)
            holder["questions"] = kept
        step["questions"] = [question for question in step["questions"] if question.get("questions") != []]
        return step

    def page(self, raw: Mapping[str, Any], number: int, heading: str) -> Definition:
        name = self.element(raw, "").string("name")
        page = self.element(raw, _("Page “%(name)s”") % {"name": plain(name)[:80] or number})
        title = shortened(page.text("title"), LONGEST_TITLE, page.where, self.report)
        step: Definition = {
            "key": self.steps.key(name or f"page_{number}", page.where),
            "title": title or heading or str(number),
            "intro": self.paragraph(page),
        }
        self.conditions.later(step, "show_if", self.expressions(page, "visibleIf"))
        page.get("name")
        step["questions"] = list(self.questions(page.objects("elements", "questions"), ()))
        page.tell_unused()
        if not step["questions"]:
            page.leave(_("The page, which has no questions that can come over."))
        return step

    @staticmethod
    def expressions(element: Element, *names: str) -> Expressions:
        text = element.string(*names)
        return (Expression(text, element.where),) if text.strip() else ()

    def questions(
        self, raws: Iterable[Mapping[str, Any]], within: Expressions, *, in_row: bool = False
    ) -> list[Definition]:
        """The questions of a page, panel or row; `within` are the conditions of the panels around them."""
        found: list[Definition] = []
        for raw in raws:
            self.read += 1
            if self.read > MOST_QUESTIONS + 1:
                break
            name = Element(raw, "", self.texts, self.report).string("name", "valueName") or _("without a name")
            element = self.element(raw, question_named(plain(name)[:80]))
            if raw.get("visible") is False:
                element.leave(_("It is hidden from everybody."))
                continue
            found += self.made(element, str(raw.get("type")), within, in_row=in_row)
        return found

    def made(self, element: Element, kind: str, within: Expressions, *, in_row: bool) -> list[Definition]:
        element.get("type", "name", "valueName", "visible")
        if kind in ("panel", "flowpanel"):
            return self.panel(element, within, in_row=in_row)
        if kind in TYPES:
            return self.question(element, kind, within, in_row=in_row)
        if kind == "multipletext":
            return self.several(element, within, in_row=in_row)
        if kind in ROWS and not in_row:
            return self.rows(element, kind, within)
        element.leave(_("Questions of the type “%(type)s” do not exist here.") % {"type": plain(kind)[:40]})
        return []

    def panel(self, element: Element, within: Expressions, *, in_row: bool) -> list[Definition]:
        within = (*within, *self.expressions(element, "visibleIf"))
        questions = self.questions(element.objects("elements", "questions"), within, in_row=in_row)
        title = element.text("title")
        section: Definition = {"type": "section"}
        if title.strip() and questions:
            section |= self.common(element, title)
            self.conditions.later(section, "show_if", within)
            questions.insert(0, section)
        element.tell_unused()
        return questions

    def common(self, element: Element, title: str) -> Definition:
        """What every question has: its key, its words."""
        name = element.string("name", "valueName") or title
        key = self.keys.key(name, element.where)
        words: Definition = {
            "key": key,
            "label": shortened(title or name, LONGEST_LABEL, element.where, self.report) or key,
        }
        if text := shortened(element.text("description"), LONGEST_HELP, element.where, self.report):
            words["help"] = text
        return words

    def question(self, element: Element, kind: str, within: Expressions, *, in_row: bool) -> list[Definition]:
        question = self.common(element, element.text("title"))
        own, target = TYPES[kind](element, question["key"], self.conditions)
        # The rules of a question wait for the very object that its type made.
        question = self.filled(own, question)
        self.asked(element, question, within)
        names = {element.string("name"), element.string("valueName")} - {""}
        extra = self.remark(element, question, within) if element.flag("showCommentArea", "hasComment") else []
        for name in names:
            self.conditions.know(name, target, in_row=in_row)
            for remark in extra:
                self.conditions.know(f"{name}-{COMMENT}", Target(remark["key"], "text"), in_row=in_row)
        if element.get("defaultValue") is not None:
            element.leave(_("The value filled in beforehand: no answer is filled in for the respondent."))
        element.tell_unused()
        return [question, *extra]

    @staticmethod
    def filled(own: Definition, common: Definition) -> Definition:
        for name, value in common.items():
            own.setdefault(name, value)
        return own

    def asked(self, element: Element, question: Definition, within: Expressions) -> None:
        """When it is asked, and when it must be answered."""
        self.conditions.later(question, "show_if", (*within, *self.expressions(element, "visibleIf")))
        if question["type"] in ("statement", "section", "calculated"):
            return
        if element.flag("isRequired"):
            question["required"] = True
        self.conditions.later(question, "required_if", self.expressions(element, "requiredIf"))
        element.get("requiredErrorText")

    def remark(self, element: Element, question: Definition, within: Expressions) -> list[Definition]:
        """The box for a remark below a question, as a question of its own."""
        with override(self.texts.locale):
            label = _("Remarks")
        key = self.keys.key(f"{question['key']}_comment"[:64], element.where)
        words = shortened(element.text("commentText"), LONGEST_LABEL, element.where, self.report)
        remark: Definition = {"type": "long_text", "key": key, "label": words or label}
        self.conditions.later(remark, "show_if", (*within, *self.expressions(element, "visibleIf")))
        element.change(_("The box for a remark became a question of its own."))
        return [remark]

    def several(self, element: Element, within: Expressions, *, in_row: bool) -> list[Definition]:
        """Several lines under one title become a heading and a question for each line."""
        within = (*within, *self.expressions(element, "visibleIf"))
        name = element.string("name", "valueName")
        parts: dict[str, Target] = {}
        questions: list[Definition] = []
        for raw in element.objects("items"):
            inner = self.element({"title": raw.get("name"), **raw, "type": "text"}, element.where)
            part = inner.string("name")
            inner.raw = {**inner.raw, "name": f"{name}_{part}"}
            inner.get("type")
            found = self.question(inner, "text", within, in_row=in_row)
            reads = "number" if found[0]["type"] == "number" else "text"
            parts[part] = Target(found[0]["key"], reads)  # type: ignore[arg-type]  # one of two kinds
            questions += found
        self.conditions.know(name, Target(name, "parts", parts=parts), in_row=in_row)
        if questions:
            section: Definition = {"type": "section", **self.common(element, element.text("title"))}
            self.conditions.later(section, "show_if", within)
            questions.insert(0, section)
            element.change(_("Its lines became a question each, under a heading."))
        element.tell_unused()
        return questions

    def rows(self, element: Element, kind: str, within: Expressions) -> list[Definition]:
        group = {"type": "group", **self.common(element, element.text("title"))}
        outer, self.conditions.row = self.conditions.row, {}
        raws = element.objects("templateElements") if kind == "paneldynamic" else self.columns(element)
        questions = self.questions(raws, (), in_row=True)
        row, self.conditions.row = self.conditions.row, outer
        if len(questions) > MOST_IN_ROW:
            element.leave(_("All but the first %(most)s questions of its rows.") % {"most": MOST_IN_ROW})
        group["questions"] = questions[:MOST_IN_ROW]
        least, most = (element.whole(0, MOST_ROWS, name) for name in ROWS[kind])
        group |= {"min_rows": least} if least else {}
        group |= {"max_rows": max(most, least or 1)} if most else {}
        self.asked(element, group, within)
        if least:
            group["required"] = True
        element.get("choices", "cellType", "defaultValue")
        self.conditions.know(element.string("name", "valueName"), Target(group["key"], "rows", parts=row), in_row=False)
        element.tell_unused()
        if not questions:
            element.leave(_("Its rows have no questions that can come over."))
            return []
        return [group]

    @staticmethod
    def columns(element: Element) -> list[dict[str, Any]]:
        """The columns of a table as questions; those without a type or choices of their own take the table's."""
        common, choices = element.string("cellType") or "dropdown", element.get("choices")
        columns: list[dict[str, Any]] = []
        for column in element.objects("columns"):
            raw = dict(column)
            own = raw.pop("cellType", "default")
            raw["type"] = common if own == "default" else own
            if raw["type"] in WITH_CHOICES and not raw.get("choices"):
                raw["choices"] = choices
            columns.append(raw)
        return columns

    def tell_what_stays(self) -> None:
        survey, report = self.survey, self.report
        for name in ("completedHtml", "completedBeforeHtml", "loadingHtml"):
            if text := survey.text(name):
                words = _("The text “%(name)s”: “%(text)s”")
                report.leave(survey.where, words % {"name": name, "text": plain(strip_tags(text))[:300]})
        for name in BEHAVIOUR:
            for item in survey.objects(name):
                words = _("“%(name)s” of the kind “%(type)s”: what is set or calculated while answering.")
                said = {"name": name, "type": plain(str(item.get("type") or item.get("name")))[:40]}
                report.leave(survey.where, words % said)
        survey.get("locale", "pages", "elements", "questions", "title", "description")
        survey.tell_unused()
        self.texts.tell(survey.where)
