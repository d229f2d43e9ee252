"""The form pages in what `manage.py dumpdata` wrote on another site: objects of `{"model", "pk", "fields"}`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.importers.contrib_forms import ContribField, ContribForm

MAIL = ("to_address", "from_address", "subject")
KNOWN = ("intro", "thank_you_text", *MAIL)
PAGE, LOCALE, TYPE = "wagtailcore.page", "wagtailcore.locale", "contenttypes.contenttype"
MOST_FIELDS = 1000

Fields = Mapping[str, Any]


def is_fixture(content: object) -> bool:
    """Whether `content` has the shape of a fixture."""
    return (
        isinstance(content, Sequence)
        and bool(content)
        and all(
            isinstance(item, Mapping) and isinstance(item.get("model"), str) and isinstance(item.get("fields"), Mapping)
            for item in content
        )
    )


def forms_in(content: Sequence[Mapping[str, Any]]) -> dict[str, ContribForm]:
    """The form pages in a fixture by their primary keys, in the order of their first fields."""
    fixture = _Fixture()
    for item in content:
        fixture.add(item["model"].lower(), str(item.get("pk")), item["fields"])
    return {pk: fixture.form(pk) for pk in fixture.fields}


@dataclass
class _Fixture:
    pages: dict[str, Fields] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    others: dict[str, list[tuple[str, Fields]]] = field(default_factory=lambda: defaultdict(list))
    fields: dict[str, list[tuple[str, Fields]]] = field(default_factory=lambda: defaultdict(list))
    submissions: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, model: str, pk: str, fields: Fields) -> None:
        if model == PAGE:
            self.pages[pk] = fields
        elif model == LOCALE:
            self.languages[pk] = _text(fields, "language_code")
        elif model == TYPE:
            self.types[pk] = f"{fields.get('app_label')}.{fields.get('model')}"
        elif "field_type" in fields and "label" in fields:
            self.fields[_page_of(fields)].append((model, fields))
        elif "form_data" in fields:
            self.submissions[_page_of(fields)] += 1
        else:
            self.others[pk].append((model, fields))

    def form(self, pk: str) -> ContribForm:
        found = sorted(self.fields[pk], key=lambda item: _order(item[1]))[:MOST_FIELDS]
        page, own = self.pages.get(pk, {}), self.own(pk, found[0][0].partition(".")[0])
        texts = {name: text for name in own if name not in MAIL and (text := _text(own, name))}
        return ContribForm(
            title=_text(page, "title") or _text(own, "title") or pk,
            fields=tuple(_field(fields) for _model, fields in found),
            language=self.languages.get(str(page.get("locale")), ""),
            texts={name: text for name, text in texts.items() if is_text(name, text)},
            mail={name: text for name in MAIL if (text := _text(own, name))},
            submissions=self.submissions.get(pk, 0),
        )

    def own(self, pk: str, app: str) -> Fields:
        """What the page of `app` holds besides what every page does.

        A fixture names the model of a page by a number that means nothing elsewhere, unless it was written with
        `--natural-foreign` or brings the content types; then what looks most like a form page is taken.
        """
        kind = self.pages.get(pk, {}).get("content_type")
        named = ".".join(map(str, kind)) if isinstance(kind, list) else self.types.get(str(kind), "")
        of_app = [(model, fields) for model, fields in self.others[pk] if model.startswith(f"{app}.")]
        if exact := [fields for model, fields in of_app if model == named]:
            return exact[0]
        likely = [fields for _model, fields in of_app if any(name in fields for name in KNOWN)]
        return likely[0] if likely else {}


def _page_of(fields: Fields) -> str:
    """The primary key of the page that a field or a submission belongs to; sites may name that relation otherwise."""
    if "page" in fields:
        return str(fields["page"])
    numbers = (value for name, value in fields.items() if type(value) is int and name != "sort_order")
    return str(next(numbers, ""))


def _order(fields: Fields) -> int:
    position = fields.get("sort_order")
    return position if isinstance(position, int) else 0


def _field(fields: Fields) -> ContribField:
    texts = {name: _text(fields, name) for name in ContribField.__dataclass_fields__ if name != "required"}
    return ContribField(**texts, required=fields.get("required") is not False)


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def is_text(name: str, text: str) -> bool:
    """Whether a field holds words: neither a stream of blocks nor a name that only the site itself uses."""
    return bool(text.strip()) and (name in KNOWN or (not text.startswith("[{") and " " in text))
