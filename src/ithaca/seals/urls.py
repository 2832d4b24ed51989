from django.urls import URLPattern, path

from ithaca.seals.views import documents

app_name = "seals"
PROGRAMME = "programmes/<slug:slug>/seals/"
FILE = "seal-files/<uuid:seal_file_id>/"
NETWORK = "networks/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    # Documents
    path(FILE + "documents/", documents.keep, name="documents"),
    path(FILE + "documents/reading/", documents.read, name="reading"),
]
