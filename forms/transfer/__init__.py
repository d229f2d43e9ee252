"""The admin's door for surveys as files."""

from forms.transfer.exporting import ExportItem, export_view
from forms.transfer.importing import ImportItem, ImportView

__all__ = ["ExportItem", "ImportItem", "ImportView", "export_view"]
