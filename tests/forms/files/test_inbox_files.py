"""The files of a submission in the inbox: who gets them, and how."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.urls import reverse

from cms.models import User
from forms.models import Submission, Upload
from tests.forms.files.surveys import files_in, publish_with_files, received, send

pytestmark = pytest.mark.django_db


def staff(*permissions: str, groups: tuple[Group, ...] = ()) -> User:
    user = User.objects.create_user(f"staff-{User.objects.count()}", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *permissions]))
    user.groups.add(*groups)
    return user


@pytest.fixture
def reader(page):
    group = Group.objects.create(name="Demo readers")
    page.survey.readers.add(group)
    return staff("view_submission", groups=(group,))


@pytest.fixture
def sent(page):
    upload = received(page, name="Plan för 2026.pdf")
    return send(page, name="Demo", plan=[str(upload.pk)])


def address(submission: Submission, upload: Upload | None = None) -> str:
    return reverse("survey_file", args=[submission.pk, (upload or submission.uploads.get()).pk])


def status_of(response: HttpResponse) -> int:
    """The status of a response whose file is not read to its end."""
    response.close()
    return response.status_code


def test_the_inbox_leads_to_the_files(client, reader, sent):
    client.force_login(reader)
    response = client.get(reverse("surveys_inbox:submission", args=[sent.pk]))
    shown = BeautifulSoup(response.content, "html.parser")
    link = shown.select_one(f'a[href="{address(sent)}"]')
    assert link.get_text() == "Plan för 2026.pdf"
    assert link.find_parent("div").dt.get_text() == "Er plan"


def test_a_file_is_saved_and_never_shown(client, reader, sent, folder):
    client.force_login(reader)
    response = client.get(address(sent))
    assert b"".join(response.streaming_content) == files_in(folder)[0].read_bytes()
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''Plan%20f%C3%B6r%202026.pdf"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert int(response.headers["Content-Length"]) == sent.uploads.get().size


def test_only_readers_of_the_survey_get_a_file(client, page, reader, sent):
    publish_with_files("other-survey")
    elsewhere = Group.objects.create(name="Other readers")
    others = {
        "reader of another survey": (staff("view_submission", groups=(elsewhere,)), 404),
        "editor": (staff("change_survey"), 302),
        "group without permission": (staff(groups=tuple(reader.groups.all())), 302),
        "administrator": (User.objects.create_superuser("root", password="x"), 200),
        "reader": (reader, 200),
    }
    for who, (user, status) in others.items():
        client.force_login(user)
        assert (who, status_of(client.get(address(sent)))) == (who, status)
    client.logout()
    response = client.get(address(sent))
    assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


def test_a_file_is_found_under_its_own_submission_only(client, page, reader, sent):
    other = send(page, name="Other")
    loose = received(page)
    client.force_login(reader)
    assert client.get(address(other, sent.uploads.get())).status_code == 404
    assert client.get(address(sent, loose)).status_code == 404


def test_a_file_is_only_read(client, reader, sent):
    client.force_login(reader)
    assert client.post(address(sent)).status_code == 405
    assert status_of(client.head(address(sent))) == 200


def test_a_file_that_is_lost_is_not_found(client, reader, sent, folder):
    files_in(folder)[0].unlink()
    client.force_login(reader)
    assert client.get(address(sent)).status_code == 404


def test_a_download_takes_few_queries(client, reader, sent, django_assert_max_num_queries):
    client.force_login(reader)
    client.get(address(sent)).close()
    with django_assert_max_num_queries(8):
        client.get(address(sent)).close()


def test_no_public_address_leads_to_a_file(client, sent, folder):
    name = sent.uploads.get().file.name
    for prefix in ("/media/", "/media/images/", "/documents/", "/static/", "/private/", "/sv/", "/"):
        assert client.get(prefix + name, follow=True).status_code == 404
