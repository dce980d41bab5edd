"""Addresses of what waits, the digest, and the calendar."""

from django.urls import path

from regietafel.desk.to_do import pages

app_name = "to_do"
urlpatterns = [
    path("mijn-tafel/", pages.mine, name="mine"),
    path("mijn-tafel/overzicht/", pages.digest, name="digest"),
    path("mijn-tafel/overzicht/nieuw-adres/", pages.renew_feed, name="renew_feed"),
    path("mijn-tafel/agenda.ics", pages.feed, name="feed"),
    path("mijn-tafel/<slug:table>/", pages.board, name="board"),
]
