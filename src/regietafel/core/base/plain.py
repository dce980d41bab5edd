"""Values as plain JSON types, the same for the command line, the API and downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.base.calendar import DateRange, HalfYear


def as_plain(value: object, language: str = "nl") -> Any:
    """A value as str, int, bool, None, list or dict; exact shares become {numerator, denominator, decimal}.

    >>> as_plain({"pace": Fraction(3, 4), "period": HalfYear(2022, 2)})
    {'pace': {'numerator': 3, 'denominator': 4, 'decimal': '0.750000'}, 'period': '2022-II'}
    """
    for kind, plainly in _PLAINLY:
        if isinstance(value, kind):
            return plainly(value, language)
    if is_dataclass(value):
        return {f.name: as_plain(getattr(value, f.name), language) for f in fields(value)}
    return str(value)


def source_as_plain(source: Source) -> dict[str, Any]:
    """A source with what is known of it; empty fields are left out."""
    entries = {
        "title": source.title,
        "where": source.where,
        "publishedOn": source.published_on.isoformat() if source.published_on else "",
        "address": source.address,
        "quality": source.quality,
    }
    return {key: text for key, text in entries.items() if text}


def answer_as_plain(answer: Answer[Any], language: str = "nl") -> dict[str, Any]:
    """An answer with its value, rule, source, inputs and steps."""
    return {
        "value": as_plain(answer.value, language),
        "rule": answer.rule,
        "source": source_as_plain(answer.source),
        "inputs": [_input(given, language) for given in answer.inputs],
        "steps": [_step(step, language) for step in answer.steps],
        "illustrative": answer.illustrative,
    }


def _input(given: Input, language: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": given.name, "value": as_plain(given.value, language)}
    if given.unit:
        entry["unit"] = given.unit
    if given.source is not None:
        entry["source"] = source_as_plain(given.source)
    return entry


def _step(step: Step, language: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"text": step.text.in_language(language)}
    if step.formula:
        entry["formula"] = step.formula
    if step.result:
        entry["result"] = as_plain(step.result, language)
    if step.source is not None:
        entry["source"] = source_as_plain(step.source)
    return entry


def _mapping(value: Mapping[Any, Any], language: str) -> dict[str, Any]:
    return {str(key): as_plain(item, language) for key, item in value.items()}


def _listed(value: Iterable[Any], language: str) -> list[Any]:
    return [as_plain(item, language) for item in value]


def _fraction(value: Fraction, language: str) -> dict[str, Any]:
    return {
        "numerator": value.numerator,
        "denominator": value.denominator,
        "decimal": f"{float(value):.6f}",
    }


# The first kind that fits: an Enum may be a str as well, so it stands before it.
_PLAINLY: tuple[tuple[Any, Callable[[Any, str], Any]], ...] = (
    (Enum, lambda value, language: value.value),
    ((type(None), bool, int, str, float), lambda value, language: value),
    (Fraction, _fraction),
    (Text, lambda value, language: value.in_language(language)),
    (HalfYear, lambda value, language: str(value)),
    (
        DateRange,
        lambda value, language: {"from": str(value.start), "until": value.until and str(value.until)},
    ),
    (date, lambda value, language: value.isoformat()),
    (Source, lambda value, language: source_as_plain(value)),
    (Answer, answer_as_plain),
    (Mapping, _mapping),
    ((list, tuple, set, frozenset), _listed),
)
