"""Every state in which a respondent can meet a survey, made in the running site's own database."""

import json

from tests.e2e.conftest import RunningSite

SCRIPT = """
import json
from datetime import timedelta
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from forms import starters
from forms.models import Invitation, Submission, SurveyPage
from forms.presentation import receipt_url
from forms.services import corrections, drafts
from forms.services.starting import start_survey
from forms.services.submissions import submit
from forms.tokens import CORRECTION, INVITATION, signed
from home.models import HomePage

LANGUAGES = ("sv", "fi", "en")
user = get_user_model().objects.get(username="admin")
begun = {code: page for code in LANGUAGES for page in SurveyPage.objects.filter(
    key="initial-mapping", locale__language_code=code)}
# An organisation of its own: the story is about another one.
answers = ANSWERS | {"business_id": "0000002-7"}
made = {code: {} for code in LANGUAGES}

def another(**changes):
    first = start_survey(starters.get("contact"), parent=HomePage.objects.get(locale__language_code="sv"), user=user,
                         languages=("fi", "en"))
    pages = {page.locale.language_code: page for page in SurveyPage.objects.filter(key=first.key)}
    for page in pages.values():
        page = page.get_latest_revision_as_object()
        page.slug = f"provenkat-{first.pk}"
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision(user=user).publish()
    return {page.locale.language_code: page for page in SurveyPage.objects.filter(key=first.key)}

invited = another(invitation_only=True)
closed = another(closes_at=timezone.now() + timedelta(seconds=1))
for code in LANGUAGES:
    version, names = begun[code].live_version, made[code]
    with override(code):
        def at(name, *args):
            return settings.BASE_URL + reverse(f"surveys:{name}", args=["initial-mapping", *args])
        done = [step.key for step in version.form.steps]
        _draft, token = drafts.start(version=version, answers=answers, steps_done=done)
        names["first"] = begun[code].full_url
        names["step"] = at("answer", token, version.form.steps[1].key)
        names["review"] = at("review", token)
        names["print"] = at("print_answers", token)
        names["link"] = at("send_link", token)
        _shared, shared = drafts.start(version=version, answers=answers, steps_done=done)
        names["saving"] = at("answer", shared, version.form.steps[0].key)
        names["gone"] = at("review", "x" * 43)
        sent = [submit(version=version, answers={**answers, "org_name": "Demo"}, door=Submission.Door.PAGE).submission
                for _number in range(2)]
        names["result"] = settings.BASE_URL + receipt_url(sent[0])
        marked = [("org_name", "Hela namnet?"), ("en_kwh", "")]
        for number, name in enumerate(("correction", "withdrawn")):
            asked = corrections.ask(submission=sent[number], questions=marked, message="Hej!",
                                    recipient="demo@states.example", user=user)
            names[name] = at("correction", signed(CORRECTION, asked.pk))
        corrections.withdraw(correction=asked, user=user)
        page = invited[code]
        names["uninvited"] = page.full_url
        asked = Invitation.objects.create(survey=page.survey, language=code, name="Demo")
        names["invited"] = settings.BASE_URL + reverse(
            "surveys:invitation", args=[page.key, signed(INVITATION, asked.pk)])
        names["closed"] = closed[code].full_url
print(json.dumps(made))
"""


def made_in(site: RunningSite, answers: dict[str, object]) -> dict[str, dict[str, str]]:
    """The address of each state, by language and name.

    `answers` are those of a whole initial mapping.
    """
    return json.loads(site.insider.run(SCRIPT.replace("ANSWERS", repr(answers))))
