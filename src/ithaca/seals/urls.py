from django.urls import path

from ithaca.seals.views import documents, files

app_name = "seals"
PROGRAMME = "programmes/<slug:slug>/seals/"
FILE = "seal-files/<uuid:seal_file_id>/"
NETWORK = "networks/<slug:slug>/"

urlpatterns = [
    # The programme's own
    path(PROGRAMME, files.programme, name="programme"),
    path(PROGRAMME + "<uuid:scheme_version_id>/", files.begin, name="begin"),
    # One file, everybody's
    path(FILE, files.file, name="file"),
    # Documents
    path(FILE + "documents/", documents.keep, name="documents"),
    path(FILE + "documents/reading/", documents.read, name="reading"),
]
