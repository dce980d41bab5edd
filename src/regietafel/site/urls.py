"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from regietafel.desk.accounts.guard import require
from regietafel.desk.accounts.permissions import may_read_history
from regietafel.desk.audit.urls import addresses as history_addresses
from regietafel.site import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("regietafel.desk.home.urls")),
    path("", include("regietafel.desk.monitor.urls")),
    path("", include("regietafel.desk.taakstelling.urls")),
    path("", include("regietafel.desk.figures.urls")),
    path("", include("regietafel.desk.tables.urls")),
    path("", include("regietafel.desk.mandates.urls")),
    path("", include("regietafel.desk.follow_up.urls")),
    path("", include("regietafel.desk.agreements.urls")),
    path("", include("regietafel.desk.escalation.urls")),
    path("", include("regietafel.desk.meetings.urls")),
    path("", include("regietafel.desk.minutes.urls")),
    path("", include("regietafel.desk.to_do.urls")),
    path("", include("regietafel.desk.search.urls")),
    path("", include("regietafel.desk.shared.urls")),
    path("", include("regietafel.desk.accounts.urls")),
    path("account/", include("regietafel.desk.accounts.sign_in_urls")),
    path("api/", include("regietafel.site.api")),
    path("gezondheid/", health.health, name="health"),
    path(".well-known/security.txt", health.security_txt, name="security_txt"),
    path("geschiedenis/", include(history_addresses(require(may_read_history)))),
]

handler400 = "regietafel.desk.shared.pages.bad_request"
handler403 = "regietafel.desk.shared.pages.permission_denied"
handler404 = "regietafel.desk.shared.pages.not_found"
handler500 = "regietafel.desk.shared.pages.server_error"
