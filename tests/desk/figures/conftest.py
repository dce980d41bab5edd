"""A small set of figures and one user for each role, and sheets to hand in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from regietafel.desk.accounts.person import Person
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures import actions
from regietafel.desk.figures.actions import FigureEntry, SourceEntry
from tests.desk.accounts.people import PASSWORD, add, address

BY = Command("test")
AT = datetime(2022, 11, 5, 9, tzinfo=UTC)
LATER = datetime(2022, 12, 5, 9, tzinfo=UTC)
SOURCE = SourceEntry("coa-november", "Opgave COA, november 2022")
OTHER = SourceEntry("krant", "Krantenbericht, november 2022", quality="secondary")


def sheet(*rows: str, month: str = "2022-10") -> bytes:
    """A CSV of municipalities and numbers: `sheet("Assen 12")`."""
    lines = ["gemeente;maand;gehuisvest"]
    for row in rows:
        name, _, number = row.rpartition(" ")
        lines.append(f"{name};{month};{number}")
    return "\n".join(lines).encode()


def receive(*rows: str, by: object = BY, at: datetime = AT, month: str = "2022-10", **more: object) -> int:
    """Hand in such a sheet."""
    return actions.receive(
        by=by,  # type: ignore[arg-type]
        at=at,
        file_name="blad.csv",
        content=sheet(*rows, month=month),
        indicator="housed",
        source=SOURCE,
        **more,  # type: ignore[arg-type]
    )


def entry(area: str, value: int, *, source: str = "coa-november", month: int = 10) -> FigureEntry:
    """A figure of permit holders housed in a month of 2022."""
    until = date(2022 + month // 12, month % 12 + 1, 1)
    return FigureEntry("housed", area, date(2022, month, 1), until, value, source)


def text_of(response: HttpResponse) -> str:
    """What stands on a page, without its markup."""
    main = response.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@dataclass(frozen=True)
class Site:
    """A client for each role, and what it sends."""

    clients: dict[str, Client]
    people: dict[str, Person]

    def get(self, role: str, path: str) -> HttpResponse:
        """A page as a role."""
        return self.clients[role].get(path)

    def upload(self, role: str, content: bytes, **fields: str) -> HttpResponse:
        """Hand in a file by the form."""
        data = {"indicator": "housed", "source": "eigen", **fields}
        file = SimpleUploadedFile(fields.pop("name", "blad.csv"), content)
        return self.clients[role].post("/cijfers/invoeren/", {**data, "file": file})

    def step(self, role: str, path: str, step: str, **fields: str) -> HttpResponse:
        """Press a button on the page of a delivery."""
        return self.clients[role].post(path, {"stap": step, **fields})


@pytest.fixture
def sources(db: None) -> None:
    """Two sources on record."""
    actions.add_sources(by=BY, at=AT, entries=[SOURCE, OTHER])


@pytest.fixture
def person(db: None) -> Callable[[str], Person]:
    """A user with a role."""
    return add


@pytest.fixture
def site(sources: None) -> Site:
    """All roles signed in, and a visitor."""
    cache.clear()
    people, clients = {}, {"visitor": Client()}
    for role in ("national", "province", "municipality", "coa", "reader"):
        people[role] = add(role)
        clients[role] = Client()
        clients[role].post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    return Site(clients, people)
