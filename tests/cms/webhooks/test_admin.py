"""Webhooks in the admin: who may, that a secret is shown only when asked for, and that a wrong address is refused."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from standardwebhooks.webhooks import Webhook as Verifier
from wagtail.models import ModelLogEntry

from cms import outbox
from cms.models import ContentNotice, User, Webhook
from cms.webhooks import notices
from tests.cms.webhooks.receiver import Receiver, webhook_to
from tests.cms.webhooks.worker import work

pytestmark = pytest.mark.django_db

INDEX, ADD = "/admin/webhooks/", "/admin/webhooks/new/"
State = ContentNotice.State


@pytest.fixture
def webhook(receiver: Receiver) -> Webhook:
    return webhook_to(receiver.url, on_content=True)


def address(webhook, name="inspect") -> str:
    return reverse(f"webhooks:{name}", args=[webhook.pk])


def shown(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def staff(*permissions: str) -> Client:
    user = User.objects.create_user("staff", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *permissions]))
    client = Client()
    client.force_login(user)
    return client


def logged() -> list[str]:
    return [entry.action for entry in ModelLogEntry.objects.order_by("pk")]


def form(**fields) -> dict[str, str]:
    return {"name": "Ny webbplats", "url": "https://hook.example/x", "is_active": "on", **fields}


def test_a_webhook_is_added_and_leads_to_its_secret(admin_client, receiver: Receiver):
    response = admin_client.post(ADD, form(url=receiver.url), follow=True)
    webhook = Webhook.objects.get()
    assert response.redirect_chain == [(address(webhook), 302)]
    assert webhook.secret.startswith("whsec_")
    assert "Ny webbplats" in shown(admin_client.get(INDEX))


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://127.0.0.1/", "https://169.254.169.254/latest/"])
def test_an_address_within_the_network_is_refused_in_the_form(admin_client, url):
    response = admin_client.post(ADD, form(url=url))
    assert set(response.context["form"].errors) == {"url"}
    assert not Webhook.objects.exists()


def test_a_webhook_whose_host_is_gone_can_be_turned_off(admin_client, webhook, settings):
    settings.WEBHOOKS_ALLOWED = []
    same = form(url=webhook.url)
    assert admin_client.post(address(webhook, "edit"), same).context["form"].errors
    same.pop("is_active")
    assert admin_client.post(address(webhook, "edit"), same).status_code == 302


def test_the_secret_is_in_no_page_unless_it_is_asked_for(admin_client, webhook):
    secret = webhook.secret.removeprefix("whsec_")
    pages = [INDEX, address(webhook), address(webhook, "edit"), address(webhook, "history")]
    assert [url for url in pages if secret in admin_client.get(url).text] == []
    response = admin_client.post(address(webhook), {"show_secret": "1"})
    field = BeautifulSoup(response.content, "html.parser").select_one("#webhook-secret")
    assert field["value"] == webhook.secret
    assert "no-store" in response["Cache-Control"]
    assert logged() == ["cms.webhook.show_secret"]
    assert secret not in str(ModelLogEntry.objects.values())


def test_the_secret_is_changed_and_the_former_one_signs_along(admin_client, webhook):
    former = webhook.secret
    response = admin_client.post(address(webhook), {"rotate": "1"}, follow=True)
    webhook.refresh_from_db()
    assert webhook.secrets[1:] == [former] != webhook.secrets[:1]
    assert former not in response.text
    assert webhook.secret not in response.text
    assert logged() == ["cms.webhook.rotate"]


def test_a_test_message_shows_what_the_receiver_answered(admin_client, webhook, receiver: Receiver):
    receiver.status, receiver.body = 200, b"<b>Thank you</b>"
    response = admin_client.post(address(webhook), {"test": "1"}, follow=True)
    [request] = receiver.requests
    assert Verifier(webhook.secret).verify(request.body, request.headers)["type"] == "webhook.test"
    assert "200 OK: <b>Thank you</b>" in shown(response)
    receiver.status = 500
    assert "500 Internal Server Error" in shown(admin_client.post(address(webhook), {"test": "1"}, follow=True))
    assert logged() == ["cms.webhook.test"] * 2


@pytest.mark.usefixtures("as_on_the_site")
def test_a_notice_that_failed_is_sent_again_but_not_while_a_worker_has_it(admin_client, webhook, receiver: Receiver):
    receiver.status = 500
    notices.tell(ContentNotice.Event.PUBLISHED, "demo.Thing 1", "fi", {"title": "En <sida>"})
    work()
    notice = ContentNotice.objects.get()
    page = shown(admin_client.get(address(webhook)))
    assert "En <sida>" in page
    assert "500 Internal Server Error" in page
    again = {"send_again": notice.pk}
    ContentNotice.objects.update(state=outbox.RUNNING)
    assert not BeautifulSoup(admin_client.get(address(webhook)).content, "html.parser").select("[name=send_again]")
    admin_client.post(address(webhook), again)
    assert logged() == []
    ContentNotice.objects.update(state=outbox.FAILED)
    receiver.status = 200
    admin_client.post(address(webhook), again)
    work()
    notice.refresh_from_db()
    assert (notice.state, notice.last_answer) == (State.DONE, "200 OK")
    assert logged() == ["cms.webhook.send_again"]


@pytest.mark.parametrize("key", ["", "x", "1e3", "²", "99999999999999999999999"])
def test_a_notice_of_another_webhook_or_of_none_is_not_found(admin_client, webhook, receiver: Receiver, key):
    other = webhook_to(receiver.url)
    strange = ContentNotice.objects.create(webhook=other, event="content.published", subject="demo.Thing 1")
    assert admin_client.post(address(webhook), {"send_again": key}).status_code == 404
    assert admin_client.post(address(webhook), {"send_again": strange.pk}).status_code == 404


def test_staff_without_the_right_see_and_change_nothing(webhook):
    client = staff("view_webhook", "add_webhook")
    assert client.post(address(webhook), {"show_secret": "1"}).status_code == 302
    assert webhook.secret not in client.post(address(webhook), {"show_secret": "1"}, follow=True).text
    client.post(address(webhook), {"rotate": "1"})
    former = webhook.secret
    webhook.refresh_from_db()
    assert webhook.secret == former
    assert logged() == []


def test_the_right_can_be_given_and_shows_the_way_under_settings(webhook):
    client = staff("change_webhook")
    assert client.get(address(webhook)).status_code == 200
    menu = client.get("/admin/").text
    assert INDEX in menu


def test_the_list_asks_as_often_for_many_as_for_one(admin_client, receiver: Receiver):
    def count():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(INDEX)
        return len(queries)

    webhook_to(receiver.url)
    admin_client.get(INDEX)
    one = count()
    for _number in range(5):
        webhook_to(receiver.url)
    assert count() == one
