"""Addresses of the targets."""

from django.urls import path

from regietafel.desk.areas.addresses import register_addresses
from regietafel.desk.taakstelling import pages

register_addresses()

app_name = "taakstelling"
urlpatterns = [
    path("taakstelling/", pages.periods_page, name="periods"),
    path("taakstelling/<halfyear:period>/", pages.nation, name="nation"),
    path("taakstelling/<halfyear:period>/<area:area>/", pages.area_page, name="area"),
    path("taakstelling/<halfyear:period>/<area:area>/waarom/", pages.why_page, name="why"),
]
