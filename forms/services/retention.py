"""The end of unfinished answers: the reminder before they are deleted, and the deleting.

Jobs of the clock. Drafts are found survey by survey, since each survey says for how many days it keeps them; what is
found is looked at again under a lock, so that a draft that is changed at the same moment stays.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from forms.models import Draft, DraftLink, Survey, SurveyEmail, SurveyPage, Upload
from forms.services import emails
from forms.services.lifetimes import draft_days, ending

COUNTED_FOR = timedelta(days=1)
"""How long e-mails are kept of which only so many are sent a day."""
AT_ONCE = 200
"""Drafts that are deleted in one transaction."""


def remind() -> None:
    """Write to those who have asked for a link and have left their answers alone since: once, until they go on."""
    surveys = _with_drafts().filter(pk__in=SurveyPage.objects.open().values("survey"))
    for survey, days in _each_with_days(surveys):
        links = DraftLink.objects.valid().filter(draft_hash=OuterRef("token_hash"))
        due = _not_reminded(ending(survey.pk, days)).filter(Exists(links))
        for draft_id in list(due.values_list("pk", flat=True)):
            _remind_of(survey, days, draft_id)


def delete_expired() -> None:
    """Delete the drafts whose time has passed, with their files and links; then links and e-mails left over."""
    for survey, days in _each_with_days(_with_drafts()):
        while _delete_some(survey, timezone.now() - timedelta(days=days)):
            pass
    DraftLink.objects.ended().delete()
    of_drafts = SurveyEmail.objects.exclude(draft_hash="").filter(created_at__lte=timezone.now() - COUNTED_FOR)
    of_drafts.exclude(Exists(Draft.objects.filter(token_hash=OuterRef("draft_hash")))).delete()


def delete(drafts: "QuerySet[Draft]") -> int:
    """Delete `drafts` with their files and links, those that by now still are among them. Returns how many."""
    with transaction.atomic():
        # The lock makes an answer that is being kept at this moment finish first; the draft is then among them no more.
        found = list(drafts.select_for_update(of=("self",)).order_by("pk").only("pk", "token_hash"))
        ids, hashes = [draft.pk for draft in found], [draft.token_hash for draft in found]
        for upload in Upload.objects.filter(draft__in=ids, submission=None):
            upload.delete()
        DraftLink.objects.filter(draft_hash__in=hashes).delete()
        Draft.objects.filter(pk__in=ids).delete()
    return len(ids)


def _delete_some(survey: Survey, unchanged_since: datetime) -> int:
    expired = Draft.objects.filter(version__survey=survey, changed_at__lte=unchanged_since)
    some = list(expired.order_by("changed_at").values_list("pk", flat=True)[:AT_ONCE])
    return delete(expired.filter(pk__in=some)) if some else 0


def _remind_of(survey: Survey, days: int, draft_id: int) -> None:
    """The reminder and the note that it was sent are one; a draft that was gone on with meanwhile is left alone."""
    with transaction.atomic():
        due = _not_reminded(ending(survey.pk, days)).select_for_update(of=("self",)).filter(pk=draft_id)
        draft = due.select_related("version").first()
        link = DraftLink.objects.valid().filter(draft_hash=draft.token_hash).first() if draft else None
        if draft is None or link is None:
            return
        Draft.objects.filter(pk=draft.pk).update(reminded_at=timezone.now())
        before = SurveyEmail.objects.filter(draft_hash=draft.token_hash, recipient=link.sent_to)
        language = before.values_list("language", flat=True).first() or draft.version.locale
        emails.send(
            SurveyEmail.Kind.REMINDER,
            survey=survey,
            recipient=link.sent_to,
            language=language,
            draft_hash=draft.token_hash,
        )


def _not_reminded(drafts: "QuerySet[Draft]") -> "QuerySet[Draft]":
    return drafts.filter(Q(reminded_at=None) | Q(reminded_at__lt=F("changed_at")))


def _with_drafts() -> "QuerySet[Survey]":
    return Survey.objects.filter(Exists(Draft.objects.filter(version__survey=OuterRef("pk"))))


def _each_with_days(surveys: "QuerySet[Survey]") -> Iterator[tuple[Survey, int]]:
    found = list(surveys)
    days = draft_days(survey.pk for survey in found)
    return ((survey, days[survey.pk]) for survey in found)
