"""Files that respondents have uploaded: kept apart from everything that is served, and reached by permission only."""

import uuid

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.draft import Draft
from forms.models.submission import Submission
from forms.models.survey import Survey


def private_storage() -> Storage:
    """Where files lie that no web address leads to."""
    return storages["private"]


def stored_as(upload: "Upload", name: str) -> str:
    """Where the file lies: by its id. What a respondent called it is words, and never part of a path."""
    return f"uploads/{upload.pk.hex[:2]}/{upload.pk.hex}"


class Upload(models.Model):
    """A file whose content was checked. Its id is its ticket among the answers; it ends unused unless it is sent.

    It belongs to nobody at first, then to the draft that holds it, then to the submission that it was sent with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, verbose_name=_("survey"), on_delete=models.PROTECT, related_name="uploads")
    question = models.CharField(_("question"), max_length=64)
    file = models.FileField(_("file"), storage=private_storage, upload_to=stored_as, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    draft = models.ForeignKey(
        Draft, verbose_name=_("draft"), null=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), null=True, on_delete=models.CASCADE, related_name="uploads"
    )
    idempotency_key = models.CharField(max_length=200, null=True, editable=False)  # noqa: DJ001  (NULLs may repeat)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["submission", "draft", "created_at"], name="upload_unused")]
        constraints = [models.UniqueConstraint(fields=["survey", "idempotency_key"], name="upload_idempotency")]

    def __str__(self) -> str:
        return self.name
