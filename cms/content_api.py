"""Wagtail's content API, version 2: pages, images, documents, and the snippets as visitors may see them."""

from django.db.models import QuerySet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.content_preview import PagePreviewsViewSet
from cms.models import ContactPerson
from partners.models import Award, Goal, GoalTemplate, Partner, Sector, Theme

content_api = WagtailAPIRouter("wagtailapi")
content_api.register_endpoint("pages", PagesAPIViewSet)
content_api.register_endpoint("images", ImagesAPIViewSet)
content_api.register_endpoint("documents", DocumentsAPIViewSet)
content_api.register_endpoint("redirects", RedirectsAPIViewSet)
content_api.register_endpoint("page-previews", PagePreviewsViewSet)


class PartnersViewSet(BaseAPIViewSet):
    model = Partner

    def get_queryset(self) -> QuerySet[Partner]:
        return Partner.objects.public()


class GoalsViewSet(BaseAPIViewSet):
    model = Goal

    def get_queryset(self) -> QuerySet[Goal]:
        return Goal.objects.public().filter(partner__in=Partner.objects.public())


class AwardsViewSet(BaseAPIViewSet):
    model = Award

    def get_queryset(self) -> QuerySet[Award]:
        return Award.objects.public()


content_api.register_endpoint("partners", PartnersViewSet)
content_api.register_endpoint("goals", GoalsViewSet)
content_api.register_endpoint("awards", AwardsViewSet)
for name, model in {
    "contact-persons": ContactPerson,
    "goal-templates": GoalTemplate,
    "sectors": Sector,
    "themes": Theme,
}.items():
    content_api.register_endpoint(name, type(f"{model.__name__}sViewSet", (BaseAPIViewSet,), {"model": model}))
