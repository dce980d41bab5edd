"""Searching over the API, within what the reader may see."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from regietafel.core.base.answer import Answer, Source
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of
from regietafel.desk.search.queries import Hit, readers_of, search
from regietafel.desk.shared.asked import PageAsked
from regietafel.desk.shared.envelope import AnsweredList, Part, Utc, listed

router = Router(tags=["search"], by_alias=True)
FORMS = Source("simplemma, woordenlijst van Nederlandse woordvormen")
Kind = Literal["minutes", "agreement", "action", "request", "question", "concern", "mandate", "letter"]


class HitShown(Part):
    """A text that answers the question."""

    kind: Kind
    key: str = Field(examples=["lrt-2022-09-16/3.6"])
    title: str
    excerpt: str = Field(description="Het stuk rond het gezochte woord.")
    words: list[str] = Field(description="De woorden in het stuk die antwoorden.")
    page: str = Field(description="Adres van de pagina waar het staat.")
    known_since: Utc
    illustrative: bool


class Hits(AnsweredList[list[HitShown]]):
    """A page of what was found, best first; at most 100 in all."""


class SearchAsked(PageAsked):
    """What to look for."""

    text: str = Field(
        min_length=1,
        max_length=200,
        description="Woorden; -woord sluit uit, aanhalingstekens houden bij elkaar.",
        examples=["brief taakstelling"],
    )
    kind: Annotated[Kind | None, Field(description="Alleen teksten van deze soort.")] = None


@router.get(
    "/search-results",
    response=Hits,
    url_name="search-results",
    operation_id="search",
    summary="Zoeken in teksten",
)
def found(request: HttpRequest, response: HttpResponse, asked: Query[SearchAsked]) -> Any:
    """Zoekt in verslagen, afspraken, acties, verzoeken, vragen, aandachtspunten, mandaten en brieven die u mag lezen."""
    readers = readers_of(person_of(request), day_of(timezone.now()))
    result = search(asked.text, readers, asked.at, kind=asked.kind or "")
    answer = Answer(result.hits, "search", FORMS, illustrative=any(hit.illustrative for hit in result.hits))
    return listed(Hits, request, response, asked, answer, _shown, website=reverse("search:search"))


def _shown(hit: Hit) -> HitShown:
    return HitShown(
        kind=hit.kind,  # type: ignore[arg-type]  # the index holds these kinds only
        key=hit.key,
        title=hit.title,
        excerpt="".join(piece.text for piece in hit.pieces),
        words=[piece.text for piece in hit.pieces if piece.hit],
        page=hit.href,
        known_since=hit.known_since,
        illustrative=hit.illustrative,
    )
