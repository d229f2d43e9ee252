"""Everything that can be done with a case, each button by the name that it posts."""

from collections.abc import Mapping

from partners.case.actions import award, commitment, contact, ending, follow_up, goals, links, signing
from partners.case.actions.base import Action

CONCERNS = (contact, goals, commitment, signing, follow_up, ending, links, award)
ACTIONS: Mapping[str, type[Action]] = {action.name: action for concern in CONCERNS for action in concern.ACTIONS}

__all__ = ["ACTIONS", "Action"]
