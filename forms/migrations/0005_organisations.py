"""Writes down which organisation each submission is from, where its survey asks for the business ID."""

from django.db import migrations

ROLE = "partner.business_id"


def fill(apps, schema_editor):
    version_model = apps.get_model("surveys", "SurveyVersion")
    submissions = apps.get_model("surveys", "Submission").objects
    for version in version_model.objects.iterator():
        questions = [question for step in version.definition["steps"] for question in step.get("questions", [])]
        key = next((question["key"] for question in questions if question.get("maps_to") == ROLE), None)
        if key is None:
            continue
        for submission in submissions.filter(version=version).iterator():
            submission.organisation = str(submission.answers.get(key) or "")[:64]
            submission.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_the_way_of_answering")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
