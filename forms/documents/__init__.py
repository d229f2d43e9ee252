"""What respondents may keep on paper: accessible PDF documents (PDF/UA-1)."""

from forms.documents.result import result_pdf

__all__ = ["result_pdf"]
