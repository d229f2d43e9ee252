"""Forms of `wagtail.contrib.forms`, from this site or from the `dumpdata` of another, as `survey/1`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from forms.engine.definition import FORMAT
from forms.importers.html import rich_text
from forms.importers.naming import LONGEST_CHOICE, LONGEST_HELP, LONGEST_LABEL, Keys, Values, plain, shortened
from forms.importers.report import Conversion, Definition, Report, list_questions, question_named

TYPES = {
    "singleline": "text",
    "multiline": "long_text",
    "email": "email",
    "number": "number",
    "url": "url",
    "checkbox": "yes_no",
    "checkboxes": "multiple_choice",
    "dropdown": "single_choice",
    "multiselect": "multiple_choice",
    "radio": "single_choice",
    "date": "date",
    "datetime": "datetime",
    "hidden": "hidden",
}
INTRODUCTIONS = ("intro", "introduction", "lead", "body")
MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class ContribField:
    """A form field as it stands in the database, its choices and default value as they were typed."""

    label: str
    field_type: str
    clean_name: str = ""
    required: bool = True
    help_text: str = ""
    choices: str = ""
    default_value: str = ""


@dataclass(frozen=True, slots=True)
class ContribForm:
    """A form page. `texts` are its own texts by field; `mail` what its e-mail to staff was set to, by field."""

    title: str
    fields: tuple[ContribField, ...]
    language: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    mail: Mapping[str, str] = field(default_factory=dict)
    submissions: int = 0


def convert(form: ContribForm, locale: str) -> Conversion:
    """`form` as a survey in the language `locale`."""
    return _Conversion(form, locale).conversion()


def listed(text: str) -> list[str]:
    """Choices as contrib.forms reads them: line by line, or with commas between where there is one line only."""
    lines = text.strip().splitlines()
    items = [line.strip().rstrip(",") for line in lines] if len(lines) > 1 else text.split(",")
    return [item.strip() for item in items if item.strip()]


class _Conversion:
    def __init__(self, form: ContribForm, locale: str) -> None:
        self.form, self.locale = form, locale
        self.report = Report(_("Form page of Wagtail"))
        self.keys = Keys("question", self.report)

    def conversion(self) -> Conversion:
        form, where = self.form, _("The page")
        questions = [self.question(found) for found in form.fields]
        intro = next((name for name in INTRODUCTIONS if form.texts.get(name)), "")
        with override(self.locale):
            heading = _("Questions")
        definition: Definition = {
            "format": FORMAT,
            "key": slugify(form.title)[:60].strip("-").replace("_", "-") or "form",
            "locale": self.locale,
            "title": shortened(form.title, 255, where, self.report) or heading,
            "intro": rich_text(form.texts.get(intro, ""), where, self.report),
            "steps": [{"key": "form", "title": heading, "questions": questions}],
        }
        self.tell_what_stays(intro, where)
        list_questions(self.report, definition)
        return Conversion(definition, self.report)

    def question(self, found: ContribField) -> Definition:
        where = question_named(plain(found.label)[:80])
        key = self.keys.key(found.clean_name or found.label, where)
        question: Definition = {
            "type": self.type_of(found, where),
            "key": key,
            "label": shortened(found.label, LONGEST_LABEL, where, self.report) or key,
            "required": found.required,
        }
        if text := self.help_of(found, where):
            question["help"] = text
        question |= self.own_fields(question, found, where)
        if found.default_value.strip():
            words = _("The value filled in beforehand, “%(value)s”: no answer is filled in for the respondent.")
            self.report.leave(where, words % {"value": plain(found.default_value)[:80]})
        return question

    def type_of(self, found: ContribField, where: str) -> str:
        kind = TYPES.get(found.field_type)
        if kind is None:
            words = _("The kind of field “%(type)s” is not known here. It became a line of text.")
            self.report.change(where, words % {"type": plain(found.field_type)[:40]})
            return "text"
        if kind == "yes_no" and found.required:
            self.report.change(where, _("A box that must be ticked became a consent, kept with the text agreed to."))
            return "consent"
        if kind == "yes_no":
            self.report.change(where, _("A box to tick became a question answered with yes or no."))
        if kind.endswith("_choice") and not listed(found.choices):
            self.report.change(where, _("It has no choices to choose from. It became a line of text."))
            return "text"
        return kind

    def help_of(self, found: ContribField, where: str) -> str:
        text = strip_tags(found.help_text)
        if text != found.help_text:
            self.report.change(where, _("The help is plain text here: its links and its formatting are gone."))
        return shortened(text, LONGEST_HELP, where, self.report)

    def own_fields(self, question: Definition, found: ContribField, where: str) -> Definition:
        """The fields that the question's type adds to those of every question."""
        match question["type"]:
            case "text" if found.field_type == "singleline":
                return {"max_length": 255}
            case "email":
                return {"autocomplete": "email", "data": {"personal": True}}
            case "consent":
                return {"statement": question["label"]}
            case "hidden":
                self.report.change(where, _("A hidden field takes its value from the page's address here."))
                return {"prefill": question["key"], "required": False}
            case "single_choice":
                shown = "select" if found.field_type == "dropdown" else "radio"
                return {"display_as": shown, "choices": self.choices(found, where)}
            case "multiple_choice":
                return {"choices": self.choices(found, where)}
        return {}

    def choices(self, found: ContribField, where: str) -> list[Definition]:
        labels = list(dict.fromkeys(listed(found.choices)))
        if len(labels) > MOST_CHOICES:
            self.report.leave(where, _("Only the first %(most)s choices came over.") % {"most": MOST_CHOICES})
        values = Values()
        return [
            {"value": values.value(label), "label": shortened(label, LONGEST_CHOICE, where, self.report)}
            for label in labels[:MOST_CHOICES]
        ]

    def tell_what_stays(self, intro: str, where: str) -> None:
        form, report = self.form, self.report
        if form.language.partition("-")[0] not in ("", self.locale):
            words = _(
                "The form says that it is in the language “%(found)s”. It was taken for “%(here)s”, as the pages are."
            )
            report.change(where, words % {"found": form.language[:20], "here": self.locale})
        for name, text in form.texts.items():
            if name != intro:
                shown = plain(strip_tags(text))[:300]
                report.leave(where, _("The text “%(name)s”: “%(text)s”") % {"name": name, "text": shown})
        if to := form.mail.get("to_address"):
            words = _("E-mail to %(addresses)s. Choose “E-mail to staff” under “After sending”, with these addresses.")
            report.leave(where, words % {"addresses": plain(to)[:300]})
        for name in ("from_address", "subject"):
            if said := form.mail.get(name):
                words = _("The e-mail's “%(name)s”: “%(text)s”")
                report.leave(where, words % {"name": name, "text": plain(said)[:200]})
        if form.submissions:
            words = _("Submissions: %(count)s. They stay where they are; export them before you take that form away.")
            report.leave(where, words % {"count": form.submissions})
