"""The API: its version, its routes, and the door that every request goes through."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from regietafel.core.areas.kinds import AreaError
from regietafel.core.base.calendar import CalendarError
from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.core.follow_up.items import FollowUpError, NoSuchItem
from regietafel.core.mandates.refusals import MandateRefused
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.minutes.states import MinutesRefused
from regietafel.core.search.question import NothingAsked
from regietafel.core.tables.structure import TableError
from regietafel.desk.accounts.person import Refused
from regietafel.desk.agreements.api import router as agreements
from regietafel.desk.areas.api import router as areas
from regietafel.desk.escalation.api import router as escalation
from regietafel.desk.figures.actions import DeliveryRefused
from regietafel.desk.figures.api import router as figures
from regietafel.desk.follow_up.api import router as follow_up
from regietafel.desk.home.api import router as home
from regietafel.desk.mandates.api import router as mandates
from regietafel.desk.meetings.api import router as meetings
from regietafel.desk.minutes.api import router as minutes
from regietafel.desk.monitor.api import router as monitor
from regietafel.desk.search.api import router as search
from regietafel.desk.shared.notation import language, said, words
from regietafel.desk.shared.problems import (
    Place,
    TooLarge,
    Wrong,
    invalid,
    language_asked,
    problem,
    unsuitable_keys,
)
from regietafel.desk.taakstelling.api import router as taakstelling
from regietafel.desk.tables.api_writes import router as tables
from regietafel.site.api_document import VERSION, finished_document

View = Callable[..., HttpResponse]
JSON_KINDS = ("application/json", "application/problem+json", "application/vnd.oai.openapi+json")
NAMESPACE = f"api-{VERSION.split('.')[0]}"

log = logging.getLogger("django.request")


class Readable(JSONRenderer):
    """JSON with letters as they are written."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Regietafel",
    version=VERSION,
    urls_namespace=NAMESPACE,
    renderer=Readable(),
    openapi_url=None,
    docs_url=None,
    auth=None,
)


def known_keys_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse, before the route runs, a request with a key that the route does not know."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if _wrong_keys(request):
            raise ValidationError([])
        return view(request, *args, **kwargs)

    return checked


