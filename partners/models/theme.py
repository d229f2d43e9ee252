"""What goals are about, such as energy or water."""

from django.utils.translation import gettext_lazy as _

from partners.models.named import NamedRecord


class Theme(NamedRecord):
    """A theme of the goal library. Its key stands in addresses and never changes."""

    class Meta(NamedRecord.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
