"""The addresses at which a survey is answered, below `/<language>/survey/`."""

from django.urls import path

from forms import views

app_name = "surveys"

urlpatterns = [
    path("<slug:key>/", views.start, name="start"),
    path("<slug:key>/receipt/<str:receipt>/", views.receipt, name="receipt"),
    path("<slug:key>/<str:token>/", views.review, name="review"),
    path("<slug:key>/<str:token>/<slug:step>/", views.answer, name="answer"),
]
