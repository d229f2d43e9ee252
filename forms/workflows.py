"""What Wagtail calls at the end of a workflow. It loads this module before any model, so that the import must wait."""

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """The setting `WAGTAIL_FINISH_WORKFLOW_ACTION`."""
    from forms.services.unattended import finish_workflow

    finish_workflow(workflow_state, user)
