"""`regietafel where`: in which files, pages, routes and tests a concept lives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from regietafel.cli.output import AsJson, Language, print_json, with_django

app = typer.Typer(rich_markup_mode=None, help="Where a concept lives.")


@app.command(epilog="Examples: regietafel where   |   regietafel where taakstelling")
def where(
    concept: Annotated[str | None, typer.Argument(help="A concept; without it the list.")] = None,
    as_json: AsJson = False,
    lang: Language = "nl",
) -> None:
    """Source, rule with line number, page, URL, API route, docs and test of a concept."""
    from regietafel.core.base.concepts import concept as find
    from regietafel.core.base.concepts import concepts

    if concept is None:
        for one in concepts().values():
            typer.echo(f"{one.name:<24} {one.title.in_language(lang)}")
        return
    found = find(concept)
    path, line = found.rule_place()
    with_django()
    facts = {
        "concept": found.name,
        "title": found.title.in_language(lang),
        "meaning": found.meaning.in_language(lang),
        "formula": found.formula.in_language(lang),
        "source": found.source,
        "rule": f"{found.rule.replace(':', '.')}  ({_short(path)}:{line})",
        "page": found.page,
        "url": url_pattern(found.page),
        "api": url_pattern(f"api-1:{found.api}"),
        "docs": found.docs,
        "test": found.test,
    }
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        typer.echo(f"{name:<8} {value}")


def url_pattern(route: str) -> str:
    """The address pattern of a named route, such as /taakstelling/<halfyear:period>/; "" when there is none."""
    from django.urls import URLPattern, URLResolver, get_resolver

    namespace, _, name = route.rpartition(":")

    def search(patterns: list[URLPattern | URLResolver], prefix: str, inside: str) -> str:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                deeper = pattern.namespace or inside
                found = search(pattern.url_patterns, prefix + str(pattern.pattern), deeper)
                if found:
                    return found
            elif pattern.name == name and inside == namespace:
                return f"{prefix}{pattern.pattern}".replace("\\Z", "").replace("^", "")
        return ""

    return search(get_resolver().url_patterns, "/", "")


def _short(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[parts.index("regietafel") :]) if "regietafel" in parts else str(path)
