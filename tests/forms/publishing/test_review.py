"""Between "Publish" and publishing: what changes for whom is said before it happens."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry, Revision

from cms.models import User
from forms.models import SurveyPage, SurveyVersion
from forms.services import examples
from home.models import ContentPage
from tests.factories.surveys import ANSWERS, definition, home, publish
from tests.forms.builder.editor import confirm, posted
from tests.forms.publishing.changing import answered, edited, steps, with_question

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def press_publish(client, user, page, **changes):
    """The editor's Publish, pressed with the page's draft in the editor."""
    draft = SurveyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return client.post(edit_url(page), posted(draft, user, **changes) | PUBLISH)


def asked(client, user, page, **changes):
    """The address of the page in between."""
    response = press_publish(client, user, page, **changes)
    assert response.status_code == 302
    assert response.url.startswith(f"/admin/surveys/{page.pk}/publish/")
    return response.url


def number(page):
    return SurveyPage.objects.get(pk=page.pk).live_version.number


def test_a_removed_question_is_told_before_it_is_removed(client, admin):
    page = publish()
    for name in ("Ett Demo Ab", "Två Demo Ab"):
        answered(page, name=name)
    edited(steps=steps(email=None))
    text = soup(client.get(asked(client, admin, page))).select_one("main").get_text(" ", strip=True)
    assert "”E-post”" in text
    assert "2" in text
    assert number(page) == 1
    assert SurveyPage.objects.get(pk=page.pk).has_unpublished_changes


def test_what_was_confirmed_is_published_the_way_of_wagtail(client, admin):
    page = publish()
    edited(steps=steps(email=None))
    response = confirm(client, asked(client, admin, page))
    assert number(page) == 2
    assert "email" not in SurveyPage.objects.get(pk=page.pk).live_version.form.by_key
    assert response.redirect_chain == [(reverse("wagtailadmin_explore", args=[page.get_parent().pk]), 302)]
    assert soup(response).select(".messages .success")
    entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").latest("timestamp")
    assert entry.user == admin


def test_going_back_publishes_nothing_and_keeps_the_draft(client, admin):
    page = publish()
    url = asked(client, admin, edited(steps=steps(email=None)))
    back = soup(client.get(url)).select_one("main form a")["href"]
    assert back == edit_url(page)
    assert number(page) == 1
    draft = SurveyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "email" not in draft.inspect().form.by_key


def test_other_words_are_published_at_once(client, admin):
    page = publish()
    response = press_publish(client, admin, page, notice="Andra ord")
    assert response.url == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert number(page) == 2


def test_a_first_version_is_published_at_once(client, admin):
    page = edited()
    press_publish(client, admin, page)
    assert number(page) == 1


def test_a_page_that_is_made_and_published_at_once_has_nothing_to_be_compared_with(client, admin):
    source = edited()
    copy = posted(source, admin, key="another", slug="another", title="En annan")
    url = reverse("wagtailadmin_pages:add", args=["surveys", "surveypage", home("sv").pk])
    assert client.post(url, copy | PUBLISH).status_code == 302
    assert SurveyPage.objects.get(slug="another").live_version.number == 1


def test_where_the_editor_came_from_is_remembered(client, admin):
    page = publish()
    edited(steps=steps(email=None))
    draft = SurveyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    response = client.post(edit_url(page), posted(draft, admin) | PUBLISH | {"next": "/admin/reports/locked/"})
    assert confirm(client, response.url).redirect_chain[-1][0] == "/admin/reports/locked/"


def test_a_draft_that_was_changed_meanwhile_is_looked_at_again(client, admin):
    page = publish()
    url = asked(client, admin, edited(steps=steps(email=None)))
    edited(steps=steps(more=None))
    for response in (client.get(url), client.post(url, {"against": page.live_version_id})):
        assert response.url == edit_url(page)
    assert number(page) == 1
    assert "Titta på den igen" in client.get(edit_url(page)).content.decode()


def test_what_is_compared_with_is_what_is_published_now(client, admin):
    page = publish()
    url = asked(client, admin, edited(steps=steps(email=None)))
    form = {"against": "0"}
    response = client.post(url, form)
    assert response.url == url
    assert number(page) == 1


def test_a_later_publication_is_told_and_scheduled(client, admin):
    page = publish()
    draft = edited(steps=steps(email=None))
    moment = timezone.localtime(timezone.now() + timedelta(days=3))
    url = asked(client, admin, draft, go_live_at=moment.strftime("%Y-%m-%d %H:%M"))
    button = soup(client.get(url)).select_one("main form button").get_text(" ", strip=True)
    assert moment.strftime("%Y-%m-%d") in button
    confirm(client, url)
    assert number(page) == 1
    assert Revision.objects.filter(object_id=page.pk, approved_go_live_at__isnull=False).count() == 1


def test_publishing_an_older_revision_is_looked_at_too(client, admin):
    page = publish()
    first = page.get_latest_revision()
    publish({"steps": steps(email=None)})
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    response = client.post(url, posted(first.as_object(), admin) | PUBLISH)
    assert "”E-post”" in client.get(response.url).content.decode()
    confirm(client, response.url)
    assert number(page) == 3
    assert SurveyPage.objects.get(pk=page.pk).live_version.sha256 == SurveyVersion.objects.get(number=1).sha256


def test_example_answers_that_come_to_something_else_are_told(client, admin):
    page = publish()
    example = {"translation_key": page.translation_key, "form": page.live_version.form, "author": admin}
    examples.save(name="Vår demofabrik", answers=ANSWERS, **example)
    url = asked(client, admin, edited(steps=steps(litres={"max": 5})))
    text = soup(client.get(url)).get_text(" ", strip=True)
    assert "Vår demofabrik" in text
    assert "Ange högst 5" in text


def test_a_first_version_with_a_surprise_is_looked_at(client, admin):
    page = edited()
    form = page.inspect().form
    examples.save(
        translation_key=page.translation_key, name="Demo", form=form, answers={**ANSWERS, "litres": "x"}, author=admin
    )
    page = edited(steps=steps(litres=None))
    response = client.get(asked(client, admin, page))
    assert response.status_code == 200
    confirm(client, response.wsgi_request.get_full_path())
    assert number(page) == 1


def test_other_languages_and_missing_translations_are_told(client, admin):
    page = publish()
    publish({"locale": "fi", "title": "Demokysely"})
    text = soup(client.get(asked(client, admin, edited(steps=steps(email=None))))).get_text(" ", strip=True)
    assert "finska" in text.lower()
    assert number(page) == 1


def test_words_of_an_editor_are_shown_as_words(client, admin):
    page = publish()
    evil = "<script>alert(1)</script>"
    url = asked(client, admin, edited(steps=with_question(key="evil", type="text", label=evil, required=True)))
    assert evil not in client.get(url).content.decode()
    assert number(page) == 1


def test_only_those_who_may_publish_get_to_publish(client, admin):
    page = publish()
    url = asked(client, admin, edited(steps=steps(email=None)))
    client.force_login(editor_of(page))
    assert client.get(url).status_code == 302
    assert client.post(url, {"against": page.live_version_id}).status_code == 302
    assert number(page) == 1


def editor_of(page):
    """Somebody who may edit the page and below, but not publish."""
    group = Group.objects.create(name="Editors only")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission=change)
    user = User.objects.create_user("editor", "editor@demo.example", "secret")
    user.groups.add(group)
    return user


def test_a_page_that_somebody_has_locked_is_not_published(client, admin):
    page = publish()
    url = asked(client, admin, edited(steps=steps(email=None)))
    other = User.objects.create_superuser("other", "other@demo.example", "secret")
    SurveyPage.objects.filter(pk=page.pk).update(locked=True, locked_by=other, locked_at=timezone.now())
    client.post(url, {"against": page.live_version_id})
    assert number(page) == 1


def test_what_cannot_be_published_any_more_says_why(client, admin):
    page = publish()
    url = asked(client, admin, edited(steps=steps(email=None)))
    revision = page.revisions.latest("created_at")
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"steps": "[]"})
    for response in (client.get(url), client.post(url, {"against": page.live_version_id})):
        assert response.url == edit_url(page)
    assert number(page) == 1
    assert "har inga frågor" in client.get(edit_url(page)).content.decode()


def test_the_page_in_between_takes_few_queries(client, admin, django_assert_max_num_queries):
    page = publish()
    answered(page)
    url = asked(client, admin, edited(steps=steps(email=None, litres={"max": 5}, heating={"required": False})))
    client.get(url)
    with django_assert_max_num_queries(30):
        client.get(url)


def bulk_publish(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?next=/admin/&{query}", {"include_descendants": ""}, follow=True)


def test_several_pages_at_once_are_published_but_for_those_that_must_be_looked_at(client, admin):
    changed, plain, broken = publish(), publish({"key": "plain"}), publish({"key": "broken"})
    edited(steps=steps(email=None))
    edited(key="plain", notice="Andra ord")
    broken.steps = []
    broken.save_revision(clean=False)
    response = bulk_publish(client, changed, plain, broken)
    assert [number(page) for page in (changed, plain, broken)] == [1, 2, 1]
    text = soup(response).select_one(".messages").get_text(" ", strip=True)
    assert "ändrar vad som frågas" in text
    assert "har inga frågor" in text


def test_plain_pages_among_several_are_published_as_ever(client, admin):
    page = home("sv").add_child(instance=ContentPage(title="Sida", slug="sida", live=False))
    page.save_revision()
    bulk_publish(client, page)
    assert ContentPage.objects.get(pk=page.pk).live


def test_nothing_is_published_at_once_where_everything_must_be_looked_at(client, admin):
    page = publish()
    edited(steps=steps(email=None))
    response = bulk_publish(client, page)
    assert response.redirect_chain == [("/admin/", 302)]
    assert number(page) == 1
    assert definition()["title"] in soup(response).select_one(".messages").get_text()
