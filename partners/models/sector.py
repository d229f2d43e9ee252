"""What an organisation works with."""

from django.utils.translation import gettext_lazy as _

from partners.models.named import NamedRecord


class Sector(NamedRecord):
    """A sector. Its key is the value that the mapping survey's choice has, so it never changes."""

    class Meta(NamedRecord.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
