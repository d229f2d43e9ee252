"""A table for the same JSON."""

from django.db import models


class Kept(models.Model):
    answers = models.JSONField()

    def __str__(self) -> str:
        return str(self.pk)
