"""What staff decide about a submission."""

from django.db import transaction
from wagtail.log_actions import log

from cms.models import User
from forms.models import Submission
from forms.services.corrections import withdraw_undecided

REVIEWED = "surveys.review"
RETURNED = Submission.State.RETURNED


def review(*, submission: Submission, state: str, note: str, user: User) -> Submission:
    """Put `submission` into `state` with staff's `note`, logged. Raises ValidationError for a state there is not.

    Whoever takes it out of correction withdraws the request; only a request puts it into correction.
    """
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        before = locked.get_state_display()
        if state != RETURNED or locked.state == RETURNED:
            locked.state = state
        locked.note = note
        locked.full_clean()
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