api.add_decorator(known_keys_only)
for router in (
    areas,
    taakstelling,
    monitor,
    figures,
    follow_up,
    agreements,
    escalation,
    meetings,
    mandates,
    minutes,
    tables,
    search,
    home,
):
    api.add_router("", router)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of this installation."""
    return finished_document(api.get_openapi_schema(path_prefix=""))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, refused: ValidationError) -> HttpResponse:
    return invalid([*(_wrong(error) for error in refused.errors), *_wrong_keys(request)])


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, refused: Http404) -> HttpResponse:
    return problem(404, str(refused) or gettext("Er is niets op dit adres."))


@api.exception_handler(Faults)
def _faults(request: HttpRequest, refused: Faults) -> HttpResponse:
    place: Place = "query" if request.method == "GET" else "body"
    told = [fault.in_language(language()) for fault in refused.faults]
    return invalid(
        Wrong.at(place, fault.where, "fault", "; ".join(part for part in (fault.what, fault.remedy) if part))
        for fault in told
    )


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    reason = words(refused.permission.reason)
    if refused.person.signed_in:
        return problem(403, reason)
    response = problem(401, reason)
    response["WWW-Authenticate"] = 'Session realm="regietafel"'
    return response


@api.exception_handler(DeliveryRefused)
def _changed_since(request: HttpRequest, refused: DeliveryRefused) -> HttpResponse:
    errors = [Wrong.at("body", "file", refused.kind, words(point)) for point in refused.points]
    return problem(409, words(refused.text), errors)


@api.exception_handler(MandateRefused)
def _outside_mandate(request: HttpRequest, refused: MandateRefused) -> HttpResponse:
    errors = [Wrong.at("body", each.where, refused.why, words(each.sentence)) for each in refused.objections]
    if refused.why == "faults":
        return invalid(errors)
    return problem(409, errors[0].detail if errors else str(refused), errors)


@api.exception_handler(MinutesRefused)
def _refused_now(request: HttpRequest, refused: MinutesRefused) -> HttpResponse:
    """What the procedure does not allow as things stand: every reason, in the language that was asked for."""
    return problem(409, words(refused.text))


@api.exception_handler(MeetingRefused)
def _meeting_refused(request: HttpRequest, refused: MeetingRefused) -> HttpResponse:
    errors = [Wrong.at("body", told.where, refused.why, words(told.sentence)) for told in refused.told]
    if request.method == "GET":
        return problem(404, errors[0].detail)
    return problem(409, errors[0].detail, errors) if refused.why != "faults" else invalid(errors)


@api.exception_handler(NothingAsked)
def _nothing_asked(request: HttpRequest, refused: NothingAsked) -> HttpResponse:
    return invalid([Wrong.at("query", "text", "no_word", words(refused.text))])


@api.exception_handler(TooLarge)
def _too_large(request: HttpRequest, refused: TooLarge) -> HttpResponse:
    sentence = gettext("Het bestand is te groot: hoogstens %(n)s MB.")
    return problem(413, sentence % {"n": refused.largest // 1_000_000})


@api.exception_handler(AreaError)
def _no_area(request: HttpRequest, refused: AreaError) -> HttpResponse:
    """An address that names no area does not exist; a question about one that is not there is not valid."""
    asked = [key for key, given in request.GET.items() if str(given).upper() == refused.code.upper()]
    in_path = request.resolver_match and request.resolver_match.kwargs.values()
    if not asked or (in_path and refused.code.upper() in {str(part).upper() for part in in_path}):
        return problem(404, said(refused))
    return invalid(Wrong.at("query", key, "unknown_area", said(refused)) for key in asked)


@api.exception_handler(CalendarError)
@api.exception_handler(TableError)
def _not_possible(request: HttpRequest, refused: RegietafelError) -> HttpResponse:
    """Days or a structure that cannot be; for who only reads, something that is not there."""
    return problem(404 if request.method in ("GET", "HEAD") else 409, said(refused))


@api.exception_handler(FollowUpError)
def _no_such_step(request: HttpRequest, refused: FollowUpError) -> HttpResponse:
    return problem(404 if isinstance(refused, NoSuchItem) else 409, words(refused.text))


@api.exception_handler(RegietafelError)
def _no_answer(request: HttpRequest, refused: RegietafelError) -> HttpResponse:
    return problem(404, said(refused))


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, refused: HttpError) -> HttpResponse:
    return problem(refused.status_code, str(refused))


@api.exception_handler(SuspiciousOperation)
def _suspicious(request: HttpRequest, refused: SuspiciousOperation) -> HttpResponse:
    if isinstance(refused, RequestDataTooBig):
        return problem(413, gettext("De inhoud is te groot om te lezen."))
    return problem(400, gettext("De vraag is niet te lezen."))


@api.exception_handler(Exception)
def _failed(request: HttpRequest, failed: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=failed)
    return problem(500, gettext("Er ging iets mis. Probeer het later opnieuw."))


def door(view: View) -> View:
    """What holds for every request: language, form of the answer, HEAD and OPTIONS, headers, and no bare error."""

    @csrf_exempt  # a route that writes checks the token itself, and says so as a problem
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_asked(request)):
            try:
                response = _served(request, view, args, kwargs)
            except Exception as failed:
                response = api.on_exception(request, failed)
            return with_headers(request, response)

    return opened


def _served(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse:
    head = request.method == "HEAD"
    if request.method != "OPTIONS" and not any(request.accepts(kind) for kind in JSON_KINDS):
        return problem(406, gettext("Deze API antwoordt in application/json; vraag daarom met Accept."))
    kinds = _operation(request).get("requestBody", {}).get("content", {})
    if kinds and request.content_type not in kinds:
        sentence = gettext("Stuur de inhoud als %(kinds)s.")
        return problem(415, sentence % {"kinds": ", ".join(kinds)})
    if head:
        request.method = "GET"
    response = view(request, *args, **kwargs)
    if response.status_code == 405:
        response = _other_method(request, response)
    if head:
        request.method = "HEAD"
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _other_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    methods = {method.strip() for method in refused["Allow"].split(",")} | {"OPTIONS"}
    if "GET" in methods:
        methods.add("HEAD")
    allowed = ", ".join(sorted(methods))
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        del response["Content-Type"]
    else:
        response = problem(405, gettext("Op dit adres kan: %(methods)s.") % {"methods": allowed})
    response["Allow"] = allowed
    return response


def with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What every answer of the API carries: its version, its language, and who may read and keep it."""
    response["API-Version"] = VERSION
    response["Content-Language"] = translation.get_language() or "nl"
    response.headers.setdefault("Cache-Control", "no-store")
    response["X-Frame-Options"] = "DENY"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    _vary(response, "Accept-Language", "Accept")
    if request.method in ("GET", "HEAD", "OPTIONS"):
        # what is read here is public and alike for every reader, so any site's script may read it
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "API-Version, Link"
    return response


