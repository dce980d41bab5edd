"""A computed figure that explains itself: value, rule, source, inputs, steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
U = TypeVar("U")

Quality = Literal["primary", "secondary", "derived", "illustrative"]


@dataclass(frozen=True)
class Text:
    """One sentence in Dutch and in English.

    >>> Text(nl="op schema", en="on schedule").in_language("en")
    'on schedule'
    """

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The English wording for `en...`, the Dutch one for anything else."""
        return self.en if language.startswith("en") else self.nl

    def __str__(self) -> str:
        return self.nl


@dataclass(frozen=True)
class Source:
    """Where a figure or rule comes from.

    `quality`: primary (law, the body itself), secondary (press, reconstruction), derived (arithmetic on
    published figures), illustrative (made up, with a fixed seed). `published_on` is None when not known.
    """

    title: str
    where: str = ""
    published_on: date | None = None
    address: str = ""
    quality: Quality = "primary"

    def __str__(self) -> str:
        return f"{self.title}, {self.where}" if self.where else self.title


@dataclass(frozen=True)
class Input:
    """One value that went into an answer, with its unit and source."""

    name: str
    value: object
    unit: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Step:
    """One step of a computation, in plain words, with its formula filled in and its result.

    Numbers in `formula` and `result` have the Dutch notation; a result in words is a `Text`.
    """

    text: Text
    formula: str = ""
    result: str | Text = ""
    source: Source | None = None


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A value with the rule that made it, the source of that rule, and what went in.

    >>> law = Source("Huisvestingswet 2014", "art. 29(1)")
    >>> print(Answer(59, rule="housing_target", source=law, inputs=(Input("volume", 13500, "persons"),)))
    59 by rule housing_target (Huisvestingswet 2014, art. 29(1)), from volume 13500 persons
    """

    value: T
    rule: str
    source: Source
    inputs: tuple[Input, ...] = ()
    steps: tuple[Step, ...] = field(default=())
    illustrative: bool = False

    def map(self, change: Callable[[T], U]) -> Answer[U]:
        """The same rule, source and inputs about a part or another form of the value."""
        return Answer(change(self.value), self.rule, self.source, self.inputs, self.steps, self.illustrative)

    def with_steps(self, steps: Iterable[Step]) -> Answer[T]:
        """The same answer with its computation spelled out."""
        return Answer(self.value, self.rule, self.source, self.inputs, tuple(steps), self.illustrative)

    def __str__(self) -> str:
        went_in = ", ".join(f"{i.name} {i.value}{' ' + i.unit if i.unit else ''}" for i in self.inputs)
        mark = " [illustrative]" if self.illustrative else ""
        return (
            f"{self.value} by rule {self.rule} ({self.source})"
            + (f", from {went_in}" if went_in else "")
            + mark
        )
