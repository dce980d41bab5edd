"""Values as plain JSON types, the same for the command line, the API and downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
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
    match value:
        case None | bool() | int() | str():
            return value.value if isinstance(value, Enum) else value
        case float():
            return value
        case Enum():
            return value.value
        case Fraction():
            return {
                "numerator": value.numerator,
                "denominator": value.denominator,
                "decimal": f"{float(value):.6f}",
            }
        case Text():
            return value.in_language(language)
        case HalfYear():
            return str(value)
        case DateRange():
            return {"from": as_plain(value.start), "until": as_plain(value.until)}
        case datetime() | date():
            return value.isoformat()
        case Source():
            return source_as_plain(value)
        case Answer():
            return answer_as_plain(value, language)
        case Mapping():
            return {str(key): as_plain(item, language) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [as_plain(item, language) for item in value]
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
        entry["result"] = step.result
    if step.source is not None:
        entry["source"] = source_as_plain(step.source)
    return entry
