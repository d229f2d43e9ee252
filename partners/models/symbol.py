"""The programme's symbol: its files by version, and who has taken which."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.forms import FileInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cms.translated import Translated
from partners.models.columns import column_label
from partners.models.commitment import private_storage
from partners.models.partner import Partner
from partners.panels import in_each_language

FILE_TYPES = FileExtensionValidator(["svg", "png", "pdf", "eps", "zip"])


class SymbolReleaseQuerySet(models.QuerySet["SymbolRelease"]):
    """Versions of the symbol."""

    def current(self) -> "SymbolRelease | None":
        """The version that partners take today; None before the first one."""
        return self.filter(valid_from__lte=timezone.localdate()).order_by("-valid_from", "-pk").first()


class SymbolRelease(ClusterableModel):
    """One version of the symbol's files and its graphic guideline."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    valid_from = models.DateField(_("valid from"))
    guideline_sv = models.TextField(column_label(_("graphic guideline"), "sv"))
    guideline_fi = models.TextField(column_label(_("graphic guideline"), "fi"))
    guideline_en = models.TextField(column_label(_("graphic guideline"), "en"))

    guideline = Translated()

    objects = SymbolReleaseQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("version"), FieldPanel("valid_from")]),
        in_each_language("guideline", _("Graphic guideline"), _("An empty line begins a new paragraph.")),
        InlinePanel("files", heading=_("Files"), label=_("File"), min_num=1),
    ]

    class Meta:
        verbose_name = _("version of the symbol")
        verbose_name_plural = _("versions of the symbol")
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return self.version


class SymbolFile(Orderable):
    """One file of a version."""

    release = ParentalKey(SymbolRelease, on_delete=models.CASCADE, related_name="files")
    label = models.CharField(_("what it is for"), max_length=120)
    file = models.FileField(_("file"), storage=private_storage, upload_to="symbol/", validators=[FILE_TYPES])

    # A file that no address leads to is not shown as a link; choosing none keeps the one there is.
    panels = [FieldPanel("label"), FieldPanel("file", widget=FileInput)]

    class Meta(Orderable.Meta):
        verbose_name = _("file of the symbol")
        verbose_name_plural = _("files of the symbol")

    def __str__(self) -> str:
        return self.label


class GuidelineAcceptance(models.Model):
    """That an organisation has accepted the guideline of a version. Files can be taken from then on."""

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="guideline_acceptances"
    )
    release = models.ForeignKey(SymbolRelease, on_delete=models.PROTECT, related_name="acceptances")
    accepted_by = models.CharField(_("accepted by"), max_length=120)
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now)

    class Meta:
        verbose_name = _("acceptance of the guideline")
        verbose_name_plural = _("acceptances of the guideline")
        ordering = ["-accepted_at"]
        constraints = [models.UniqueConstraint(fields=["partner", "release"], name="guideline_accepted_once")]

    def __str__(self) -> str:
        return f"{self.partner} · {self.release}"


class SymbolDownload(models.Model):
    """That an organisation took a file."""

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="symbol_downloads"
    )
    release = models.ForeignKey(SymbolRelease, on_delete=models.PROTECT, related_name="downloads")
    file_label = models.CharField(_("file"), max_length=120)
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)

    class Meta:
        verbose_name = _("download of the symbol")
        verbose_name_plural = _("downloads of the symbol")
        ordering = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.partner} · {self.file_label}"
