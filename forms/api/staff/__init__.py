"""Staff's systems: submissions read and decided on with a token, by the rights of its user."""

from forms.api.staff import actions, listing, results, submissions

survey_routers = [results.router]
submission_routers = [submissions.router, actions.router]

__all__ = ["listing", "submission_routers", "survey_routers"]
