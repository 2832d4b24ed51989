from django.urls import path

from ithaca.vault import views

app_name = "vault"
urlpatterns = [path("vault/", views.own_vault, name="own")]
