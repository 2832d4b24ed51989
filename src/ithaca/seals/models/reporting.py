from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.seals.models.files import SealFile


class KeptReport(Record):
    """A self-assessment as it stood when somebody kept it, in the shape of what is handed in; never changed."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="kept_reports")
    document = models.JSONField()  # `ithaca.seals.freezing` says its shape
    sha256 = models.CharField(max_length=64)
    handed_in = models.BooleanField(default=False)  # kept because the file was handed in
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
