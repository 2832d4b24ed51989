from django.urls import path

from ithaca.design.style_page import style

urlpatterns = [path("style/", style, name="style")]
