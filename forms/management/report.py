"""The report of an import, in lines for a terminal."""

from collections.abc import Iterator

from forms.services.imports import Proposal


def lines(proposal: Proposal) -> Iterator[str]:
    """What would come of it, what would not, and where it goes."""
    report, existing = proposal.report, proposal.existing
    yield f"{report.source}: “{proposal.form.title}” ({proposal.form.locale})"
    yield (
        f"Brings page {existing.pk} up to date."
        if existing
        else f"Becomes a new page with the key {proposal.form.key}."
    )
    if proposal.translations:
        yield f"Can be made in these languages too: {', '.join(proposal.translations)}."
    yield f"Comes over: {len(report.carried)} questions in {len(proposal.form.steps)} parts."
    yield from (f"  {item.key} ({item.type}): {item.label}" for item in report.carried)
    for heading, notes in (("Is changed", report.changed), ("Does not come over", report.left)):
        yield f"{heading}: {len(notes) or 'nothing'}"
        yield from (f"  {note.where}: {note.message}" for note in notes)
