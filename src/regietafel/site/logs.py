"""What happened, a line at a time: JSON for machines, or plain for a terminal (REGIETAFEL_LOG=json|plain).

A line never holds a name, a value from the query of an address, or the key of a password link: only the names
of the parameters, and the route in place of an address that is itself a secret.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

REQUESTS = logging.getLogger("regietafel.requests")
SECRET_ROUTES = ("account_reset_password_from_key", "account_confirm_email")
"""Routes whose address lets in whoever knows it."""


def logging_settings(*, json_lines: bool) -> dict[str, Any]:
    """Django's LOGGING. JSON says every request; plain only what needs attention, with what went wrong."""
    level = "INFO" if json_lines else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "regietafel.site.logs.JsonLine"},
            "plain": {"()": "regietafel.site.logs.PlainLine"},
        },
        "handlers": {
            "out": {"class": "logging.StreamHandler", "formatter": "json" if json_lines else "plain"},
        },
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # every request has its own line; a second one for a page that is not there adds nothing
            "django.request": {"level": "ERROR"},
            "regietafel": {"level": level},
        },
    }


class RequestLog:
    """Middleware, the outermost: one line for each request, served from the shelf or made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say so."""
        start = time.perf_counter()
        response = self.get_response(request)
        say_request(
            start,
            method=request.method,
            path=safe_path(request),
            parameters=sorted(request.GET),
            status=response.status_code,
            user=user_key(request),
        )
        return response


def say_request(start: float, **said: object) -> None:
    """The line of one request, begun at `start` of the performance counter; nothing where nobody listens."""
    if REQUESTS.isEnabledFor(logging.INFO):
        ms = round((time.perf_counter() - start) * 1000, 1)
        REQUESTS.info("request", extra={"said": {**said, "ms": ms}})


class JsonLine(logging.Formatter):
    """One JSON object on one line: time, level, logger, message, and what the record adds."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **getattr(record, "said", {}),
        }
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line |= {"method": request.method, "path": safe_path(request), "user": user_key(request)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLine(logging.Formatter):
    """For a terminal: moment, level, message, and the trace of what went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines when there is a trace."""
        moment = datetime.fromtimestamp(record.created).astimezone()
        line = f"{moment:%H:%M:%S} {record.levelname.lower()} {_message(record)}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def safe_path(request: HttpRequest) -> str:
    """The path of a request; where the path is itself a secret, its route."""
    match = getattr(request, "resolver_match", None)
    if match is not None and match.view_name in SECRET_ROUTES:
        return f"/{match.route}"
    return request.path


def user_key(request: HttpRequest) -> str:
    """The id of the user, never a name; "" for a visitor. Asks the database nothing, for it may be away."""
    session = getattr(request, "session", None)
    read = getattr(session, "_session_cache", None) if session is not None and session.accessed else None
    return str(read.get("_auth_user_id", "")) if read else ""


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and (shown := safe_path(request)) != request.path:
        message = message.replace(request.path, shown)
    return message
