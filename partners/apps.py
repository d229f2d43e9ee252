"""Registers the programme and plugs it into the form builder."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

NEVER_SHOWN = (
    *("partners.AccessLink", "partners.ContactAttempt", "partners.SentLetter", "partners.SymbolDownload"),
    "partners.Task",
)
"""What visitors see nothing of (`cms.content_version`)."""


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partner programme")

    def ready(self) -> None:
        from cms import clock, content_version, outbox, page_cache
        from forms import handlers, starters
        from forms import suggestions as port
        from forms.inbox import links
        from partners import announcing, event_intake, event_times, intake, jobs, suggestions
        from partners.demo import mapping
        from partners.letters.sending import deliver_letter
        from partners.models import SentLetter

        announcing.connect()
        outbox.register(SentLetter, deliver_letter)
        handlers.register(intake.PartnerCase())
        handlers.register(event_intake.EventSignUpHandler())
        content_version.never_shown(*NEVER_SHOWN)
        page_cache.changes_at(event_times.next_change)
        links.register(intake.case_links)
        port.register(suggestions.provide, suggestions.name)
        port.listen(intake.ChosenGoals())
        starters.register(starters.Starter(mapping.KEY, mapping.ABOUT, mapping.to_survey))
        for name, job in jobs.JOBS.items():
            clock.register(name, job)
