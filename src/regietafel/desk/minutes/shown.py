"""Minutes as a page shows them: lines with their owner, what came of them, findings and remarks beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.meetings.attendance import PRESENCE_WORDS, Entry, is_there
from regietafel.core.meetings.line_kinds import KIND_WORDS, LineKind
from regietafel.core.minutes.check import ATTENDANCE, SEVERITY_WORDS, Finding, MinutesLine
from regietafel.core.minutes.states import STATES
from regietafel.desk.accounts import queries as accounts
from regietafel.desk.minutes.belonging import name_of
from regietafel.desk.minutes.came_of import Came
from regietafel.desk.minutes.queries import MinutesRow, MotiveRow, RemarkRow
from regietafel.desk.minutes.queries.kept import anchor_of
from regietafel.desk.shared import notation
from regietafel.desk.shared.moment import Moment
from regietafel.desk.shared.notation import words
from regietafel.desk.tables.queries import table_titles

MOST_IN_ADDRESS = 1_200  # a web server takes no address of any length
ORDER = ("draft", "circulated", "offered", "adopted")


@dataclass(frozen=True)
class ShownFinding:
    """A finding beside its line: what, what to do, how heavy, the page it leads to, and the motive given for it."""

    mark: str
    place: str
    anchor: str
    what: str
    remedy: str
    severity: str
    blocks: bool
    href: str = ""
    motive: str = ""


@dataclass(frozen=True)
class ShownRemark:
    """A remark beside its line, with its answer when it has one."""

    key: int
    partner: str
    when: str
    text: str
    answer: str
    reason: str
    answered: bool
    illustrative: bool
    answer_href: str = ""


@dataclass(frozen=True)
class ShownLine:
    """One line of the page."""

    number: str
    anchor: str
    kind: str
    kind_key: str
    text: str
    role: str
    who: str
    when: str
    came: Sequence[Came]
    findings: Sequence[ShownFinding]
    remarks: Sequence[ShownRemark]
    change_href: str = ""
    remark_href: str = ""
    agree_href: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class ShownItem:
    """One item of the agenda with its lines."""

    number: int
    title: str
    lines: Sequence[ShownLine]
    add_href: str = ""


@dataclass(frozen=True)
class ShownPerson:
    """Someone on the attendance list: name where it is public, office, and a mark for a guest or a substitute."""

    person: str
    office: str
    mark: str = ""


@dataclass(frozen=True)
class Beside:
    """What stands beside the lines, and what the reader may do."""

    findings: Sequence[Finding]
    motives: Mapping[str, MotiveRow]
    remarks: Sequence[RemarkRow]
    came: Mapping[str, Sequence[Came]]
    may_change: bool
    may_remark: bool
    may_agree: bool


def names_of(row: MinutesRow, partners: Iterable[str] = ()) -> dict[str, str]:
    """The names of the organisations that minutes name, and of all tables, by key: two queries."""
    content = row.content
    keys = {line.owner for line in content.lines} | {entry.partner for entry in content.attendance}
    return {**table_titles(), **accounts.organisation_names({*keys, *partners})}


def lead_of(row: MinutesRow, *, table: str, blocking: int, remarks: int) -> str:
    """The answer to the question above the page, in one or two sentences."""
    if (adopted := row.adopted) is not None:
        return _("Ja. De %(table)s stelde versie %(version)s vast op %(day)s.") % {
            "table": table,
            "version": adopted.version,
            "day": notation.day(adopted.known_since.date()),
        }
    state = words(STATES[row.state])
    said = _("Nog niet. Versie %(version)s is een %(state)s.") % {"version": row.version, "state": state}
    if row.state == "offered":
        said = _("Nog niet. Versie %(version)s ligt voor bij de tafel.") % {"version": row.version}
    waits = []
    if remarks:
        waits.append(
            ngettext("%(n)s opmerking wacht op antwoord", "%(n)s opmerkingen wachten op antwoord", remarks)
            % {"n": remarks}
        )
    if blocking:
        waits.append(
            ngettext(
                "%(n)s punt uit de controle vraagt nog iets",
                "%(n)s punten uit de controle vragen nog iets",
                blocking,
            )
            % {"n": blocking}
        )
    if not waits:
        return said
    joined = f" {_('en')} ".join(waits)
    return f"{said} {notation.opening(joined)}."


def items_of(
    row: MinutesRow, beside: Beside, names: dict[str, str], moment: Moment, day: date
) -> list[ShownItem]:
    """The items with their lines, in order; an item without a line stands there too. `day` is that of the meeting."""
    lines = {item: list(found) for item, found in groupby(row.content.lines, key=lambda line: line.item)}
    numbers = sorted({*lines, *(row.content.titles or {})})
    add = beside.may_change
    shown = _by_line(row, beside, names, day)
    return [
        ShownItem(
            number,
            row.content.title(number),
            [shown(line, moment) for line in lines.get(number, ())],
            reverse("minutes:new_line", args=[row.meeting, number]) if add else "",
        )
        for number in numbers
    ]


class _by_line:  # noqa: N801 - used as a function
    """Shows a line with what stands beside it."""

    def __init__(self, row: MinutesRow, beside: Beside, names: dict[str, str], day: date) -> None:
        self.day = day
        self.row, self.beside, self.names = row, beside, names
        self.findings: dict[str, list[ShownFinding]] = defaultdict(list)
        for finding in shown_findings(beside.findings, beside.motives):
            self.findings[finding.anchor].append(finding)
        self.remarks: dict[str, list[ShownRemark]] = defaultdict(list)
        for remark in beside.remarks:
            self.remarks[remark.line].append(
                shown_remark(row.meeting, remark, names, answers=beside.may_change)
            )

    def __call__(self, line: MinutesLine, moment: Moment) -> ShownLine:
        meeting, beside, anchor = self.row.meeting, self.beside, anchor_of(line.number)
        remark = f"{reverse('minutes:remark', args=[meeting])}?regel={line.number}"
        return ShownLine(
            number=line.number,
            anchor=anchor,
            kind=words(KIND_WORDS[line.kind].title),
            kind_key=line.kind.value,
            text=line.text,
            role=role_of(line),
            who=name_of(line.owner, self.names) if line.owner else "",
            when=_("uiterlijk %(day)s") % {"day": notation.day(line.due)} if line.due else "",
            came=beside.came.get(line.number, ()),
            findings=self.findings.get(anchor, ()),
            remarks=self.remarks.get(line.number, ()),
            change_href=reverse("minutes:line", args=[meeting, line.number]) if beside.may_change else "",
            remark_href=remark if beside.may_remark else "",
            agree_href=self._agreed(line) if beside.may_agree else "",
            illustrative=line.illustrative,
        )

    def _agreed(self, line: MinutesLine) -> str:
        """The form that makes an agreement of this line; "" for another kind, and when there is one already."""
        made = any(one.agreement for one in self.beside.came.get(line.number, ()))
        if line.kind is not LineKind.AGREEMENT or made:
            return ""
        return agreement_form(self.row, line, self.day)


def agreement_form(row: MinutesRow, line: MinutesLine, day: date) -> str:
    """The address of the form for a new agreement, filled with what a line says: its term is often missing."""
    said = {
        "regel": f"{row.meeting}/{line.number}",
        "tafel": row.table,
        "op": day.isoformat(),
        "tekst": line.text if len(line.text) <= MOST_IN_ADDRESS else f"{line.text[: MOST_IN_ADDRESS - 1]}…",
        "wie": line.owner,
        "uiterlijk": line.due.isoformat() if line.due else "",
    }
    return f"{reverse('agreements:new')}?{urlencode({key: value for key, value in said.items() if value})}"


def role_of(line: MinutesLine) -> str:
    """What stands before the owner of a line: who answers a request, to whom a mandate goes; "" for who acts."""
    if line.kind is LineKind.REQUEST:
        return f"{_('antwoord van')} "
    return f"{_('aan')} " if line.kind is LineKind.MANDATE else ""


def who_when(line: MinutesLine, names: dict[str, str]) -> str:
    """Who does it, and by when: "VNG, uiterlijk 25 september 2022"."""
    said = [name_of(line.owner, names)] if line.owner else []
    if line.due:
        said.append(_("uiterlijk %(day)s") % {"day": notation.day(line.due)})
    return ", ".join(said)


def shown_findings(findings: Iterable[Finding], motives: Mapping[str, MotiveRow]) -> list[ShownFinding]:
    """The findings as the page says them."""
    return [
        ShownFinding(
            mark=finding.mark,
            place=words(finding.place),
            anchor="aanwezigheid" if finding.line == ATTENDANCE else anchor_of(finding.line),
            what=notation.opening(words(finding.what)),
            remedy=words(finding.remedy),
            severity=words(SEVERITY_WORDS[finding.severity]),
            blocks=finding.severity == "blocks",
            href=finding.href,
            motive=motives[finding.mark].text if finding.mark in motives else "",
        )
        for finding in findings
    ]


def shown_remark(meeting: str, row: RemarkRow, names: dict[str, str], *, answers: bool) -> ShownRemark:
    """A remark as the page says it; `answers` whether the reader may answer it."""
    answered = row.accepted is not None
    answer = ""
    if row.accepted:
        answer = _("Overgenomen in versie %(n)s:") % {"n": row.led_to}
    elif answered:
        answer = _("Niet overgenomen:")
    return ShownRemark(
        row.key,
        name_of(row.partner, names),
        notation.day(row.known_since.date()),
        row.text,
        answer,
        row.reason,
        answered,
        row.illustrative,
        reverse("minutes:answer", args=[meeting, row.key]) if answers and not answered else "",
    )


def people(entries: Sequence[Entry], *, there: bool) -> list[ShownPerson]:
    """Those who were there, or those who were not, by office where no name is public."""
    return [
        ShownPerson(
            entry.person,
            words(entry.office),
            words(PRESENCE_WORDS[entry.presence]) if entry.presence.value in ("guest", "substitute") else "",
        )
        for entry in entries
        if is_there(entry) is there
    ]
