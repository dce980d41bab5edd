"""What the pages of mandates say: the state of a lock, its limits, its history, its deadline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.law.deadlines import announcement_deadline
from regietafel.core.mandates.refusals import MandateRefused, Objection
from regietafel.desk.accounts.person import day_of
from regietafel.desk.mandates.forms import condition_said
from regietafel.desk.mandates.queries import ActRow, MandateRow, anchor_of, labels
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.steps import Event, Steps, Timeline
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import line_of_minutes, number, opening, words
from regietafel.desk.shared.page import Provenance

Names = Mapping[str, Text]
Keep = Callable[[str], str]


@dataclass(frozen=True)
class Fact:
    """One limit or property: a term, what it says, where it leads, and its place on the page.

    `typed` text is in the language of who typed.
    """

    term: str
    said: str
    href: str = ""
    typed: bool = False
    anchor: str = ""


def called(names: Names, key: str) -> str:
    """A table or office inside a sentence: "de HLRT"."""
    found = names.get(key)
    return words(found) if found else key.upper()


def label(names: Names, key: str) -> str:
    """A table or office by itself: "HLRT"."""
    return words(labels(names, key))


def question(row: MandateRow, names: Names) -> str:
    """The question that the page answers."""
    return _("Mag %(holder)s %(doing)s?") % {
        "holder": called(names, row.mandate.holder),
        "doing": words(row.act.doing),
    }


def answer_said(row: MandateRow, objections: Sequence[Objection], names: Names) -> str:
    """Yes, until when and how often; or no, and why."""
    if objections:
        first = objections[0]
        why = f"{opening(words(first.what))}." if first.where == "used" else words(first.sentence)
        return _("Nee. %(reason)s") % {"reason": why}
    parts = []
    if row.mandate.last_day:
        parts.append(_("tot en met %(day)s") % {"day": written_day(row.mandate.last_day)})
    if row.mandate.at_most:
        left = row.mandate.at_most - len(row.acts)
        parts.append(ngettext("nog %(n)s keer", "nog %(n)s keer", left) % {"n": number(left)})
    said = {"until": ", ".join(parts), "giver": called(names, row.mandate.giver)}
    return (
        _("Ja, %(until)s, onder mandaat van %(giver)s.") % said
        if parts
        else _("Ja, onder mandaat van %(giver)s, als aan de voorwaarden is voldaan.") % said
    )


def state_said(row: MandateRow, objections: Sequence[Objection]) -> str:
    """The state of a mandate in a few words, with its last day when it can be used."""
    if not objections and row.mandate.last_day:
        return _("te gebruiken tot en met %(day)s") % {"day": written_day(row.mandate.last_day)}
    found = objections[0].where if objections else ""
    return {
        "": _("te gebruiken"),
        "used": _("gebruikt"),
        "end": _("voorbij"),
        "withdrawn": _("ingetrokken"),
        "start": _("nog niet begonnen"),
    }.get(found, _("niet te gebruiken"))


def steps_of(row: MandateRow) -> Steps:
    """Given, used, reported, discussed: how far it has come."""
    if not row.acts:
        done = 1
    elif not all(each.reported for each in row.acts):
        done = 3
    else:
        done = 4
    names = [_("gegeven"), _("gebruikt"), _("gemeld aan de gever"), _("besproken door de gever")]
    return Steps(names, done)


def facts_of(row: MandateRow, names: Names, keep: Keep) -> list[Fact]:
    """Who, what, and every limit."""
    mandate = row.mandate
    until = _("zonder einddatum")
    if mandate.last_day:
        until = _("tot en met %(day)s") % {"day": written_day(mandate.last_day)}
    facts = [
        _party(_("Gegeven door"), mandate.giver, names, keep),
        _party(_("Gegeven aan"), mandate.holder, names, keep),
        Fact(_("Waarvoor"), opening(words(row.act.doing))),
        Fact(
            _("Geldig"),
            _("van %(day)s %(until)s") % {"day": written_day(mandate.valid.start), "until": until},
        ),
        Fact(
            _("Hoe vaak"),
            ngettext("hoogstens %(n)s keer", "hoogstens %(n)s keer", mandate.at_most)
            % {"n": number(mandate.at_most)}
            if mandate.at_most
            else _("zo vaak als nodig"),
        ),
    ]
    if mandate.only_after:
        facts.append(Fact(_("Pas te gebruiken vanaf"), written_day(mandate.only_after)))
    facts += [Fact(_("Voorwaarde"), condition_said(each)) for each in mandate.conditions]
    facts.append(
        Fact(_("Doorgeven"), _("mag, binnen dezelfde grenzen") if mandate.may_pass_on else _("mag niet"))
    )
    if mandate.parent:
        facts.append(
            Fact(
                _("Doorgegeven onder"),
                mandate.parent,
                keep(reverse("mandates:mandate", args=[mandate.parent])),
            )
        )
    facts.append(Fact(_("Terugmelden"), _report_term(row, names)))
    if row.origin:
        facts.append(
            Fact(
                _("Komt uit"),
                line_of_minutes(row.origin, {key: label(names, key) for key in names}),
                keep(row.href),
            )
        )
    if row.note.nl:
        facts.append(Fact(_("Opmerking"), words(row.note)))
    return facts


def _party(term: str, key: str, names: Names, keep: Keep) -> Fact:
    """A table leads to its page; an office, whose name is a title of words, has none."""
    name = label(names, key)
    href = address("tables:table", key) if name.startswith("PRT ") or " " not in name else ""
    return Fact(term, name, keep(href) if href else "")


def _report_term(row: MandateRow, names: Names) -> str:
    giver = called(names, row.mandate.giver)
    if row.mandate.report_days is None:
        return _("op de volgende vergadering van %(giver)s") % {"giver": giver}
    return ngettext(
        "binnen %(n)s dag aan %(giver)s", "binnen %(n)s dagen aan %(giver)s", row.mandate.report_days
    ) % {"n": number(row.mandate.report_days), "giver": giver}


def typed_of(row: MandateRow) -> list[Fact]:
    """What people wrote: the report of each act, what the giver said to it, and why it was withdrawn."""
    facts = []
    for each in row.acts:
        facts.append(
            Fact(
                _("Melding van %(day)s") % {"day": written_day(each.done_on)},
                each.report,
                typed=True,
                anchor=anchor_of(each.key),
            )
        )
        if each.remark:
            facts.append(Fact(_("Antwoord van de gever"), each.remark, typed=True))
    if row.withdrawn_reason:
        facts.append(Fact(_("Reden van intrekken"), row.withdrawn_reason, typed=True))
    return facts


def own_acts(rows: Sequence[ActRow], names: Names) -> list[Fact]:
    """Acts by own right, which have no mandate to stand with: who did what when, and what was put down of it."""
    return [
        Fact(
            _("%(day)s, %(actor)s: %(thing)s")
            % {
                "day": opening(written_day(each.done_on)),
                "actor": label(names, each.actor),
                "thing": words(each.act.thing),
            },
            each.report,
            typed=True,
            anchor=anchor_of(each.key),
        )
        for each in rows
    ]


def history_of(row: MandateRow, names: Names) -> Timeline:
    """What happened with it, in order."""
    said = {
        "holder": opening(called(names, row.mandate.holder)),
        "giver": opening(called(names, row.mandate.giver)),
    }
    events = [Event(row.mandate.valid.start, _("%(giver)s gaf het mandaat") % said)]
    for each in row.acts:
        events.append(Event(each.done_on, _("%(holder)s gebruikte het") % said))
        if each.acknowledged:
            events.append(Event(day_of(each.acknowledged), _("%(giver)s besprak de melding") % said))
    if row.withdrawn_from:
        events.append(Event(row.withdrawn_from, _("%(giver)s trok het in") % said))
    return Timeline(sorted(events, key=lambda event: event.at), _("Wat ermee gebeurde"))


def deadline_notice(period: HalfYear, announced_on: date | None) -> Notice:
    """The last day on which the national number can be announced in time, and whether it was."""
    deadline = announcement_deadline(period, announced_on).value
    said = f"{opening(words(deadline.sentence()))}."
    way = {
        "href": reverse("taakstelling:nation", args=[period]) if announced_on else "",
        "href_label": _("De taakstelling van %(period)s") % {"period": period},
    }
    if deadline.met is None:
        return Notice("info", _("De termijn van 13 weken loopt"), said, **way)
    if deadline.met:
        return Notice("ok", _("De termijn van 13 weken is gehaald"), said, **way)
    return Notice("warning", _("De termijn van 13 weken is niet gehaald"), said, **way)


def report_notice(each: ActRow, names: Names, day: date) -> Notice:
    """A report that the giver has not taken note of."""
    said = {"giver": called(names, each.giver), "day": written_day(each.done_on)}
    if each.overdue(day) and each.due:
        said["due"] = written_day(each.due)
        return Notice(
            "warning",
            _("De melding is niet op tijd besproken"),
            _(
                "Het mandaat is op %(day)s gebruikt. %(giver)s had de melding uiterlijk %(due)s moeten bespreken."
            )
            % {**said, "giver": opening(said["giver"])},
        )
    return Notice(
        "info",
        _("De melding wacht op de gever"),
        _("Het mandaat is op %(day)s gebruikt. De melding staat open tot %(giver)s haar bespreekt.") % said,
    )


def told(refused: MandateRefused) -> Notice:
    """A refusal with every objection."""
    return Notice(
        "error", _("Dit is niet opgeslagen"), points=[words(each.sentence) for each in refused.objections]
    )


def address(name: str, *args: object) -> str:
    """The address of a route; "" when this installation has no such route."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def provenance_of(rows: Sequence[MandateRow]) -> Provenance:
    """Sources of mandates and acts, the rule, and whether some are made up."""
    sources = dict.fromkeys(
        [row.source for row in rows if row.source]
        + [each.source for row in rows for each in row.acts if each.source]
    )
    made_up = any(row.illustrative or any(each.illustrative for each in row.acts) for row in rows)
    return Provenance(
        sources=list(sources),
        rules=[(_("mandaat als slot"), address("home:rule", "mandates"))],
        illustrative=_("Een deel van deze mandaten is verzonnen.") if made_up else "",
    )
