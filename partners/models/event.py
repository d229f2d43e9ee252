"""Meetings, trainings and signings that the network is invited to, and who comes."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.translated import Translated
from forms.models import Submission, Survey
from partners.models.columns import column_label
from partners.models.partner import Partner
from partners.models.signing import SigningOccasion
from partners.panels import in_each_language


class EventKind(models.TextChoices):
    """What kind of event it is."""

    MEETING = "meeting", _("Meeting")
    TRAINING = "training", _("Training")
    SIGNING = "signing", _("Signing")


class EventQuerySet(models.QuerySet["Event"]):
    """Events."""

    def public(self) -> "EventQuerySet":
        return self.filter(is_public=True)

    def coming(self) -> "EventQuerySet":
        """Those that have not ended, the next one first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def with_places(self) -> "EventQuerySet":
        """Each with how many have a place (`taken`) and how many wait for one (`waiting`)."""
        coming, waiting = Q(sign_ups__state=SignUpState.COMING), Q(sign_ups__state=SignUpState.WAITING)
        return self.annotate(taken=Count("sign_ups", filter=coming), waiting=Count("sign_ups", filter=waiting))


class Event(index.Indexed, models.Model):
    """One event. Organisations sign up from their own page, and anyone by `survey` where one is chosen."""

    kind = models.CharField(_("kind"), max_length=10, choices=EventKind.choices, default=EventKind.MEETING)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_sv = models.CharField(column_label(_("title"), "sv"), max_length=160)
    title_fi = models.CharField(column_label(_("title"), "fi"), max_length=160)
    title_en = models.CharField(column_label(_("title"), "en"), max_length=160)
    intro_sv = models.TextField(column_label(_("introduction"), "sv"), max_length=1500, blank=True)
    intro_fi = models.TextField(column_label(_("introduction"), "fi"), max_length=1500, blank=True)
    intro_en = models.TextField(column_label(_("introduction"), "en"), max_length=1500, blank=True)
    place_sv = models.CharField(column_label(_("place"), "sv"), max_length=200)
    place_fi = models.CharField(column_label(_("place"), "fi"), max_length=200)
    place_en = models.CharField(column_label(_("place"), "en"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: as many as wish to come.")
    )
    sign_up_until = models.DateTimeField(_("sign-up until"), null=True, blank=True)
    survey = models.OneToOneField(
        Survey, verbose_name=_("sign-up survey"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="event", help_text=_("Its answers become sign-ups. Choose “Sign up for the event” on the survey."),
    )  # fmt: skip
    occasion = models.OneToOneField(
        SigningOccasion, verbose_name=_("signing occasion"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="event",
    )  # fmt: skip
    is_public = models.BooleanField(_("shown to visitors"), default=False)
    changed = models.DateTimeField(_("changed"), auto_now=True)

    title = Translated(_("Title"))
    intro = Translated()
    place = Translated()

    objects = EventQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_public")]),
        in_each_language("title", _("Title")),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        in_each_language("place", _("Place"), _("With the street address.")),
        in_each_language("intro", _("Introduction"), sentence=True),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("capacity"), FieldPanel("sign_up_until")]), FieldPanel("survey")],
            heading=_("Sign-up"),
        ),
        FieldPanel("occasion"),
    ]
    search_fields = [
        index.SearchField("title_sv"),
        index.SearchField("title_fi"),
        index.SearchField("title_en"),
        index.AutocompleteField("title_sv"),
        index.AutocompleteField("title_fi"),
        index.AutocompleteField("title_en"),
        index.FilterField("kind"),
        index.FilterField("is_public"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["is_public", "starts_at"], name="event_public")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("The event ends after it has started."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_sign_ups(self) -> bool:
        """Whether anyone can still sign up; where all places are taken, for the waiting list."""
        return timezone.now() < min(self.sign_up_until or self.starts_at, self.ends_at)

    @property
    def is_past(self) -> bool:
        return timezone.now() > self.ends_at

    @property
    def places_left(self) -> int | None:
        """How many can still come, or None where everyone can. For an event read `with_places`."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)


class SignUpState(models.TextChoices):
    """Whether there is a place."""

    COMING = "coming", _("Coming")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


class EventSignUp(models.Model):
    """One person's place at an event, or on its waiting list."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sign_ups")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sign_ups"
    )
    submission = models.OneToOneField(
        Submission, verbose_name=_("submission"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="event_sign_up",
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=SignUpState.choices)
    created_at = models.DateTimeField(_("signed up"), auto_now_add=True)
    attended = models.BooleanField(_("was there"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["event", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=~Q(state="cancelled"),
                name="event_sign_up_once",
                violation_error_message=_("This address has already signed up for the event."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.event}"
