"""Addresses of the first page and of the rules."""

from django.urls import path

from regietafel.desk.home import pages

app_name = "home"
urlpatterns = [
    path("", pages.home, name="home"),
    path("regels/", pages.rules, name="rules"),
    path("regels/<slug:name>/", pages.rule, name="rule"),
]
