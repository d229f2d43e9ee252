"""A survey and its versions: the part that outlives every edit of the page it was built on."""

from typing import Self

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.engine.cache import RecentlyUsed
from forms.engine.definition import Form

survey_key = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use small letters a–z, digits and single hyphens, such as “event-sign-up”."),
)


_forms: RecentlyUsed[Form] = RecentlyUsed(64)


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys."""

    def readable_by(self, user: AbstractUser) -> Self:
        """Those whose answers `user` may read, which is a right apart from editing the survey's page."""
        if user.is_superuser:
            return self
        if not user.has_perm("surveys.view_submission"):
            return self.none()
        return self.filter(readers__in=user.groups.all()).distinct()


class Survey(models.Model):
    """What all language versions of a survey have in common: its key, its versions, its submissions."""

    key = models.CharField(_("key"), max_length=64, unique=True, validators=[survey_key])
    readers = models.ManyToManyField(
        "auth.Group",
        verbose_name=_("who may read the answers"),
        blank=True,
        related_name="+",
        help_text=_("Members of these groups see the submissions in the inbox. Administrators always do."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class SurveyVersion(models.Model):
    """A survey's definition in one language, as it was published. Never changed afterwards."""

    survey = models.ForeignKey(Survey, verbose_name=_("survey"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    locale = models.CharField(_("language"), max_length=10)
    definition = models.JSONField(_("definition"))
    sha256 = models.CharField("SHA-256", max_length=64)
    structure = models.CharField(_("SHA-256 without words"), max_length=64)
    created_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("survey version")
        verbose_name_plural = _("survey versions")
        ordering = ["survey", "-number", "locale"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number", "locale"], name="survey_version_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.survey.key} {self.number} ({self.locale})"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk is not None and not self._state.adding:
            raise ValidationError(_("A published version never changes."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    @property
    def form(self) -> Form:
        """The definition as the engine's value; the same object for as long as it is among those used last."""
        return _forms.get((self.sha256, self.number), lambda: Form.model_validate(self.definition))
