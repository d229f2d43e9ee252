"""Names are what people wrote: they never break a header, add an element, or turn the text around."""

import pytest
from bs4 import BeautifulSoup

from cms.plain_text import one_line
from cms.templatetags.letter_tags import letter_html
from partners.letters.writing import written
from partners.models import Letter
from tests.factories import partners as make
from tests.partners.letters import records

pytestmark = pytest.mark.django_db

HOSTILE = [
    'Demo "Ö" & Son\'s Ab',
    "<b>Demo</b><script>alert(1)</script>",
    "Demo\r\nBcc: everyone@demo.example\n\nHello",
    "Demo \u202ebA omeD\u2066 Ab\u200b",
]


def message_about(name, letter=Letter.WELCOME):
    partner, context = records.first_of(letter)("sv")
    type(partner).objects.filter(pk=partner.pk).update(name=name, contact_name=name)
    partner.refresh_from_db()
    return written(records.row(letter, partner, context, "sv"))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("letter", [Letter.WELCOME, Letter.STAFF_TASK, Letter.BUSINESS_SUPPORT, Letter.SIGNED])
def test_a_name_stays_a_name(letter, name):
    message = message_about(name, letter)
    html = message.alternatives[0].content
    page = BeautifulSoup(html, "html.parser")
    assert "\n" not in message.subject
    assert message.message()["bcc"] is None
    assert not any(char in f"{message.subject}{message.body}{html}" for char in "\u202e\u2066\u200b")
    assert page.find_all(["script", "b"]) == []
    assert one_line(name) in message.body
    assert one_line(name) in page.main.get_text()


def test_an_arabic_name_keeps_to_itself():
    message = message_about("شركة")
    assert "\u2068شركة\u2069" in message.body


def test_an_events_title_of_several_lines_makes_a_subject_of_one():
    partner = records.case("sv", active=True)
    event = make.EventFactory(title_sv="Träff\r\nBcc: everyone@demo.example <i>")
    context = {"sign_up": make.EventSignUpFactory(partner=partner, event=event).pk}
    message = written(records.row(Letter.SIGNED_UP, partner, context, "sv"))
    assert message.subject == "Ni har en plats: Träff Bcc: everyone@demo.example <i>"
    assert message.message()["bcc"] is None
    assert "<i>" not in message.alternatives[0].content


def test_a_goal_of_several_lines_is_one_item():
    partner, context = records.thanks("sv")
    partner.goals.update(pledge_sv="Vi minskar\n- elen <b>")
    page = BeautifulSoup(
        written(records.row(Letter.THANKS, partner, context, "sv")).alternatives[0].content, "html.parser"
    )
    assert "Vi minskar - elen <b>" in page.ul.li.get_text()
    assert len(page.ul.find_all("li")) == 1


def test_names_cannot_break_a_line_or_turn_the_text_around():
    assert one_line("Demo\r\nBcc: x@demo.example \u202eAb") == "Demo Bcc: x@demo.example Ab"


def test_only_web_addresses_become_links_and_all_text_is_escaped():
    html = letter_html('javascript:alert(1) <b>\nhttps://borga.example/?a=1&b=2.\n\n- "one"')
    assert '<a href="https://borga.example/?a=1&amp;b=2">' in html
    assert html.count("<a ") == 1
    assert "<b>" not in html
    assert "<li>&quot;one&quot;</li>" in html
