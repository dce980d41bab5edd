"""The form of every answer of the API: a value with its rule, source, inputs and steps, and whether it is made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Annotated, Any, Generic, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from regietafel.core.base.answer import Answer, Quality, Source
from regietafel.core.base.plain import answer_as_plain, as_plain, source_as_plain
from regietafel.desk.shared.asked import Asked, PageAsked
from regietafel.desk.shared.notation import language

V = TypeVar("V")

Utc = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class Part(BaseModel):
    """A piece of an answer; keys are camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


def _left_out_when_empty(**more: Any) -> Any:
    """A field that is absent, not null, when there is nothing to say."""
    return Field(None, exclude_if=lambda value: value is None, **more)


class Share(Part):
    """An exact number as a fraction, with a decimal in six digits for convenience."""

    numerator: int
    denominator: int
    decimal: str = Field(examples=["0.749250"])

    @classmethod
    def of(cls, value: Fraction) -> Share:
        """The share of a fraction."""
        return cls(**as_plain(Fraction(value)))


class SourceShown(Part):
    """Where a figure or rule comes from."""

    title: str = Field(examples=["Huisvestingswet 2014"])
    where: str | None = _left_out_when_empty(examples=["art. 29(1)"])
    published_on: date | None = _left_out_when_empty()
    address: str | None = _left_out_when_empty()
    quality: Quality = Field(
        "primary",
        description="primary: wet of instantie zelf; secondary: pers of reconstructie; "
        "derived: rekenwerk op gepubliceerde cijfers; illustrative: verzonnen.",
    )

    @classmethod
    def of(cls, source: Source) -> SourceShown:
        """A source as the API shows it."""
        return cls(**source_as_plain(source))


class InputShown(Part):
    """A value that went into an answer; its form depends on the rule."""

    name: str
    value: Any
    unit: str | None = _left_out_when_empty()
    source: SourceShown | None = _left_out_when_empty()


class StepShown(Part):
    """One step of a computation: in words, as a formula, with its result."""

    text: str
    formula: str | None = _left_out_when_empty()
    result: str | None = _left_out_when_empty()
    source: SourceShown | None = _left_out_when_empty()


class Page(Part):
    """Which part of a list this is."""

    number: int
    size: int
    count: int = Field(description="Aantal in de hele lijst.")
    pages: int = Field(description="Aantal pagina's.")


class Links(Part):
    """Addresses of this answer, of other pages of a list, and of the page for people."""

    self: str
    first: str | None = _left_out_when_empty()
    prev: str | None = _left_out_when_empty()
    next: str | None = _left_out_when_empty()
    last: str | None = _left_out_when_empty()
    website: str | None = _left_out_when_empty(description="De webpagina die hetzelfde laat zien.")


class Answered(Part, Generic[V]):
    """The envelope of every answer."""

    value: V
    rule: str = Field(
        description="De regel die de waarde maakte; zie /concepts.", examples=["housing_target"]
    )
    source: SourceShown
    inputs: list[InputShown] = Field(default_factory=list, description="Wat in de regel ging.")
    steps: list[StepShown] = Field(default_factory=list, description="De berekening, stap voor stap.")
    illustrative: bool = Field(description="Of iets in dit antwoord verzonnen is.")
    known_on: Utc | None = Field(None, description="Zoals bekend op dit moment; null is: nu.")
    links: Links


class AnsweredList(Answered[V], Generic[V]):
    """The envelope of a list, with its page."""

    page: Page


def answered(
    form: type[Answered[Any]],
    request: HttpRequest,
    asked: Asked,
    answer: Answer[Any],
    value: Any,
    *,
    website: str = "",
) -> Any:
    """An answer in its envelope. `website` is the address of the page for people that shows the same."""
    return form(
        **_around(answer, value),
        known_on=asked.at,
        links=Links(self=_address(request), website=website or None),
    )


def listed(
    form: type[AnsweredList[Any]],
    request: HttpRequest,
    response: HttpResponse,
    asked: PageAsked,
    answer: Answer[Any],
    of: Callable[[Any], Any],
    *,
    website: str = "",
) -> Any:
    """One page of a list in its envelope; The value of `answer` is the
    whole list; `of` makes the shown form of one row. The Link header says the same.

    Raises: Http404 for a page after the last.
    """
    rows = answer.value
    pages = max(1, -(-len(rows) // asked.page_size))
    if asked.page > pages:
        said = gettext("Pagina %(page)s bestaat niet; er zijn %(pages)s pagina's.")
        raise Http404(said % {"page": asked.page, "pages": pages})
    start = (asked.page - 1) * asked.page_size
    numbers = {"first": 1, "prev": asked.page - 1, "next": asked.page + 1, "last": pages}
    around = {name: _address(request, number) for name, number in numbers.items() if 1 <= number <= pages}
    response["Link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in around.items())
    return form(
        **_around(answer, [of(row) for row in rows[start : start + asked.page_size]]),
        known_on=asked.at,
        links=Links(self=_address(request), website=website or None, **around),
        page=Page(number=asked.page, size=asked.page_size, count=len(rows), pages=pages),
    )


def _around(answer: Answer[Any], value: Any) -> dict[str, Any]:
    plain = answer_as_plain(answer.map(lambda _: None), language())
    return {**plain, "value": value}


def _address(request: HttpRequest, number: int | None = None) -> str:
    """The address of this request without its host, on another page of the list when a number is given."""
    query = request.GET.copy()
    if number is not None:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path
