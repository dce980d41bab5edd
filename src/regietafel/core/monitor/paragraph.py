"""One paragraph in plain language that says what the monitor shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regietafel.core.areas.kinds import english_name
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.counts import dutch_integer, in_notation, percentage, round_up
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.core.monitor.verdict import Verdict


@dataclass(frozen=True)
class Standing:
    """A unit by name with its verdict, for lists in a sentence."""

    name: str
    verdict: Verdict


def paragraph(
    name: str,
    verdicts: Mapping[Text, Verdict],
    parts: Sequence[Standing] = (),
    parts_noun: Text | None = None,
) -> Text:
    """What a reader should take home about a unit: its verdict per target, the pace needed, and its parts.

    `verdicts` is keyed by the target's title, first the one that matters most; `parts` are judged against
    that same target.
    """
    sentences = [_opening(name, next(iter(verdicts.values())))]
    sentences += [_against(title, verdict) for title, verdict in verdicts.items()]
    sentences += [_needed(next(iter(verdicts.values())))]
    if parts and parts_noun is not None:
        sentences.append(_parts(parts, parts_noun, next(iter(verdicts))))
    return Text(nl=" ".join(s.nl for s in sentences if s.nl), en=" ".join(s.en for s in sentences if s.en))


def _opening(name: str, verdict: Verdict) -> Text:
    return Text(
        nl=f"Tot {written_out(verdict.reference_date)} zijn in {name} {dutch_integer(verdict.realised)} "
        f"vergunninghouders gehuisvest in {verdict.period}.",
        en=f"Up to {written_out(verdict.reference_date, 'en')} {verdict.realised:,} permit holders were housed "
        f"in {english_name(name)} in {verdict.period}.",
    )


def _against(title: Text, verdict: Verdict) -> Text:
    if verdict.target <= 0:
        return Text(
            nl=f"Voor {title.nl} hoeft niets meer: de voorsprong is groter dan de taakstelling.",
            en=f"For {title.en} nothing is left to do: the advance exceeds the target.",
        )
    if verdict.pace is None:
        return Text(
            nl=f"Voor {title.nl} ({dutch_integer(verdict.target)}) is nog niets te zeggen.",
            en=f"For {title.en} ({verdict.target:,}) it is too early to judge.",
        )
    return Text(
        nl=f"Voor {title.nl} ({dutch_integer(verdict.target)}) is dat {percentage(verdict.pace, 'nl')} van "
        f"wat er dan hoort te zijn: {verdict.schedule_class.words.nl}.",
        en=f"For {title.en} ({verdict.target:,}) that is {percentage(verdict.pace, 'en')} of what is due by "
        f"then: {verdict.schedule_class.words.en}.",
    )


def _needed(verdict: Verdict) -> Text:
    if verdict.target <= 0:
        return Text(nl="", en="")
    if verdict.remaining == 0:
        return Text(nl="Het doel is gehaald.", en="The target has been reached.")
    if verdict.needed_per_month is None or verdict.needed_per_week is None:
        return Text(
            nl=f"Aan het einde van het halfjaar ontbraken er {dutch_integer(verdict.remaining)}.",
            en=f"At the end of the half-year {verdict.remaining:,} were missing.",
        )
    month, week = round_up(verdict.needed_per_month), round_up(verdict.needed_per_week)
    return Text(
        nl=f"Er moeten er nog {dutch_integer(verdict.remaining)}: {dutch_integer(month)} per maand, "
        f"{dutch_integer(week)} per week.",
        en=f"{verdict.remaining:,} remain: {in_notation(month, 'en')} a month, {in_notation(week, 'en')} a week.",
    )


def _parts(parts: Sequence[Standing], noun: Text, title: Text) -> Text:
    behind = [part for part in parts if part.verdict.schedule_class == ScheduleClass.BEHIND]
    somewhat = [part for part in parts if part.verdict.schedule_class == ScheduleClass.SOMEWHAT_BEHIND]
    if not behind and not somewhat:
        return Text(
            nl=f"Alle {len(parts)} {noun.nl} liggen op schema voor {title.nl}.",
            en=f"All {len(parts)} {noun.en} are on schedule for {title.en}.",
        )
    on_schedule = len(parts) - len(behind) - len(somewhat)
    worst = sorted(behind + somewhat, key=lambda p: (p.verdict.pace or Fraction(0), p.name))[0]
    pace = worst.verdict.pace or Fraction(0)
    some_nl = (
        f"{'ligt' if on_schedule == 1 else 'liggen'} er {on_schedule}" if on_schedule else "ligt er geen"
    )
    some_en = f"{on_schedule} {'is' if on_schedule == 1 else 'are'}" if on_schedule else "none is"
    return Text(
        nl=f"Van de {len(parts)} {noun.nl} {some_nl} op schema, {len(somewhat)} enigszins achter en "
        f"{len(behind)} achter; het verst achter is {worst.name} ({percentage(pace, 'nl')}).",
        en=f"Of the {len(parts)} {noun.en} {some_en} on schedule, {len(somewhat)} somewhat behind and "
        f"{len(behind)} behind; furthest behind is {worst.name} ({percentage(pace, 'en')}).",
    )
