"""The register of concepts over the API: each term with its meaning, formula, source and rule."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Source
from regietafel.core.base.concepts import Concept, concept, concepts
from regietafel.desk.shared.asked import Asked, PageAsked
from regietafel.desk.shared.envelope import Answered, AnsweredList, Part, answered, listed
from regietafel.desk.shared.notation import words

router = Router(tags=["concepts"], by_alias=True)

REGISTER = Source("Regietafel, begrippenregister")

ConceptName = Annotated[
    str, Field(pattern="^[a-z0-9_]{1,60}$", description="Naam van een begrip.", examples=["taakstelling"])
]


class ConceptShown(Part):
    """A concept: what it means, how it is computed, and from which source."""

    name: str = Field(examples=["taakstelling"])
    title: str
    meaning: str
    formula: str
    source: str
    rule: str = Field(description="De functie die de regel uitvoert.")


class Concepts(AnsweredList[list[ConceptShown]]):
    """A page of concepts."""


class OneConcept(Answered[ConceptShown]):
    """One concept."""


@router.get(
    "/concepts", response=Concepts, url_name="concepts", operation_id="listConcepts", summary="Begrippen"
)
def concept_list(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """Alle begrippen met hun betekenis, formule, bron en regel."""
    answer = Answer(tuple(concepts().values()), "concepts", REGISTER)
    return listed(Concepts, request, response, asked, answer, _shown, website=reverse("home:rules"))


@router.get(
    "/concepts/{name}",
    response=OneConcept,
    url_name="concept",
    operation_id="getConcept",
    summary="Eén begrip",
)
def one_concept(request: HttpRequest, name: Path[ConceptName], asked: Query[Asked]) -> Any:
    """Een begrip met zijn betekenis, formule, bron en regel."""
    found = concept(name)
    answer = Answer(found, "concepts", REGISTER)
    return answered(
        OneConcept, request, asked, answer, _shown(found), website=reverse("home:rule", args=[name])
    )


def _shown(found: Concept) -> ConceptShown:
    return ConceptShown(
        name=found.name,
        title=words(found.title),
        meaning=words(found.meaning),
        formula=words(found.formula),
        source=found.source,
        rule=found.rule.replace(":", "."),
    )
