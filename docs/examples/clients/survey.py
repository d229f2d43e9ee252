"""Lists the open surveys and answers one, with the client that `make clients` generates."""

import sys
from http import HTTPStatus

from survey_client import Client
from survey_client.api.surveys import create_submission, get_survey, list_surveys
from survey_client.models import SubmissionIn, SubmissionOut, Survey, SurveyList

ANSWERS = {
    "subject": "joining",
    "message": "How do we join?",
    "contact_name": "Kim Example",
    "reply_by": "email",
    "contact_email": "kim@segel.example",
}


def main(address: str) -> None:
    client = Client(address, follow_redirects=True)
    surveys = list_surveys.sync(client=client, locale="en")
    assert isinstance(surveys, SurveyList)
    print(", ".join(survey.key for survey in surveys.items))

    survey = get_survey.sync("contact", client=client, locale="en")
    assert isinstance(survey, Survey)

    body = SubmissionIn.from_dict({"locale": "en", "version": survey.version, "answers": ANSWERS})
    answer = create_submission.sync_detailed("contact", client=client, body=body)
    if answer.status_code != HTTPStatus.CREATED:
        sys.exit(answer.content.decode())
    assert isinstance(answer.parsed, SubmissionOut)
    print(f"{survey.title}: {answer.parsed.reference}")


if __name__ == "__main__":
    main(sys.argv[1])
