"""News to partners: public and sent at the same moment, once, and who was invited to a dialogue."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import DialogueInvitation, Letter, PartnerNews, SentLetter
from partners.services import invite_to_dialogue, publish_news
from tests.factories.partners import PartnerFactory, PartnerNewsFactory
from tests.partners.events.conftest import network_pages

__all__ = ["network_pages"]

pytestmark = pytest.mark.django_db
BASE = "/admin/snippets/partners/partnernews/"


def test_publishing_shows_and_sends_at_once(admin):
    partners = [PartnerFactory(active=True), PartnerFactory(no_reply=True), PartnerFactory(follow_up_due=True)]
    PartnerFactory(mapped=True)
    PartnerFactory(withdrawn=True)
    news = PartnerNewsFactory()
    assert not PartnerNews.objects.public().exists()
    assert publish_news(news=news, user=admin) == 3
    assert PartnerNews.objects.public().get().published_at == news.published_at
    letters = SentLetter.objects.order_by("partner_id")
    assert [letter.partner for letter in letters] == partners
    assert {(letter.name, letter.context["news"]) for letter in letters} == {(Letter.NEWS, news.pk)}


def test_it_is_published_once_even_from_two_windows(admin):
    PartnerFactory(active=True)
    news = PartnerNewsFactory()
    stale = PartnerNews.objects.get()
    publish_news(news=news, user=admin)
    with pytest.raises(ValidationError) as refused:
        publish_news(news=stale, user=admin)
    assert refused.value.code == "published"
    assert SentLetter.objects.count() == 1


def test_where_sending_fails_nothing_is_public(admin, monkeypatch):
    PartnerFactory(active=True)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("partners.letters.send", fail)
    with pytest.raises(RuntimeError):
        publish_news(news=PartnerNewsFactory(), user=admin)
    assert not PartnerNews.objects.public().exists()


def test_invitations_are_logged_and_sent_once_to_each(admin):
    news = PartnerNewsFactory(kind="dialogue", published_at=timezone.now())
    partner, other = PartnerFactory(active=True), PartnerFactory(active=True)
    assert invite_to_dialogue(news=news, partners=[partner], user=admin) == 1
    assert invite_to_dialogue(news=news, partners=[partner, other], user=admin) == 1
    invited = DialogueInvitation.objects.order_by("pk")
    assert [(row.partner, row.invited_by) for row in invited] == [(partner, admin), (other, admin)]
    assert SentLetter.objects.filter(name=Letter.NEWS).count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "project", "published_at": timezone.now()},
        {"kind": "dialogue"},
        {"kind": "dialogue", "published_at": timezone.now(), "respond_by": timezone.localdate() - timedelta(days=2)},
    ],
)
def test_only_an_open_public_dialogue_has_invitations(admin, changed):
    with pytest.raises(ValidationError):
        invite_to_dialogue(news=PartnerNewsFactory(**changed), partners=[PartnerFactory(active=True)], user=admin)
    assert not DialogueInvitation.objects.exists()


@pytest.mark.parametrize(("code", "title"), [("sv", "Nytt projekt"), ("fi", "Uusi hanke"), ("en", "New project")])
def test_news_in_each_language(client, network_pages, code, title):
    PartnerNewsFactory(slug="spillvarme", published_at=timezone.now(), respond_by=timezone.localdate())
    for path in (f"/{code}/news-{code}/", f"/{code}/news-{code}/spillvarme/"):
        page = client.get(path)
        assert page.status_code == 200
        assert title in page.text


def test_what_has_not_been_sent_is_not_shown(client, network_pages):
    PartnerNewsFactory(slug="utkast", title_sv="Utkast")
    response = client.get("/sv/news-sv/")
    assert "Utkast" not in response.text
    assert "nothing-yet" in response.text
    assert client.get("/sv/news-sv/utkast/").status_code == 404


def test_news_can_be_narrowed_to_what_it_is_about(client, network_pages):
    dialogue = PartnerNewsFactory(kind="dialogue", published_at=timezone.now())
    PartnerNewsFactory(kind="project", published_at=timezone.now())
    PartnerNewsFactory(kind="procurement")
    response = client.get("/sv/news-sv/?kind=dialogue")
    assert list(response.context["news"]) == [dialogue]
    assert [kind.value for kind in response.context["kinds"]] == ["project", "dialogue"]


def test_staff_confirm_before_it_is_sent(client, admin):
    client.force_login(admin)
    PartnerFactory.create_batch(2, active=True)
    news = PartnerNewsFactory()
    publish = f"/admin/partners/news/{news.pk}/publish/"
    assert publish in client.get(BASE).text
    page = client.get(publish)
    assert page.context["count"] == 2
    assert not SentLetter.objects.exists()
    assert client.post(publish).status_code == 302
    assert SentLetter.objects.count() == 2
    client.post(publish)
    assert SentLetter.objects.count() == 2


def test_sent_news_stays_as_it_was_sent(client, admin):
    client.force_login(admin)
    news = PartnerNewsFactory(published_at=timezone.now())
    for action in ("edit", "delete"):
        assert client.get(f"{BASE}{action}/{news.pk}/").url == f"{BASE}inspect/{news.pk}/"
    assert client.get(f"{BASE}inspect/{news.pk}/").status_code == 200
    assert client.get(f"/admin/partners/news/{news.pk}/publish/").status_code == 302


def test_staff_invite_to_a_dialogue_and_see_whom(client, admin):
    client.force_login(admin)
    news = PartnerNewsFactory(kind="dialogue", published_at=timezone.now())
    partner = PartnerFactory(active=True, name="Demoåkeriet")
    address = f"/admin/partners/news/{news.pk}/dialogue/"
    assert client.get(address).context["not_invited"] == [partner]
    client.post(address, {})
    assert not DialogueInvitation.objects.exists()
    client.post(address, {"partner": [partner.pk]})
    page = client.get(address)
    assert page.context["not_invited"] == []
    assert [row.partner for row in page.context["invitations"]] == [partner]


def test_sent_news_is_not_taken_away_among_others(client, admin):
    client.force_login(admin)
    sent, draft = PartnerNewsFactory(published_at=timezone.now()), PartnerNewsFactory()
    address = "/admin/bulk/partners/partnernews/delete/"
    client.post(f"{address}?id={sent.pk}&id={draft.pk}")
    assert PartnerNews.objects.count() == 2
    client.post(f"{address}?id={draft.pk}")
    assert list(PartnerNews.objects.all()) == [sent]
