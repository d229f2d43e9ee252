"""Exports that a spreadsheet opens as what they are: text that looks like a formula stays text."""

from collections import OrderedDict
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.text import capfirst

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class SafeSpreadsheets:
    """For a list view of wagtail-modeladmin, before its own class.

    Wagtail marks text as text in XLSX. A CSV file cannot, so there an apostrophe stands before what a spreadsheet would
    calculate. Times are the city's own.
    """

    def get_filename(self) -> str:
        return str(self.model_admin.base_url_path.rpartition("/")[2])

    def get_heading(self, queryset: Any, field: str) -> str:
        return capfirst(force_str(label_for_field(field, model=self.model, model_admin=self.model_admin)))

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        return OrderedDict((name, self._exported(name, item)) for name in self.list_export)

    def _exported(self, name: str, item: Any) -> Any:
        value = lookup_field(name, item, self.model_admin)[2]
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.make_naive(value)
        return "" if value is None else value

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        text = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(text, str) and text.startswith(FORMULA_SIGNS):
            return f"'{text}"
        return text
