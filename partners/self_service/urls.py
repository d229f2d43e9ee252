"""The addresses that a link opens, and the pages that anybody may ask, below `/<language>/partnership/`."""

from django.urls import path

from partners.self_service import (
    changing,
    events,
    exports,
    follow_up,
    leaving,
    link_request,
    own,
    papers,
    symbol,
    validity,
)

urlpatterns = [
    path("link/", link_request.request_link, name="request_link"),
    path("own/<str:token>/", own.own_page, name="own_page"),
    path("own/<str:token>/details/", changing.details, name="own_details"),
    path("own/<str:token>/words/", changing.words, name="own_words"),
    path("own/<str:token>/coming/", papers.coming, name="own_coming"),
    path("own/<str:token>/signing.ics", papers.signing_calendar, name="own_calendar"),
    path("own/<str:token>/commitment/<int:pk>/<str:language>.pdf", papers.commitment, name="own_commitment"),
    path("own/<str:token>/annex/<int:pk>/<str:language>.pdf", papers.annex, name="own_annex"),
    path("own/<str:token>/symbol/", symbol.symbol, name="own_symbol"),
    path("own/<str:token>/symbol/<int:pk>/", symbol.symbol_file, name="own_symbol_file"),
    path("own/<str:token>/code.<str:kind>", symbol.code, name="own_code"),
    path("own/<str:token>/event/<int:pk>/", events.sign_up, name="own_sign_up"),
    path("own/<str:token>/sign-up/<int:pk>/cancel/", events.cancel, name="own_cancel"),
    path("own/<str:token>/data.json", exports.data_json, name="own_data_json"),
    path("own/<str:token>/data.pdf", exports.data_pdf, name="own_data_pdf"),
    path("own/<str:token>/leave/", leaving.leave, name="own_leave"),
    path("own/<str:token>/return/", leaving.come_back, name="own_return"),
    path("follow-up/<str:token>/", follow_up.follow_up, name="follow_up"),
    path("valid/<uuid:code>/", validity.validity, name="validity"),
    path("data-protection/", validity.data_protection_description, name="data_protection_description"),
]
