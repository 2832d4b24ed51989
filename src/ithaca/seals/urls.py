from django.urls import URLPattern

app_name = "seals"
PROGRAMME = "programmes/<slug:slug>/seals/"
FILE = "seal-files/<uuid:seal_file_id>/"
NETWORK = "networks/<slug:slug>/"

urlpatterns: list[URLPattern] = []
