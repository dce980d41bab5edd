"""Addresses of actions, requests, questions and concerns, and of the short line."""

from django.urls import path

from regietafel.desk.follow_up import pages

app_name = "follow_up"
urlpatterns = [
    path("acties/", pages.listing, {"kind": "action"}, name="actions"),
    path("acties/nieuw/", pages.new, {"kind": "action"}, name="new_action"),
    path("acties/<slug:key>/", pages.show, {"kind": "action"}, name="action"),
    path("acties/<slug:key>/afvaardiging/", pages.delegation, name="delegation"),
    path("verzoeken/", pages.listing, {"kind": "request"}, name="requests"),
    path("verzoeken/nieuw/", pages.new, {"kind": "request"}, name="new_request"),
    path("verzoeken/<slug:key>/", pages.show, {"kind": "request"}, name="request"),
    path("vragen/", pages.listing, {"kind": "question"}, name="questions"),
    path("vragen/<slug:key>/", pages.show, {"kind": "question"}, name="question"),
    path("aandachtspunten/", pages.listing, {"kind": "concern"}, name="concerns"),
    path("aandachtspunten/<slug:key>/", pages.show, {"kind": "concern"}, name="concern"),
    path("korte-lijn/", pages.short_lines, name="lines"),
    path("korte-lijn/<slug:table>/", pages.short_line, name="line"),
]
