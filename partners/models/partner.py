"""An organisation in the programme, from its first contact on."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput
from wagtail.api import APIField
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from cms.models import SiteImage
from cms.translated import Translated
from partners import business_ids
from partners.models.columns import column_label
from partners.models.sector import Sector
from partners.panels import in_each_language
from partners.states import PUBLIC_STATES, SIGNED_AND_ENDED, PartnerState

CONTACT_LANGUAGES = [code for code, _name in settings.LANGUAGES]
CASEWORK = ("state", "signed_on", "follow_up_on", "case_version", "validity_code", "created", "changed")
"""What an editor's draft never carries: a case goes on while a draft of the words lies waiting."""


class OrganisationType(models.TextChoices):
    """The kinds of organisation that the mapping survey asks for."""

    COMPANY = "company", _("Company")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    ASSOCIATION = "association", _("Association or foundation")
    PARISH = "parish", _("Parish")
    EDUCATION = "education", _("Educational institution")
    PUBLIC = "public", _("Other public body")
    HOUSING = "housing", _("Housing company")
    OTHER = "other", _("Other")


class StaffBand(models.TextChoices):
    """How many people work for the organisation in the city."""

    ONE = "1", "1"
    TO_9 = "2-9", "2–9"
    TO_49 = "10-49", "10–49"
    TO_249 = "50-249", "50–249"
    MORE = "250+", "250+"


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Partners."""

    def public(self) -> "PartnerQuerySet":
        """Those that visitors see: published by staff, and with a commitment in force."""
        return self.filter(live=True, state__in=PUBLIC_STATES)

    def with_goals(self) -> "PartnerQuerySet":
        """With the goals that visitors see, in `public_goals`."""
        goals = self.model._meta.get_field("goals").related_model.objects.public().select_related("theme", "unit")
        return self.select_related("sector").prefetch_related(Prefetch("goals", goals, to_attr="public_goals"))


class Partner(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """An organisation and its case. Its words are drafted and published; its state changes in `partners.services`.

    `case_version` counts the steps of the case, so that of two people acting at once the later is told. `validity_code`
    stands in the address that the symbol's QR code leads to, and is made at the first signing. `follow_up_on` is empty
    while no commitment is in force.
    """

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("The last part of the partner's address on the site.")
    )
    business_id = models.CharField(
        _("business ID"), max_length=12, blank=True,
        help_text=_("Such as 1234567-8. Leave empty if the organisation has none."),
    )  # fmt: skip
    organisation_type = models.CharField(
        _("type of organisation"), max_length=20, choices=OrganisationType.choices, blank=True
    )
    sector = models.ForeignKey(
        Sector, verbose_name=_("sector"), null=True, blank=True, on_delete=models.PROTECT, related_name="partners"
    )
    staff_band = models.CharField(_("people in the city"), max_length=10, choices=StaffBand.choices, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=200)
    contact_email = models.EmailField(_("contact person's e-mail"))
    contact_language = models.CharField(
        _("contact language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    website = models.URLField(_("website"), blank=True)
    description_sv = models.TextField(column_label(_("description"), "sv"), max_length=1000, blank=True)
    description_fi = models.TextField(column_label(_("description"), "fi"), max_length=1000, blank=True)
    description_en = models.TextField(column_label(_("description"), "en"), max_length=1000, blank=True)
    logo = models.ForeignKey(
        SiteImage, verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=PartnerState.choices, default=PartnerState.CONTACT, editable=False
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True, editable=False)
    follow_up_on = models.DateField(_("next follow-up"), null=True, blank=True, editable=False)
    case_version = models.PositiveIntegerField(default=0, editable=False)
    validity_code = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    changed = models.DateTimeField(_("changed"), auto_now=True)

    description = Translated()

    objects = PartnerQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("name", placeholder=False),
                    FieldPanel("slug", widget=SlugInput),
                    in_each_language("description", _("Description"), _("Shown on the partner's page.")),
                    FieldRowPanel([FieldPanel("website"), FieldPanel("logo")]),
                ],
                heading=_("What visitors see"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("business_id"), FieldPanel("organisation_type")]),
                    FieldRowPanel([FieldPanel("sector"), FieldPanel("staff_band")]),
                    MultiFieldPanel(
                        [
                            FieldPanel("contact_name"),
                            FieldPanel("contact_email"),
                            FieldPanel("contact_language"),
                        ],
                        heading=_("Contact person"),
                        help_text=_("Never shown to visitors."),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("state", read_only=True), FieldPanel("signed_on", read_only=True)],
                        heading=_("Case"),
                        help_text=_("Changed on the case's own page."),
                    ),
                ],
                heading=_("Organisation"),
            ),
        ]
    )
    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("business_id"),
        index.SearchField("contact_name"),
        index.SearchField("contact_email"),
        index.SearchField("description_sv"),
        index.SearchField("description_fi"),
        index.SearchField("description_en"),
        index.FilterField("state"),
        index.FilterField("sector"),
        index.FilterField("organisation_type"),
        index.FilterField("contact_language"),
        index.FilterField("live"),
    ]
    api_fields = [
        APIField("name"), APIField("slug"), APIField("organisation_type"), APIField("sector"), APIField("staff_band"),
        APIField("website"), APIField("description"), APIField("logo"), APIField("signed_on"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["live", "state", "name"], name="partner_public"),
            models.Index(fields=["state", "follow_up_on"], name="partner_follow_up"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["business_id"],
                condition=~Q(business_id=""),
                name="partner_business_id_unique",
                violation_error_code="unique",
                violation_error_message=_("Another partner has this business ID."),
            ),
            models.CheckConstraint(
                condition=Q(contact_language__in=CONTACT_LANGUAGES),
                name="partner_contact_language",
                violation_error_message=_("The contact language is Swedish, Finnish or English."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*PUBLIC_STATES, *SIGNED_AND_ENDED]) | Q(signed_on__isnull=False),
                name="partner_signed_on",
                violation_error_message=_("A partner that has signed needs the date of signing."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.business_id:
            return
        try:
            self.business_id = business_ids.canonical(self.business_id)
        except ValidationError as error:
            raise ValidationError({"business_id": error}) from error

    def with_content_json(self, content: dict[str, Any]) -> "Partner":
        drafted = super().with_content_json(content)
        for name in CASEWORK:
            setattr(drafted, name, getattr(self, name))
        return drafted

    def take_validity_code(self) -> None:
        """Give the partner its code for good, unless it has one."""
        self.validity_code = self.validity_code or uuid4()

    @property
    def is_public(self) -> bool:
        return self.live and self.state in PUBLIC_STATES

    @property
    def partner_since(self) -> Any:
        """The day of signing; None before it."""
        return self.signed_on
