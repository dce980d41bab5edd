"""What the boards of escalation show: figures, sentences and tables made from known rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.base.answer import Text
from regietafel.core.escalation.ladder import Ladder, Rung
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.desk.accounts.person import Permission
from regietafel.desk.escalation.queries import (
    Board,
    DecisionRow,
    MunicipalityRow,
    NationalBoard,
    ProvinceRow,
    TalkState,
)
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.markup import Component, link
from regietafel.desk.shared.components.status import Pace, Status
from regietafel.desk.shared.components.steps import Event, Timeline
from regietafel.desk.shared.components.table import Choice, Column, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day, language, number, words


@dataclass(frozen=True)
class Way(Component):
    """A link in a cell."""

    label: str
    href: str

    def markup(self) -> str:
        """A link or text."""
        return link(self.label, self.href)


@dataclass(frozen=True)
class Dutch(Component):
    """Words that were typed in Dutch and stay so; in English the page says that they are Dutch."""

    text: str

    def markup(self) -> str:
        """Text with its language where that differs from the page's."""
        said = link(self.text, "")
        return said if language() == "nl" else f'<span lang="nl">{said}</span>'


TOLD = {
    "municipality": Text("de gemeente", "the municipality"),
    "council": Text("de gemeenteraad", "the municipal council"),
    "public": Text("iedereen", "everyone"),
}


def national_headlines(board: NationalBoard) -> Headlines:
    """Provinces not on schedule, talks planned, talks held."""
    held = sum(row.talk is not None and row.talk.state is TalkState.HELD for row in board.provinces)
    planned = sum(row.talk is not None and row.talk.state is TalkState.PLANNED for row in board.provinces)
    of = _("van de %(n)s provincies") % {"n": len(board.provinces)}
    return Headlines(
        [
            Headline(
                _("Niet op schema"), len(board.answer.value), comparison=of, illustrative=board.illustrative
            ),
            Headline(_("Gesprek gepland"), planned, comparison=of),
            Headline(_("Gesprek gevoerd"), held, comparison=of),
        ]
    )


def provinces_table(
    request: HttpRequest, board: NationalBoard, may_read: Callable[[str], Permission]
) -> Table[ProvinceRow]:
    """Every province with its pace and its talk; a link where the reader may see its board."""
    on = moment_of(request).on

    def board_of(row: ProvinceRow) -> str:
        return on(reverse("escalation:area", args=[row.area])) if may_read(row.area) else ""

    return Table(
        columns=[
            Column("name", _("Provincie"), href=board_of),
            Column("pace", _("Tempo"), of=_pace, show=_pace_shown, share=True),
            Column("class", _("Stand"), of=_class, show=lambda row: Status(_class(row))),
            Column("talk", _("Gesprek"), of=_talk, show=lambda row: _talk_shown(row, on)),
        ],
        rows=board.provinces,
        caption=_("Provincies, het verst achter eerst"),
        state=TableState.of(request),
        note=_("Een voorstel volgt uit de cijfers; of het gesprek er komt, beslissen mensen."),
        stacked=True,
    )


def _pace(row: ProvinceRow) -> object:
    return row.standing.verdict.pace if row.standing.verdict is not None else None


def _pace_shown(row: ProvinceRow) -> Pace:
    judged = row.standing.verdict
    return Pace(judged.pace if judged is not None else None, _class(row))


def _class(row: ProvinceRow) -> str:
    return row.standing.verdict.schedule_class.value if row.standing.verdict is not None else "unknown"


def _talk(row: ProvinceRow) -> str:
    if row.talk is not None:
        return row.talk.state.value
    return "proposed" if row.proposal is not None else "–"


def _talk_shown(row: ProvinceRow, on: object) -> Component | str:
    if row.talk is not None:
        said = _("%(state)s, %(day)s") % {
            "state": words(row.talk.state.words),
            "day": day(row.talk.planned_on),
        }
        return Way(said, on(row.talk.href))  # type: ignore[operator]
    return _("voorgesteld") if row.proposal is not None else "–"


def board_headlines(board: Board) -> Headlines:
    """On the ladder, proposals, and excused."""
    on = sum(row.position.number > 0 for row in board.municipalities)
    frozen = sum(row.position.frozen_until is not None for row in board.municipalities)
    of = _("van de %(n)s gemeenten") % {"n": len(board.municipalities)}
    return Headlines(
        [
            Headline(
                _("Voorstel uit de cijfers"),
                len(board.proposals),
                comparison=of,
                illustrative=board.illustrative,
            ),
            Headline(_("Op de ladder"), on, comparison=of),
            Headline(_("Bevroren"), frozen, comparison=of),
        ]
    )


def board_lead(board: Board) -> str:
    """The sentence that says the point of a provincial board."""
    n = len(board.proposals)
    if not n:
        return _("De cijfers geven nu bij geen enkele gemeente reden voor toezicht.")
    return ngettext(
        "De cijfers geven bij %(n)s gemeente reden voor een trede. Gedeputeerde staten beslissen.",
        "De cijfers geven bij %(n)s gemeenten reden voor een trede. Gedeputeerde staten beslissen.",
        n,
    ) % {"n": n}


