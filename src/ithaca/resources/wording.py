"""Resources in words."""

from django.utils.translation import gettext_lazy as _

KINDS = {"guide": _("Guide"), "link": _("Link"), "file": _("File")}
ICONS = {"guide": "book-open", "link": "link", "file": "file-text"}
AUDIENCES = {"both": _("Mentors and mentees"), "mentor": _("Mentors"), "mentee": _("Mentees")}
PHASES = {"launch": _("Launch"), "development": _("Development"), "separation": _("Conclusion")}