def _vary(response: HttpResponse, *names: str) -> None:
    given = [name.strip() for name in response.get("Vary", "").split(",") if name.strip()]
    response["Vary"] = ", ".join(dict.fromkeys([*given, *names]))


def _wrong(error: dict[str, Any]) -> Wrong:
    place, *rest = (str(part) for part in error["loc"])
    if place in ("form", "file"):
        place = "body"
    inner = error.get("ctx", {}).get("error")
    detail = str(inner) if inner else _said(error)
    name = next((part for part in reversed(rest) if not part.startswith("asked")), place)
    return Wrong.model_validate(
        {"in": place, "location": {"name": name}, "code": error["type"], "detail": detail}
    )


def _said(error: dict[str, Any]) -> str:
    sentence = _SAID.get(error["type"])
    return sentence(error.get("ctx", {})) if sentence else str(error["msg"])


_SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "missing": lambda _: gettext("Dit veld ontbreekt."),
    "int_parsing": lambda _: gettext("Schrijf een heel getal."),
    "int_from_float": lambda _: gettext("Schrijf een heel getal."),
    "int_parsing_size": lambda _: gettext("Dit getal is te groot."),
    "bool_parsing": lambda _: gettext("Schrijf true of false."),
    "greater_than_equal": lambda ctx: gettext("Schrijf een getal van %(n)s of hoger.") % {"n": ctx["ge"]},
    "less_than_equal": lambda ctx: gettext("Schrijf een getal van %(n)s of lager.") % {"n": ctx["le"]},
    "literal_error": lambda ctx: gettext("Kies uit: %(choices)s.") % {"choices": ctx["expected"]},
    "string_pattern_mismatch": lambda ctx: gettext("Dit past niet op %(form)s.") % {"form": ctx["pattern"]},
    "string_too_long": lambda ctx: gettext("Schrijf hoogstens %(n)s tekens.") % {"n": ctx["max_length"]},
}


def _wrong_keys(request: HttpRequest) -> list[Wrong]:
    parameters = _operation(request).get("parameters", ())
    return unsuitable_keys(request, [entry["name"] for entry in parameters if entry["in"] == "query"])


def _operation(request: HttpRequest) -> dict[str, Any]:
    """What the document says about this method at this address; empty when it has none."""
    route = request.resolver_match.route if request.resolver_match else ""
    operations: dict[str, Any] = document()["paths"].get(_template(route.removeprefix("api/v1/")), {})
    found: dict[str, Any] = operations.get((request.method or "GET").lower(), {})
    return found


def _template(route: str) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


def root(request: HttpRequest) -> HttpResponse:
    """Where the resources are."""
    if request.method != "GET":
        return _only_get()
    base = request.path
    links = {"self": base, "describedby": f"{base}/openapi.json", "website": reverse("home:home")}
    lists = {key.strip("/"): base + key for key in document()["paths"] if key.count("/") == 1}
    return JsonResponse({"title": api.title, "version": VERSION, "resources": lists, "links": links})


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    if request.method != "GET":
        return _only_get()
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


def unknown(request: HttpRequest) -> HttpResponse:
    """An address that the API does not have; one with a slash at its end is not led on to the right one."""
    if request.path.endswith("/"):
        return problem(404, gettext("Adressen van deze API eindigen niet op een schuine streep."))
    return problem(404, gettext("Er is niets op dit adres; zie /api/v1/openapi.json."))


def _only_get() -> HttpResponse:
    response = HttpResponse(status=405)
    response["Allow"] = "GET"
    return response


def _through_the_door() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = [path("openapi.json", door(openapi), name="openapi")]
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = door(pattern.callback)
            found.append(pattern)
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("v1", door(root), name="api-root"),
    path("v1/", (_through_the_door(), "api", NAMESPACE)),
    re_path(r"", door(unknown), name="api-unknown"),
]
