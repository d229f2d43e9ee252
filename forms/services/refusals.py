"""Why a service did not do what it was asked, for the doors to put into words."""

from forms.engine.evaluate import Outcome


class Refused(Exception):
    """Nothing was written. `code` names the reason in `forms.messages.REFUSALS`."""

    code = "refused"


class SurveyClosed(Refused):
    """The survey takes no answers now."""

    code = "survey_closed"


class InvitationNeeded(Refused):
    """The survey is answered by invitation only, and these answers come without one that holds."""

    code = "invitation_needed"


class VersionStale(Refused):
    """The answers were given on a version that is no longer accepted; `current` is the number of the live one."""

    code = "version_stale"

    def __init__(self, current: int) -> None:
        super().__init__(self.code)
        self.current = current


class IdempotencyConflict(Refused):
    """The idempotency key was used before, for other answers."""

    code = "idempotency_conflict"


class AnswersRefused(Refused):
    """The answers have errors; `outcome.errors` says which."""

    code = "answers_invalid"

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(self.code)
        self.outcome = outcome
