"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("regietafel.desk.shared.urls")),
]

handler400 = "regietafel.desk.shared.pages.bad_request"
handler403 = "regietafel.desk.shared.pages.permission_denied"
handler404 = "regietafel.desk.shared.pages.not_found"
handler500 = "regietafel.desk.shared.pages.server_error"
