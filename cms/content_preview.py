"""Drafts for other front ends: a page as it is in the editor, for whoever has the token of its preview.

The token is made when a member of staff asks for the preview, names one page, is signed, and works for a day.
"""

from datetime import timedelta
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

LASTS = timedelta(days=1)


class PagePreviewsViewSet(PagesAPIViewSet):
    """`?content_type=&token=` as the preview's address has them, and `fields` as elsewhere."""

    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(["content_type", "token"])

    def listing_view(self, request: Request) -> Response:
        page = self.get_object()
        self.action = "detail_view"
        response = Response(self.get_serializer(page).data)
        response["Cache-Control"] = "private, no-store"
        return response

    def detail_view(self, request: Request, pk: int) -> Response:
        """A draft is known by its token only."""
        raise Http404

    def get_object(self) -> Page:
        token, (app_label, _, model) = self.request.GET.get("token", ""), self._content_type()
        try:
            HeadlessPreviewMixin.get_preview_signer().unsign(token, max_age=LASTS)
            content_type = ContentType.objects.get_by_natural_key(app_label, model)
            preview = PagePreview.objects.get(content_type=content_type, token=token)
        except (BadSignature, ContentType.DoesNotExist, PagePreview.DoesNotExist) as error:
            raise Http404 from error
        page = cast(Page, preview.as_page())
        page.pk = page.pk or 0
        return page

    def _content_type(self) -> Any:
        return self.request.GET.get("content_type", "").partition(".")
