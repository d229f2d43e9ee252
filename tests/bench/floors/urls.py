"""Our own addresses, and beside them the floors: behind the same middleware, in the same process."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from cms.urls import handler400, handler404, urlpatterns
from tests.bench.floors.models import Kept

__all__ = ["handler400", "handler404", "urlpatterns"]

BODIES: dict[int, bytes] = {}


def constant(request: HttpRequest, size: int) -> HttpResponse:
    """As many bytes as are asked for, always the same."""
    return HttpResponse(BODIES.setdefault(size, b"x" * size))


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Read JSON, insert it, answer with its key."""
    kept = Kept.objects.create(answers=json.loads(request.body)["answers"])
    return JsonResponse({"id": kept.pk}, status=201)


urlpatterns = [path("floor/<int:size>/", constant), path("floor/insert/", insert), *urlpatterns]
