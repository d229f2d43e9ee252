"""What staff decide about a submission."""

from collections.abc import Collection
from hashlib import sha256

from django.db import transaction
from wagtail.log_actions import log

from cms.models import User
from forms.models import Submission
from forms.services.corrections import withdraw_undecided

REVIEWED = "surveys.review"
RETURNED = Submission.State.RETURNED


class SubmissionChanged(Exception):
    """The submission is not as the caller takes it to be; nothing was written."""


def standing(submission: Submission) -> str:
    """A text that is other as soon as staff have decided something else, or the answers have been corrected."""
    decided = f"{submission.pk} {submission.revision} {submission.state} {submission.note}"
    return sha256(decided.encode()).hexdigest()[:32]


def review(
    *,
    submission: Submission,
    user: User,
    state: str | None = None,
    note: str | None = None,
    known: Collection[str] | None = None,
) -> Submission:
    """Put `submission` into `state` with staff's `note`, logged; None leaves either as it is.

    Whoever takes it out of correction withdraws the request; only a request puts it into correction. Where it has to
    stand as the caller knows it, `known` are the standings. Raises ValidationError for a state there is not, and
    SubmissionChanged.
    """
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        if known is not None and standing(locked) not in known:
            raise SubmissionChanged
        before = locked.get_state_display()
        if state is not None and (state != RETURNED or locked.state == RETURNED):
            locked.state = state
        locked.note = locked.note if note is None else note
        locked.clean_fields(exclude={field.name for field in Submission._meta.fields} - {"state", "note"})
        if locked.state != RETURNED:
            withdraw_undecided(locked, user)
        locked.save(update_fields=["state", "note"])
        # The log's readers need not be the survey's: it calls the submission by its reference, not by who sent it.
        log(
            instance=locked,
            action=REVIEWED,
            title=locked.reference,
            user=user,
            data={"before": str(before), "after": str(locked.get_state_display())},
        )
    return locked