def municipalities_table(request: HttpRequest, board: Board) -> Table[MunicipalityRow]:
    """Every municipality of a province: where it stands, and what is proposed."""
    on = moment_of(request).on
    return Table(
        columns=[
            Column(
                "name",
                _("Gemeente"),
                searched=True,
                href=lambda row: on(reverse("escalation:area", args=[row.area])),
            ),
            Column(
                "step",
                _("Trede"),
                of=lambda row: row.position.number,
                show=lambda row: _step(board.ladder, row),
            ),
            Column("class", _("Stand"), of=_municipal_class, show=lambda row: Status(_municipal_class(row))),
            Column(
                "missed",
                _("Gemist op rij"),
                of=lambda row: row.evidence.missed,
                numeric=True,
                unit=_("halfjaren"),
            ),
            Column(
                "proposal", _("Voorstel"), of=_proposal_key, show=lambda row: _proposal(board.ladder, row)
            ),
            Column("until", _("Termijn"), of=lambda row: row.position.frozen_until or row.position.until),
        ],
        rows=board.municipalities,
        caption=_("Gemeenten"),
        state=TableState.of(request, choices=("voorstel",)),
        filtered=True,
        choices=[
            Choice(
                "voorstel",
                _("Voorstel"),
                [("ja", _("met voorstel"))],
                lambda row: "ja" if row.proposal.value is not None else "",
            )
        ],
        note=_("Stand: ten opzichte van de wettelijke taakstelling met achterstand."),
        stacked=True,
    )


def _municipal_class(row: MunicipalityRow) -> str:
    held = row.evidence.schedule_class
    return held.value if isinstance(held, ScheduleClass) else "unknown"


def _step(ladder: Ladder, row: MunicipalityRow) -> str:
    rung = ladder.rung(row.position.number)
    return f"{rung.number}: {words(rung.title)}" if rung is not None else "–"


def _proposal_key(row: MunicipalityRow) -> int | None:
    return row.proposal.value.to if row.proposal.value is not None else None


def _proposal(ladder: Ladder, row: MunicipalityRow) -> str:
    found = row.proposal.value
    if found is None:
        return "–"
    rung = ladder.rung(found.to)
    return _("van de ladder af") if rung is None else f"{rung.number}: {words(rung.title)}"


def proposal_words(ladder: Ladder, row: MunicipalityRow) -> str:
    """The proposal about one municipality in a sentence, or why there is none."""
    ground = words(row.proposal.steps[0].text)
    if row.proposal.value is None:
        return _("De cijfers geven nu geen reden voor een trede. %(why)s") % {"why": ground}
    return _("Voorstel uit de cijfers: %(step)s. %(why)s") % {"step": _proposal(ladder, row), "why": ground}


def municipality_headlines(row: MunicipalityRow) -> Headlines:
    """Housed, due, and how long the target was missed."""
    judged = row.monitor.verdicts["corrected_target"]
    return Headlines(
        [
            Headline(
                _("Gehuisvest"),
                row.evidence.realised,
                _("personen"),
                comparison=_("van %(target)s") % {"target": number(row.evidence.target)},
                status=judged.schedule_class.value if judged is not None else "unknown",
                illustrative=row.evidence.illustrative,
            ),
            Headline(
                _("Gemist op rij"),
                row.evidence.missed,
                ngettext("halfjaar", "halfjaren", row.evidence.missed),
            ),
        ]
    )


def ladder_rows(ladder: Ladder) -> Table[Rung]:
    """The steps of a ladder: the shortest term, the ground, who hears of it."""
    return Table(
        columns=[
            Column(
                "number", _("Trede"), of=lambda rung: f"{rung.number}: {words(rung.title)}", sortable=False
            ),
            Column("missed", _("Gemist op rij"), numeric=True, unit=_("halfjaren"), sortable=False),
            Column("waiting_weeks", _("Kortste termijn"), numeric=True, unit=_("weken"), sortable=False),
            Column(
                "told",
                _("Wie hoort het"),
                of=lambda rung: ", ".join(words(TOLD[each]) for each in rung.told),
                sortable=False,
            ),
            Column("basis", _("Grondslag"), of=lambda rung: rung.statutory or _("beleid"), sortable=False),
        ],
        stacked=True,
        rows=ladder.rungs,
        caption=ladder.title,
        state=TableState(name="ladder"),
        note=_ladder_note(ladder),
    )


def _ladder_note(ladder: Ladder) -> str:
    fixed = _(
        "De laatste twee treden staan in de wet en zijn overal gelijk: voornemen en besluit zijn openbaar."
    )
    if not ladder.default:
        return fixed
    chosen = _(
        "Van deze provincie is geen eigen ladder bekend; dit is de standaard, met zelfgekozen termijnen."
    )
    return f"{fixed} {chosen}"


def decisions_timeline(ladder: Ladder, rows: Sequence[DecisionRow]) -> Timeline | None:
    """What was decided, oldest first."""
    if not rows:
        return None
    events = []
    for row in rows:
        rung = ladder.rung(row.step_to)
        what = words(row.kind.words)
        if rung is not None:
            what = f"{what}: {rung.number}, {words(rung.title)}"
        if row.until is not None:
            what = _("%(what)s, tot %(day)s") % {"what": what, "day": day(row.until)}
        if row.published:
            what = _("%(what)s; openbaar gemaakt, afschrift aan de raad") % {"what": what}
        events.append(Event(row.day, what, f"{row.by_name}: {row.reason}"))
    return Timeline(events, _("Besluiten"))
