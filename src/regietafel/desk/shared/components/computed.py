"""How a figure was computed: an Answer of the core, opened on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape, link
from regietafel.desk.shared.components.status import IllustrativeMark


@dataclass(frozen=True)
class HowComputed(Component):
    """Value, rule, legal source, inputs and steps of an answer, folded away until asked for.

    `value` writes the value when it is not a plain number or text; `rule_href` leads to the page of the rule;
    `names` gives the words for inputs that the core knows by key; `why_href` leads to the full why-page.
    """

    answer: Answer[Any]
    title: Text | str = ""
    unit: Text | str = ""
    rule_title: Text | str = ""
    rule_href: str = ""
    why_href: str = ""
    names: Mapping[str, Text | str] | None = None
    value: Callable[[Any], str] | None = None
    open: bool = False

    def markup(self) -> str:
        """A details element."""
        answer = self.answer
        title = notation.words(self.title) if self.title else gettext("Hoe is dit berekend?")
        written = self.value(answer.value) if self.value else notation.plain(answer.value)
        unit = f" {escape(notation.words(self.unit))}" if self.unit else ""
        rule = link(notation.words(self.rule_title) if self.rule_title else answer.rule, self.rule_href)
        mark = f" {IllustrativeMark()}" if answer.illustrative else ""
        rows = [
            (gettext("Uitkomst"), f"<strong>{escape(written)}</strong>{unit}{mark}"),
            (gettext("Regel"), rule),
            (gettext("Grondslag"), source_markup(answer.source)),
        ]
        listed = "".join(f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in rows)
        more = ""
        if self.why_href:
            more = f"<p>{link(gettext('Alle stappen en beide afrondingen'), self.why_href)}</p>"
        return (
            f'<details class="computed"{" open" if self.open else ""}><summary>{escape(title)}</summary>'
            f'<div class="computed-body"><dl>{listed}</dl>{self._inputs()}{_steps(answer.steps)}{more}</div></details>'
        )

    def _inputs(self) -> str:
        if not self.answer.inputs:
            return ""
        with_unit = any(given.unit for given in self.answer.inputs)
        with_source = any(given.source for given in self.answer.inputs)
        heads = "".join(
            f"<th scope=col{' class=n' if numeric else ''}>{name}</th>"
            for name, numeric, shown in (
                (gettext("Gegeven"), False, True),
                (gettext("Waarde"), True, True),
                (gettext("Eenheid"), False, with_unit),
                (gettext("Bron"), False, with_source),
            )
            if shown
        )
        body = "".join(self._input(given, with_unit, with_source) for given in self.answer.inputs)
        caption = gettext("Wat erin ging")
        return (
            f'<div class="scroll" tabindex=0 role=region aria-label="{caption}"><table class="data"><caption>{caption}'
            f"</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _input(self, given: Input, with_unit: bool, with_source: bool) -> str:
        name = notation.words((self.names or {}).get(given.name, given.name))
        source = source_markup(given.source) if given.source else ""
        unit = f"<td>{escape(unit_words(given.unit))}</td>" if with_unit else ""
        return (
            f"<tr><th scope=row>{escape(name)}</th><td class=n>{escape(notation.plain(given.value))}</td>"
            f"{unit}{f'<td>{source}</td>' if with_source else ''}</tr>"
        )


def unit_words(unit: str) -> str:
    """A unit of the core in the language of the page; one without a translation as it is."""
    return {
        "persons": gettext("personen"),
        "inhabitants": gettext("inwoners"),
        "municipalities": gettext("gemeenten"),
        "places": gettext("plaatsen"),
        "homes": gettext("woningen"),
        "weeks": gettext("weken"),
        "months": gettext("maanden"),
    }.get(unit, unit)


def source_markup(source: Source) -> str:
    """A source with its place and date, as a link when it has a web address; marked when not primary."""
    title = f"{source.title}, {source.where}" if source.where else source.title
    href = source.address if source.address.startswith(("https://", "http://", "/")) else ""
    said = link(title, href)
    if notation.language() != "nl":
        said = f'<span lang="nl">{said}</span>'
    if source.published_on:
        said += f" ({escape(notation.day(source.published_on))})"
    if source.quality == "illustrative":
        said += f" {IllustrativeMark()}"
    elif source.quality != "primary":
        word = gettext("secundaire bron") if source.quality == "secondary" else gettext("afgeleid")
        said += f' <span class="nl-data-badge">{word}</span>'
    return said


def _steps(steps: tuple[Step, ...]) -> str:
    if not steps:
        return ""
    items = []
    for step in steps:
        formula = (
            f'<span class="formula">{escape(notation.formula(step.formula))}</span>' if step.formula else ""
        )
        result = (
            f' <strong class="result">{escape(notation.formula(step.result))}</strong>' if step.result else ""
        )
        source = f'<span class="step-source">{source_markup(step.source)}</span>' if step.source else ""
        items.append(f"<li>{escape(notation.words(step.text))}{formula}{result}{source}</li>")
    return f'<p class="subhead">{gettext("Stap voor stap")}</p><ol class="reckoning">{"".join(items)}</ol>'
