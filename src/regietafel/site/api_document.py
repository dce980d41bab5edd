"""The OpenAPI document as the NLGov REST API Design Rules want it: servers, contact, headers, problems."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from regietafel.desk.shared.problems import MEDIA_TYPE, Problem

VERSION = "1.0.0"
"""Semantic version of the API; its first number stands in the address."""

DESCRIPTION = """\
Taakstellingen, cijfers en oordelen van de regietafels, zoals bekend op ieder moment.

- **Ieder antwoord legt zichzelf uit**: `value` met `rule` (de regel), `source` (wet of bron), `inputs` en `steps`.
- **`illustrative`** is waar zodra iets in het antwoord verzonnen is.
- **`knownOn`** opent de stand zoals die op een moment bekend was; zonder is het de stand van nu.
- **Taal**: `Accept-Language: nl` of `en`.
- **Fouten** zijn problem details (RFC 9457); bij 400 alle fouten tegelijk in `errors`.
- **Aantallen** zijn exact: personen als geheel getal, breuken als teller en noemer.

Namen zijn Engels, omdat de ontwerpregels dat toestaan bij een Engelse begrippenlijst; `/concepts` geeft bij ieder
begrip de Nederlandse en de Engelse term.
"""

PROBLEMS = {
    400: "De vraag is ongeldig; alle fouten staan in `errors`.",
    401: "Niet aangemeld.",
    403: "Niet toegestaan; de reden staat in `detail`.",
    404: "Bestaat niet, of was op dat moment niet bekend.",
    405: "Deze methode kan hier niet; zie `Allow`.",
    406: "Alleen application/json.",
    409: "Intussen veranderd.",
    413: "De inhoud is te groot.",
    415: "Deze soort inhoud wordt niet gelezen.",
    500: "Fout op de server.",
}
OF_READS = (400, 401, 403, 404, 405, 406, 500)
OF_WRITES = (400, 401, 403, 404, 405, 406, 409, 413, 415, 500)

VERSION_HEADER = {
    "description": "Volledige versie van deze API.",
    "required": True,
    "schema": {"type": "string", "const": VERSION},
}
LANGUAGE_HEADER = {
    "description": "Taal van het antwoord.",
    "required": True,
    "schema": {"type": "string", "enum": ["nl", "en"]},
}
LINK_HEADER = {
    "description": "Adressen van de eerste, vorige, volgende en laatste pagina (RFC 8288).",
    "required": True,
    "schema": {"type": "string"},
}
LANGUAGE_PARAMETER = {
    "in": "header",
    "name": "Accept-Language",
    "description": "Taal van teksten: nl (standaard) of en.",
    "required": False,
    "schema": {"type": "string"},
    "examples": {"nl": {"value": "nl"}, "en": {"value": "en"}},
}


def finished_document(made: dict[str, Any]) -> dict[str, Any]:
    """The document as generated, with everything that holds for all routes."""
    document: dict[str, Any] = deepcopy({**made})
    document["info"] |= _info()
    document["servers"] = _servers()
    document["externalDocs"] = {
        "description": "De regels achter de cijfers",
        "url": f"{_origin()}/regels/",
    }
    document["tags"] = [
        {"name": name, "description": description}
        for name, description in {
            "areas": "Gebieden: gemeenten, provincies, veiligheidsregio's.",
            "targets": "Taakstellingen van de Huisvestingswet.",
            "verdicts": "Oordelen: wie ligt op schema.",
            "mandates": "Mandaten: wie mag iets doen voor een andere tafel.",
            "search": "Zoeken in wat opgeschreven is.",
            "figures": "Cijfers, hun bronnen en sinds wanneer zij bekend zijn.",
            "follow-up": "Wat tafels bij wie neerlegden: acties, verzoeken, vragen, aandachtspunten.",
            "concepts": "Begrippen met hun formule en bron.",
        }.items()
    ]
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= _problem_schemas()
    document["components"]["headers"] = {
        "API-Version": VERSION_HEADER,
        "Content-Language": LANGUAGE_HEADER,
        "Link": LINK_HEADER,
    }
    document["components"]["responses"] = {f"Problem{code}": _problem(code) for code in PROBLEMS}
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _finish(operation, OF_READS if method == "get" else OF_WRITES, schemas)
    document["components"]["schemas"] = _used(document)
    return document


def _finish(operation: dict[str, Any], problems: tuple[int, ...], schemas: dict[str, Any]) -> None:
    """One operation: no null in parameters, the language, headers on success, and every problem it can have."""
    for parameter in operation["parameters"]:
        parameter["schema"] = _without_null(parameter["schema"])
        examples = parameter.pop("examples", None) or parameter["schema"].pop("examples", None)
        if isinstance(examples, list):
            parameter["example"] = examples[0]
        if "description" not in parameter and "description" in parameter["schema"]:
            parameter["description"] = parameter["schema"].pop("description")
    operation["parameters"].append(LANGUAGE_PARAMETER)
    for response in operation["responses"].values():
        response["description"] = "Het antwoord, met regel en bron."
        response["headers"] = _headers(_is_list(response, schemas))
    operation["responses"] = {
        **{str(code): response for code, response in operation["responses"].items()},
        **{str(code): {"$ref": f"#/components/responses/Problem{code}"} for code in problems},
    }


def _used(document: dict[str, Any]) -> dict[str, Any]:
    """The schemas that something refers to; those of parameters are spelled out where they are used."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    waiting = _references({**document, "components": {"responses": document["components"]["responses"]}})
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in schemas and name not in found:
            found.add(name)
            waiting |= _references(schemas[name])
    return {name: schema for name, schema in schemas.items() if name in found}


