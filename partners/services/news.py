"""News to partners: public and sent in one step, and the log of who was invited to a dialogue."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from partners import letters
from partners.models import DialogueInvitation, Letter, NewsKind, Partner, PartnerNews
from partners.states import IN_FORCE

NEWS_PUBLISHED = "partners.publish_news"
DIALOGUE_INVITED = "partners.invite_to_dialogue"


def publish_news(*, news: PartnerNews, user: User) -> int:
    """Show the news to everyone and send it to every partner whose commitment is in force, once.

    Returns how many partners it is sent to.
    """
    with transaction.atomic():
        now = timezone.now()
        published = PartnerNews.objects.filter(pk=news.pk, published_at=None).update(published_at=now)
        if not published:
            raise ValidationError(_("The news has already been published."), code="published")
        partners = list(Partner.objects.filter(state__in=IN_FORCE).order_by("pk"))
        for partner in partners:
            letters.send(partner, Letter.NEWS, {"news": news.pk})
        log(instance=news, action=NEWS_PUBLISHED, user=user, data={"sent_to": len(partners)})
    news.published_at = now
    return len(partners)


def invite_to_dialogue(*, news: PartnerNews, partners: Sequence[Partner], user: User) -> int:
    """Invite organisations to a market dialogue that is public. Each is logged and gets the news as a letter.

    One that has been invited before is passed over. Returns how many were invited.
    """
    with transaction.atomic():
        now: PartnerNews = PartnerNews.objects.select_for_update().get(pk=news.pk)
        if now.kind != NewsKind.DIALOGUE:
            raise ValidationError(_("Only a market dialogue has invitations."))
        if now.published_at is None:
            raise ValidationError(_("Publish the news first: all learn of a dialogue at the same time."))
        if now.respond_by and now.respond_by < timezone.localdate():
            raise ValidationError(_("The last day to answer has passed."))
        before = set(now.invitations.values_list("partner_id", flat=True))
        invited = [partner for partner in partners if partner.pk not in before]
        for partner in invited:
            DialogueInvitation.objects.create(news=now, partner=partner, invited_by=user)
            letters.send(partner, Letter.NEWS, {"news": now.pk})
        if invited:
            names = [partner.name for partner in invited]
            log(instance=now, action=DIALOGUE_INVITED, user=user, data={"reason": ", ".join(names)})
    return len(invited)
