"""Addresses of escalation."""

from django.urls import path

from regietafel.desk.areas.addresses import register_addresses
from regietafel.desk.escalation import pages

register_addresses()

app_name = "escalation"
urlpatterns = [
    path("escalatie/", pages.national, name="national"),
    path("escalatie/gesprekken/<slug:key>/", pages.talk_page, name="talk"),
    path("escalatie/<area:area>/", pages.area_page, name="area"),
]