def _references(part: Any) -> set[str]:
    """The names of schemas that a part of the document refers to."""
    if isinstance(part, dict):
        own = {part["$ref"].rsplit("/", 1)[-1]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*(_references(inner) for inner in part.values()))
    return set().union(*(_references(inner) for inner in part)) if isinstance(part, list) else set()


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query key is there or not; it cannot be null."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return {**choices[0], **rest}
    return {**schema, "anyOf": choices} if choices else schema


def _is_list(response: dict[str, Any], schemas: dict[str, Any]) -> bool:
    shown = response["content"]["application/json"]["schema"]
    resolved = schemas.get(shown.get("$ref", "").rsplit("/", 1)[-1], shown)
    return "page" in resolved.get("properties", ())


def _headers(with_links: bool) -> dict[str, Any]:
    names = ["API-Version", "Content-Language", *(["Link"] if with_links else [])]
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem(code: int) -> dict[str, Any]:
    return {
        "description": PROBLEMS[code],
        "headers": _headers(False),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem_schemas() -> dict[str, Any]:
    made = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    made["required"] = ["type", "status", "title", "detail"]
    made["properties"]["errors"] = _without_null(made["properties"]["errors"])
    parts: dict[str, Any] = made.pop("$defs")
    return {"Problem": made, **parts}


def _info() -> dict[str, Any]:
    return {
        "description": DESCRIPTION,
        "contact": {
            "name": "Beheer van de API van Regietafel",
            "url": f"{_origin()}/toegankelijkheid/",
            "email": settings.DEFAULT_FROM_EMAIL,
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }


def _servers() -> list[dict[str, Any]]:
    own = settings.CONFIGURATION
    said = (
        "Deze installatie."
        if own.production
        else "De demo; zonder TLS is zij te lezen op " + own.base_url + "."
    )
    return [{"url": f"{_origin()}/api/v{VERSION.split('.', maxsplit=1)[0]}", "description": said}]


def _origin() -> str:
    """The address of this installation; an API is only ever served over TLS."""
    return f"https://{urlsplit(settings.CONFIGURATION.base_url).netloc}"
