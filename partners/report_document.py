"""The yearly report as the values that a document is made of."""

from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.translated import in_language
from partners.documents.values import ReportDocument, Row, Section, Table
from partners.figures import SMALLEST_GROUP, Figures, Share
from partners.models import ProgrammeSettings


def report_document(figures: Figures, language: str) -> ReportDocument:
    """One year's figures in `language`."""
    with override(language):
        day = date_format(figures.as_of)
        return ReportDocument(
            title=_("The climate partners in %(year)d") % {"year": figures.year},
            language=language,
            subtitle="{city} · {day}".format(
                city=in_language(ProgrammeSettings.load(), "city", language),
                day=_("As it stood on %(day)s") % {"day": day},
            ),
            sections=tuple(
                section
                for section in (
                    _partners(figures),
                    _goals(figures),
                    _follow_ups(figures),
                    _totals(figures, language),
                    _events(figures),
                    _awards(figures, language),
                )
                if section is not None
            ),
        )


def _of(share: Share) -> str:
    return _("%(count)d of %(of)d") % {"count": share.count, "of": share.of}


def _partners(figures: Figures) -> Section:
    at_end = _("Partners at the end of the year") if figures.is_over else _("Partners now")
    rows = [
        Row(_("Partners when the year began"), str(figures.at_start)),
        Row(_("Joined during the year"), str(figures.joined)),
        Row(_("Left during the year"), str(figures.left)),
        *(Row(share.label, _of(share)) for share in figures.left_by_ground),
        Row(at_end, str(figures.partners)),
    ]
    return Section(_("Partners"), rows=tuple(rows))


def _goals(figures: Figures) -> Section:
    words = ngettext(
        "%(goals)d goal, set by %(partners)d of %(of)d partners.",
        "%(goals)d goals, set by %(partners)d of %(of)d partners.",
        figures.goals,
    ) % {"goals": figures.goals, "partners": figures.partners_with_goals, "of": figures.partners}
    by_state = [Row(share.label, _of(share)) for share in figures.by_state]
    table = Table(
        caption=_("Goals by theme"),
        header=(_("Theme"), _("Goals")),
        rows=tuple((share.label, _of(share)) for share in figures.by_theme),
    )
    return Section(_("Goals"), rows=tuple(by_state), paragraphs=(words,), table=table)


def _follow_ups(figures: Figures) -> Section:
    if not figures.follow_ups_due:
        return Section(_("Follow-up"), paragraphs=(_("No follow-up fell due this year."),))
    rows = [Row(_("Answered follow-ups"), _of(figures.answered))]
    return Section(_("Follow-up"), rows=(*rows, *(Row(share.label, _of(share)) for share in figures.support)))


def _totals(figures: Figures, language: str) -> Section | None:
    if not figures.totals:
        return None
    rows = tuple(
        (
            f"{total.unit_label} ({total.direction_label.lower()})",
            _("Not shown") if total.total is None else format_decimal(total.total, format="#,##0.##", locale=language),
            _("%(count)d of %(of)d") % {"count": total.reported, "of": total.of},
        )
        for total in figures.totals
    )
    return Section(
        _("What the partners reported"),
        paragraphs=(small_group_words(),),
        table=Table(_("Reported figures added up"), (_("Measured in"), _("Sum"), _("Partners that reported")), rows),
    )


def small_group_words() -> str:
    return _("A sum is shown only where at least %(count)d partners have reported a figure.") % {
        "count": SMALLEST_GROUP
    }


def _events(figures: Figures) -> Section | None:
    if not figures.events:
        return None
    rows = tuple(
        (
            kind.label,
            str(kind.events),
            str(kind.participants) if kind.counted else "–",
            _("%(count)d of %(of)d") % {"count": kind.counted, "of": kind.events},
        )
        for kind in figures.events
    )
    header = (_("Event"), _("Held"), _("Participants"), _("Events whose participants were counted"))
    return Section(_("Events"), table=Table(_("Events by kind"), header, rows))


def _awards(figures: Figures, language: str) -> Section | None:
    if not figures.awards:
        return None
    rows = tuple(Row(award.partner.name, in_language(award, "motivation", language)) for award in figures.awards)
    return Section(_("Award"), rows=rows)
