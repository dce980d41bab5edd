"""Addresses of the monitor."""

from django.urls import path

from regietafel.desk.areas.addresses import register_addresses
from regietafel.desk.monitor import pages

register_addresses()

app_name = "monitor"
urlpatterns = [
    path("monitor/", pages.latest, name="latest"),
    path("monitor/<halfyear:period>/", pages.nation, name="nation"),
    path("monitor/<halfyear:period>/<area:area>/", pages.area_page, name="area"),
    path("monitor/<halfyear:period>/<area:area>/vergelijk/", pages.compare_page, name="compare"),
    path("monitor/<halfyear:period>/<area:area>/tabel.<str:form>", pages.download, name="download"),
]
