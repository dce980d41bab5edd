"""Whether this installation can serve, for whoever watches it; and where to report a weakness."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from regietafel import __version__
from regietafel.desk.audit.queries import head

VALID_DAYS = 180


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and its tables are those of this version; else 503. Names no server or path."""
    try:
        missing = missing_migrations()
        last = head() if not missing else None
    except DatabaseError:
        return _told(503, database="unreachable", migrations="unknown", data_version=None)
    if missing:
        return _told(503, database="reachable", migrations=f"{len(missing)} missing", data_version=None)
    return _told(
        200, database="reachable", migrations="applied", data_version=last.number if last is not None else 0
    )


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where a weakness can be reported. Raises: Http404 while no contact is set."""
    contact = settings.CONFIGURATION.security_contact
    if not contact:
        raise Http404(gettext("Er is nog geen adres voor meldingen ingesteld (REGIETAFEL_SECURITY_CONTACT)."))
    until = (timezone.now() + timedelta(days=VALID_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    base = settings.CONFIGURATION.base_url.rstrip("/")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {base}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def missing_migrations() -> list[str]:
    """Migrations of this version that the database has not had; one query. Raises: DatabaseError."""
    connection.ensure_connection()
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in _on_disk() if (app, name) not in applied)


@lru_cache(maxsize=1)
def _on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def _told(status: int, **found: object) -> JsonResponse:
    said = "ok" if status == 200 else "fault"
    return JsonResponse({"status": said, "product_version": __version__, **found}, status=status)
