"""What staff decide about a submission."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.log_actions import log

from forms.models import Submission

REVIEWED = "surveys.review"


def review(*, submission: Submission, state: str, note: str, user: AbstractUser) -> Submission:
    """Put `submission` into `state` with staff's `note`, logged. Raises ValidationError for a state there is not."""
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        before = locked.get_state_display()
        locked.state, locked.note = state, note
        locked.full_clean()
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
