"""Addresses of my account and of the pages for administrators."""

from __future__ import annotations

from django.urls import path

from regietafel.desk.accounts import pages

app_name = "accounts"

urlpatterns = [
    path("account/", pages.account, name="account"),
    path("account/sessies/", pages.end_my_sessions, name="end_my_sessions"),
    path("beheer/mensen/", pages.people, name="people"),
    path("beheer/mensen/nieuw/", pages.new_person, name="new_person"),
    path("beheer/mensen/<str:key>/", pages.person, name="person"),
    path("beheer/organisaties/", pages.organisations, name="organisations"),
    path("beheer/organisaties/nieuw/", pages.new_organisation, name="new_organisation"),
    path("beheer/organisaties/<str:key>/", pages.organisation, name="organisation"),
]
