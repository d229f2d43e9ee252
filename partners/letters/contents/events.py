"""Letters about events, and news to the network."""

from cms.plain_text import one_line
from partners import calendars
from partners.letters.contents.own_pages import own_page
from partners.letters.contents.values import Attachment, Content
from partners.models import EventIndexPage, EventSignUp, NewsIndexPage, PartnerNews, SentLetter, SignUpState


def sign_up(row: SentLetter) -> Content:
    """Written to whoever signed up. The own page is for the organisation's contact person only."""
    found = EventSignUp.objects.select_related("event").get(pk=row.context["sign_up"])
    is_contact = row.partner is not None and row.partner.contact_email.lower() == row.recipient.lower()
    context = {"name": one_line(found.name), "event": found.event, **(own_page(row) if is_contact else {})}
    if found.state != SignUpState.COMING:
        return Content(context)
    index_url = EventIndexPage.url_for(None)
    calendar = calendars.events_calendar([found.event], row.language, index_url=index_url, is_feed=False)
    return Content(context, (Attachment("event.ics", calendar, "text/calendar; method=PUBLISH"),))


def news(row: SentLetter) -> Content:
    """`news_page` is where everyone reads the same, or empty where the site has no such page."""
    told = PartnerNews.objects.get(pk=row.context["news"])
    index_url = NewsIndexPage.url_for(None) if told.published_at else ""
    return Content({"news": told, "news_page": f"{index_url}{told.slug}/" if index_url else ""})
