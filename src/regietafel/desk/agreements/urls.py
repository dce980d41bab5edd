"""Addresses of agreements."""

from django.urls import path

from regietafel.desk.agreements import pages

app_name = "agreements"
urlpatterns = [
    path("afspraken/", pages.list_page, name="list"),
    path("afspraken/nieuw/", pages.new, name="new"),
    path("afspraken/<slug:key>/", pages.agreement_page, name="agreement"),
    path("afspraken/<slug:key>/wijzigen/", pages.change, name="change"),
    path("afspraken/<slug:key>/beeindigen/", pages.end, name="end"),
    path("afspraken/<slug:key>/maatregel/", pages.new_measure, name="new_measure"),
    path("opvolgingsplan/", pages.plan_page, name="plan"),
    path("opvolgingsplan/<slug:key>/", pages.change_measure, name="measure"),
]
