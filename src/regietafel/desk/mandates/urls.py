"""Addresses of mandates."""

from django.urls import path

from regietafel.desk.mandates.pages.granting import grant_page
from regietafel.desk.mandates.pages.listing import listing
from regietafel.desk.mandates.pages.mandate import mandate_page

app_name = "mandates"
urlpatterns = [
    path("mandaten/", listing, name="mandates"),
    path("mandaten/geven/", grant_page, name="grant"),
    path("mandaten/<slug:key>/", mandate_page, name="mandate"),
]
