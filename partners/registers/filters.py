"""The filters beside a register: one choice at a time, each with its own heading."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin import FieldListFilter, SimpleListFilter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.states import PartnerState

Option = tuple[str, str | Promise]
TEMPLATE = "partners/admin/registers/filter.html"


class OneOf(FieldListFilter):
    """Narrows the register to one value of a field. `heading` replaces the field's own name."""

    template = TEMPLATE
    lookup = "exact"
    heading: str | Promise = ""

    def __init__(self, *args: Any, field_path: str, **kwargs: Any) -> None:
        self.parameter = f"{field_path}__{self.lookup}"
        super().__init__(*args, field_path=field_path, **kwargs)
        self.title = self.heading or self.title

    def expected_parameters(self) -> list[str]:
        return [self.parameter]

    def options(self, register: Any) -> Iterable[Option]:
        return self.field.flatchoices

    def choices(self, view: Any) -> Iterator[dict[str, Any]]:
        chosen = str(self.used_parameters.get(self.parameter, [""])[-1])
        yield {
            "selected": not chosen,
            "query_string": view.get_query_string(remove=[self.parameter]),
            "display": _("All"),
        }
        for value, label in self.options(view.model_admin):
            yield {
                "selected": str(value) == chosen,
                "query_string": view.get_query_string({self.parameter: value}),
                "display": label,
            }


class CaseStateFilter(OneOf):
    """Where the organisation's case stands now."""

    heading = gettext_lazy("state of the case")

    def options(self, register: Any) -> Iterable[Option]:
        return PartnerState.choices


class LanguageFilter(OneOf):
    """One of the site's languages."""

    heading = gettext_lazy("language")

    def options(self, register: Any) -> Iterable[Option]:
        return settings.LANGUAGES


class YearFilter(OneOf):
    """The years that the register has, newest first. One query."""

    lookup = "year"
    between = "datetimes"

    def options(self, register: Any) -> Iterable[Option]:
        years = getattr(register.model.objects, self.between)(self.field_path, "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]


class YearOfDayFilter(YearFilter):
    """The same for a field that holds days without a time."""

    between = "dates"


class OneWordFilter(SimpleListFilter):
    """A filter that is not about one field."""

    template = TEMPLATE

    def choices(self, view: Any) -> Iterator[dict[str, Any]]:
        yield {
            "selected": self.value() is None,
            "query_string": view.get_query_string(remove=[self.parameter_name]),
            "display": _("All"),
        }
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": view.get_query_string({self.parameter_name: value}),
                "display": label,
            }
