from django.urls import path

from ithaca.vault import views

app_name = "vault"
urlpatterns = [
    path("vault/", views.own_vault, name="own"),
    path("journal/", views.own_vault, name="journal"),
    path("vault/export/", views.all_rooms, name="export"),
    path("vault/search/", views.all_rooms, name="search"),
]
