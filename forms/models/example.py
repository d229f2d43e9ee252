"""Example answers, saved by editors to see what a change of the survey does to them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Example(models.Model):
    """Answers with what they are expected to come to, for all language versions of a survey page.

    `translation_key` is the one that the pages share: a survey has examples before it is first published. `expected` is
    `{"visible": [names], "errors": [[code, name], …], "percent": number or null}`.
    """

    translation_key = models.UUIDField(editable=False)
    name = models.CharField(_("name"), max_length=100)
    answers = models.JSONField(_("answers"))
    expected = models.JSONField(_("what they come to"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("saved by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name = _("example answers")
        verbose_name_plural = _("example answers")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["translation_key", "name"], name="example_name_unique")]

    def __str__(self) -> str:
        return self.name
