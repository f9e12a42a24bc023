"""Fingerprints of the data files that set-up has loaded."""

from django.db import models


class LoadedData(models.Model):
    """The fingerprint of a folder of data when it was last loaded, so that set-up can skip it.

    It is stored in the database because a new database has to be filled again.
    """

    name = models.CharField(max_length=60, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "loaded data"

    def __str__(self) -> str:
        return self.name
