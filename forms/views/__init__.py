"""The HTML door: a survey answered step by step in the browser, with or without JavaScript.

The first view of a survey is its page, the same for everybody and without a cookie. The first answer begins a draft;
from then on the address carries the draft's token. There is no session, so there is nothing for a forged request to
ride on, and the views need no CSRF token that would make the pages different for each visitor.
"""

from forms.views.answering import answer
from forms.views.page import preview_survey, serve_survey, start
from forms.views.receipt import choose_goal, receipt, result_pdf
from forms.views.sending import review

__all__ = [
    "answer",
    "choose_goal",
    "preview_survey",
    "receipt",
    "result_pdf",
    "review",
    "serve_survey",
    "start",
]
