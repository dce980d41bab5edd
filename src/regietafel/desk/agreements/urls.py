"""Addresses of agreements."""

from django.urls import path

from regietafel.desk.agreements import pages

app_name = "agreements"
urlpatterns = [
    path("afspraken/", pages.list_page, name="list"),
    path("afspraken/<slug:key>/", pages.agreement_page, name="agreement"),
    path("opvolgingsplan/", pages.plan_page, name="plan"),
]
