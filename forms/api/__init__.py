"""The JSON door: open surveys, their definitions, and answers from any front end."""

from forms.api import definitions, draft_links, draft_moves, drafts, schemas, staff, submissions, uploads, validation

format_router = definitions.format_router
survey_routers = [
    definitions.router,
    schemas.router,
    validation.router,
    submissions.router,
    uploads.router,
    drafts.survey_router,
    *staff.survey_routers,
]
draft_routers = [drafts.router, draft_moves.router, draft_links.router]
submission_routers = staff.submission_routers

__all__ = ["draft_routers", "format_router", "submission_routers", "survey_routers"]
