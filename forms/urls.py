"""The addresses at which a survey is answered, below `/<language>/survey/`."""

from django.urls import path

from forms import views
from forms.views import challenge, correcting, inviting, printing, resuming

app_name = "surveys"

urlpatterns = [
    path("<slug:key>/", views.start, name="start"),
    path("<slug:key>/-/challenge/", challenge.challenge, name="challenge"),
    path("<slug:key>/invitation/<str:token>/", inviting.invitation, name="invitation"),
    path("<slug:key>/correction/<str:token>/", correcting.correct, name="correction"),
    path("<slug:key>/receipt/<str:receipt>/", views.receipt, name="receipt"),
    path("<slug:key>/receipt/<str:receipt>/result.pdf", views.result_pdf, name="result_pdf"),
    path("<slug:key>/receipt/<str:receipt>/goal/", views.choose_goal, name="choose_goal"),
    path("<slug:key>/<str:token>/-/resume/", resuming.resume, name="resume"),
    path("<slug:key>/<str:token>/-/link/", resuming.send_link, name="send_link"),
    path("<slug:key>/<str:token>/-/print/", printing.print_answers, name="print_answers"),
    path("<slug:key>/<str:token>/", views.review, name="review"),
    path("<slug:key>/<str:token>/<slug:step>/", views.answer, name="answer"),
]
