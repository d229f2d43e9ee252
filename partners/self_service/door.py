"""The door of every page that a link opens: what the token leads to, and how the answer is kept from others.

The address is what its holder may do. No cookie is set or asked for, so that no other site can borrow one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from forms.tokens import hashed
from partners import access
from partners.models import AccessLink, Partner


@dataclass(frozen=True, slots=True)
class Visit:
    """An organisation on its own page: by which link, and with which token."""

    link: AccessLink
    token: str

    @property
    def partner(self) -> Partner:
        return self.link.partner

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.token, *args])

    def back(self, done: str = "") -> HttpResponseRedirect:
        """To the own page, which says what has been `done` (see `own.DONE`)."""
        return HttpResponseRedirect(self.url("own_page") + (f"?done={done}" if done else ""), status=303)


Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
LinkView = Callable[Concatenate[HttpRequest, Visit, Rest], HttpResponse]

READ = ("GET", "HEAD")
READ_AND_WRITE = (*READ, "POST")
UNPROCESSABLE = 422


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def apart(methods: Collection[str] = READ) -> Callable[[View[Rest]], View[Rest]]:
    """A page that is kept nowhere, found by no search, and tells nobody where its reader came from."""

    def decorated(view: View[Rest]) -> View[Rest]:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(list(methods))
            return _kept_to_itself(view(request, *args, **kwargs))

        return answer

    return decorated


def by_link(methods: Collection[str] = READ) -> Callable[[LinkView[Rest]], View[Concatenate[str, Rest]]]:
    """A page of the organisation whose link is in the address. The view gets a `Visit` in the token's place."""

    def decorated(view: LinkView[Rest]) -> View[Concatenate[str, Rest]]:
        @apart(methods)
        @wraps(view)
        def answer(request: HttpRequest, token: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            link = access.find(token)
            if link is None:
                return _no_longer_open(request, token)
            return view(request, Visit(link, token), *args, **kwargs)

        return answer

    return decorated


def _no_longer_open(request: HttpRequest, token: str) -> HttpResponse:
    """One page for a link that has expired or was closed (410) and for one that never was (404)."""
    was_one = AccessLink.objects.filter(token_hash=hashed(token)).exists()
    return render(request, "partners/self_service/link_closed.html", status=410 if was_one else 404)
