"""The organisation's own data to take along."""

import json

from django.http import HttpRequest, HttpResponse

from partners import documents
from partners.self_service import own_data
from partners.self_service.door import Visit, by_link
from partners.self_service.papers import attachment


@by_link()
def data_json(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For machines."""
    content = json.dumps(own_data.as_json(visit.partner), ensure_ascii=False, indent=2)
    return attachment(content.encode(), f"{visit.partner.slug}.json", "application/json")


@by_link()
def data_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For people."""
    content = documents.report_pdf(own_data.as_document(visit.partner))
    return attachment(content, f"{visit.partner.slug}.pdf", "application/pdf")
