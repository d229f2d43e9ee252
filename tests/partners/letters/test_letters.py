"""Every letter in every language, made from real records and sent through a mail server on this machine."""

import pytest
import wagtail_factories
from wagtail.models import Locale, Site

from cms.outbox import EmailState
from home.models import SiteDetails
from partners import access, letters
from partners.letters.sending import deliver_letter
from partners.models import GoalTemplate, Letter, NewsIndexPage, ProgrammeSettings, SentLetter
from partners.services import publish_news
from tests.factories import partners as make
from tests.factories.home import ContactPersonFactory
from tests.partners.letters import records

pytestmark = pytest.mark.django_db
LANGUAGES = ("sv", "fi", "en")


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsIndexPage


@pytest.fixture
def news_pages(small_site):
    """/sv/news-sv/, and the same in the other languages."""
    for code, home in small_site.homes.items():
        locale = Locale.objects.get(language_code=code)
        NewsIndexPageFactory(parent=home, title="News", slug=f"news-{code}", locale=locale)


@pytest.fixture
def staffed(small_site):
    """The city's contact person and its staff's address are known."""
    details = SiteDetails.for_site(Site.objects.get(is_default_site=True))
    details.contact_person = ContactPersonFactory()
    details.save()
    programme = ProgrammeSettings.load()
    programme.staff_email = "stab@borga.example"
    programme.save()


def sent(name, language):
    partner, context = records.first_of(name)(language)
    row = letters.send(partner, name, context, language=language)
    deliver_letter.call(row.pk)
    row.refresh_from_db()
    return row


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Letter)
def test_every_letter_arrives_in_every_language(inbox, name, language):
    row = sent(name, language)
    assert (row.state, row.last_error) == (EmailState.SENT, "")
    [message] = inbox.messages
    html = message.get_body(("html",)).get_content()
    assert message["subject"].strip() == row.subject != ""
    assert text_of(message).splitlines()[0] != row.subject
    assert message["to"] == row.recipient
    assert text_of(message).strip()
    assert f'lang="{language}"' in html


@pytest.mark.parametrize("name", Letter)
def test_no_letter_keeps_the_token_of_its_link(inbox, name):
    row = sent(name, "sv")
    links = [line for line in text_of(inbox.messages[0]).splitlines() if line.startswith("http")]
    tokens = [token for link in links if access.find(token := link.rstrip("/").rsplit("/", 1)[1])]
    kept = str(SentLetter.objects.filter(pk=row.pk).values().get())
    assert len(tokens) <= 1
    assert not any(token in kept for token in tokens)


def test_the_link_opens_the_partners_page(inbox):
    row = sent(Letter.ACCESS_LINK, "sv")
    [link] = [line for line in text_of(inbox.messages[0]).splitlines() if line.startswith("http")]
    assert access.find(link.rstrip("/").rsplit("/", 1)[1]).partner == row.partner


def test_staff_are_told_of_the_task_but_not_its_note(inbox):
    sent(Letter.STAFF_TASK, "sv")
    assert "Hemligt" not in text_of(inbox.messages[0])


@pytest.mark.parametrize("name", [Letter.STAFF_TASK, Letter.BUSINESS_SUPPORT])
def test_who_acts_for_the_city_is_written_to_in_the_sites_language(name):
    partner, context = records.first_of(name)("fi")
    assert letters.send(partner, name, context, to="stab@borga.example").language == "sv"


def test_the_answer_goes_to_staff_and_the_contact_person_is_named(inbox, staffed):
    sent(Letter.WELCOME, "sv")
    [message] = inbox.messages
    assert message["reply-to"] == "stab@borga.example"
    assert "Kontakt Person, Expert\nkontakt@borga.example" in text_of(message)


def test_a_site_without_a_contact_person_names_none(inbox):
    sent(Letter.WELCOME, "sv")
    [message] = inbox.messages
    assert message["reply-to"] is None
    assert "kontaktperson" not in text_of(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_are_goals_of_the_library_with_their_numbers(inbox, library, submitted, language):
    partner, _context = records.suggested_goals(language)
    records.suggest(partner, submitted(), "EN-05", "EN-01")
    deliver_letter.call(letters.send(partner, Letter.SUGGESTED_GOALS).pk)
    goals = [line for line in text_of(inbox.messages[0]).splitlines() if line.startswith("- ")]
    first = GoalTemplate.objects.get(code="EN-05")
    assert len(goals) == 2
    assert not any("{" in goal for goal in goals)
    assert getattr(first, f"pledge_template_{language}").split("{")[0].strip() in goals[0]


def test_next_goals_begin_with_what_the_mapping_suggested_and_leave_out_what_is_taken(inbox, library, submitted):
    partner = records.case("sv", revising=True)
    records.suggest(partner, submitted(), "EN-05", "EN-01")
    partner.goals.update(template=GoalTemplate.objects.get(code="EN-05"))
    deliver_letter.call(letters.send(partner, Letter.NEXT_GOALS).pk)
    goals = [line for line in text_of(inbox.messages[0]).splitlines() if line.startswith("- ")]
    first = GoalTemplate.objects.get(code="EN-01")
    assert len(goals) == 5
    assert goals[0].startswith(f"- {first.pledge_template_sv.split('{')[0].strip()}")


def test_a_postponed_signing_without_an_invitation_is_told_of_too(inbox):
    partner, _context = records.new_date_without_invitation("sv")
    deliver_letter.call(letters.send(partner, Letter.NEW_DATE).pk)
    [message] = inbox.messages
    assert list(message.iter_attachments()) == []
    assert "undertecknas inte den dag som var planerad" in text_of(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_leads_to_its_page_in_the_readers_language(inbox, news_pages, admin, language):
    partner = records.case(language, active=True)
    publish_news(news=make.PartnerNewsFactory(slug="nytt"), user=admin)
    deliver_letter.call(partner.letters.get().pk)
    assert f"/{language}/news-{language}/nytt/" in text_of(inbox.messages[0])


def test_news_names_no_page_where_the_site_has_none(inbox):
    sent(Letter.NEWS, "sv")
    assert "Samma nyhet" not in text_of(inbox.messages[0])


@pytest.mark.parametrize("is_partner", [True, False])
def test_only_the_contact_person_gets_a_link_with_the_place_at_an_event(inbox, is_partner):
    partner = records.case("sv", active=True) if is_partner else None
    found = make.EventSignUpFactory(partner=partner, name="Demo Gäst", email="guest@demo.example")
    row = letters.send(partner, Letter.SIGNED_UP, {"sign_up": found.pk}, to=found.email, language="sv")
    deliver_letter.call(row.pk)
    [message] = inbox.messages
    assert "Hej Demo Gäst!" in text_of(message)
    assert "http" not in text_of(message)
    assert "Säg till, så att någon annan får platsen" in text_of(message)
