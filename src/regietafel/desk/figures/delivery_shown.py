"""One delivery as its page shows it: the point in a sentence, what is wrong, what would change, what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear
from regietafel.core.figures.approval import LEVEL_WORDS, STATES, Level
from regietafel.core.figures.indicators import indicator
from regietafel.core.figures.sheet import column_letter
from regietafel.core.figures.when import words as when_words
from regietafel.desk.accounts.person import Permission, Person
from regietafel.desk.audit.queries import Entry, history
from regietafel.desk.figures import queries
from regietafel.desk.figures.checked import CheckedRow, CheckedTotal, Finding
from regietafel.desk.figures.forms import MotiveForm, RemarkForm
from regietafel.desk.figures.queries import DeliveryFull
from regietafel.desk.figures.seen import name_of, nearest_division
from regietafel.desk.figures.shown import findings_table, rows_table
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.steps import Change, Changes, Steps
from regietafel.desk.shared.components.table import Column, Table
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import moment as moment_in_words
from regietafel.desk.shared.notation import number, words

STEP_NAMES = (
    Text("Blad kiezen", "Choose a sheet"),
    Text("Controleren", "Check"),
    Text("Bevestigen", "Confirm"),
)
MOST_CHANGES = 50


@dataclass(frozen=True)
class DeliveryContext:
    """What a delivery's page shows; parts that do not apply in its state are None or empty."""

    steps: Steps
    notices: Sequence[Notice]
    headlines: Headlines | None
    lead: str
    faults: Table[Finding] | None
    mend_href: str
    warnings: Table[Finding] | None
    changes_title: str
    changes: Changes | None
    contradictions: Sequence[str]
    totals: Table[CheckedTotal] | None
    understood: Table[Any] | None
    ignored: Sequence[str]
    rows: Table[CheckedRow] | None
    confirm_form: FormFields | None
    confirm_verb: str
    approve_form: FormFields | None
    approve_title: str
    may: Mapping[str, bool]
    refusals: Sequence[str]
    said: Sequence[Notice]
    links: Sequence[tuple[str, str]]
    entries: Sequence[Entry]


def delivery_title(found: DeliveryFull) -> str:
    """The heading: what is in the sheet, or what became of it."""
    return {
        "faulty": _("Er zijn fouten gevonden in %(file)s"),
        "checked": _("Klopt dit? %(file)s"),
        "offered": _("%(file)s wacht op goedkeuring"),
        "confirmed": _("De cijfers uit %(file)s tellen mee"),
        "returned": _("%(file)s is teruggegeven"),
        "withdrawn": _("%(file)s is ingetrokken"),
    }[found.state] % {"file": found.file_name}


def delivery_context(
    request: HttpRequest,
    person: Person,
    found: DeliveryFull,
    notice: Notice | None,
    may: Mapping[str, Permission],
) -> DeliveryContext:
    """All of a delivery for this reader."""
    checked = found.checked
    to_write = len(checked.to_write)
    open_still = found.state in ("checked", "offered", "returned")
    links = _links(request, person, found)
    can_confirm = bool(may.get("confirm")) and to_write > 0
    corrected = [row for row in checked.rows if row.outcome == "corrected"]
    return DeliveryContext(
        steps=Steps(
            STEP_NAMES, {"faulty": 1, "checked": 1, "returned": 1, "confirmed": 3}.get(found.state, 2)
        ),
        notices=[*([notice] if notice else []), *_state_notices(found, to_write, links[0])],
        headlines=_headlines(found),
        lead=_lead(found, to_write),
        faults=findings_table(checked.faults, _("Wat er mis is, per rij en kolom"))
        if checked.faults
        else None,
        mend_href=_mend_href(found) if found.state in ("faulty", "returned") else "",
        warnings=findings_table(checked.warnings, _("Wat opvalt"), checked.rows)
        if checked.warnings
        else None,
        changes_title=_("Wat er gecorrigeerd wordt") if open_still else _("Wat er gecorrigeerd is"),
        changes=Changes([_change(row) for row in corrected[:MOST_CHANGES]]) if corrected else None,
        contradictions=_contradictions(found),
        totals=_totals(checked.totals) if checked.totals else None,
        understood=_understood(checked.columns) if checked.columns else None,
        ignored=[words(text) for text in checked.ignored],
        rows=rows_table(request, checked, _("Alle cijfers in het blad")) if checked.rows else None,
        confirm_form=FormFields(_motive_form(request, checked.asks_motive)) if can_confirm else None,
        confirm_verb=ngettext("Bevestig %(n)s cijfer", "Bevestig %(n)s cijfers", to_write)
        % {"n": number(to_write)},
        approve_form=FormFields(RemarkForm(_posted(request, "approve", "return"), label_suffix=""))
        if may.get("approve")
        else None,
        approve_title=_("Goedkeuren als %(level)s") % {"level": _level(found)} if found.levels else "",
        may={step: bool(permission) for step, permission in may.items()},
        refusals=_refusals(may),
        said=_said(found),
        links=links,
        entries=history("delivery", str(found.id), until=moment_of(request).at),
    )


def _level(found: DeliveryFull) -> str:
    return words(LEVEL_WORDS[found.levels[0]])


def _motive_form(request: HttpRequest, asked: bool) -> MotiveForm:
    return MotiveForm(_posted(request, "confirm"), asked=asked)


def _posted(request: HttpRequest, *steps: str) -> Any:
    """What was typed, when it was this form that was sent and the step was refused."""
    sent = request.method == "POST" and request.POST.get("stap") in steps
    return request.POST if sent else None


def _headlines(found: DeliveryFull) -> Headlines | None:
    counts = found.counts
    if found.checked.faults:
        return Headlines(
            [Headline(_("Fouten"), len(found.checked.faults), comparison=_("er is niets opgeslagen"))]
        )
    if not found.checked.rows:
        return None
    return Headlines(
        [
            Headline(_("Nieuw"), counts.get("new", 0), _("cijfers")),
            Headline(_("Gecorrigeerd"), counts.get("corrected", 0), _("cijfers")),
            Headline(_("Ongewijzigd"), counts.get("unchanged", 0), _("cijfers")),
        ]
    )


def _lead(found: DeliveryFull, to_write: int) -> str:
    if found.state == "faulty":
        count = len(found.checked.faults)
        return ngettext(
            "Herstel de fout in uw eigen blad en lever het opnieuw aan. Er is niets opgeslagen.",
            "Herstel de %(n)s fouten in uw eigen blad en lever het opnieuw aan. Er is niets opgeslagen.",
            count,
        ) % {"n": count}
    if found.state == "checked" and not to_write:
        return _("Alle %(n)s cijfers zijn al bekend. Er verandert niets, en u hoeft niets te doen.") % {
            "n": number(len(found.checked.rows))
        }
    if found.state == "checked":
        title = words(indicator(found.indicator).title)
        periods = sorted({row.when for row in found.checked.rows}, key=lambda when: when.start)
        span = words(when_words(periods[0])) + (
            f" – {words(when_words(periods[-1]))}" if len(periods) > 1 else ""
        )
        return _("%(title)s, %(span)s. De cijfers tellen pas mee als u ze bevestigt.") % {
            "title": title,
            "span": span,
        }
    if found.state == "offered":
        return _("De cijfers zijn bevestigd en tellen mee na goedkeuring door: %(level)s.") % {
            "level": _level(found)
        }
    if found.state == "confirmed" and found.settled_at:
        return _("Bekend sinds %(moment)s, bevestigd door %(who)s.") % {
            "moment": moment_in_words(found.settled_at),
            "who": found.settled_by_name,
        }
    return words(STATES[found.state]).capitalize() + "."


def _state_notices(found: DeliveryFull, to_write: int, on_to: tuple[str, str]) -> list[Notice]:
    notices = []
    if found.state == "confirmed":
        said = ngettext("%(n)s cijfer telt nu mee.", "%(n)s cijfers tellen nu mee.", to_write)
        label, href = on_to
        notices.append(Notice("ok", said % {"n": number(to_write)}, href=href, href_label=label))
    elif found.state in ("checked", "faulty") and (same := queries.same_file(found.sha256, but=found.id)):
        notices.append(
            Notice(
                "info",
                _("Ditzelfde bestand is al eerder bevestigd."),
                _("Een blad dat twee keer wordt aangeleverd, verandert de tweede keer niets."),
                href=reverse("figures:delivery", args=[same.id]),
                href_label=_("Naar de eerdere aanlevering"),
            )
        )
    return notices


def _change(row: CheckedRow) -> Change:
    name = name_of(row.area, row.when.start)
    return Change(
        f"{name}, {words(when_words(row.when))}", row.old_value, row.value, indicator(row.indicator).unit
    )


def _contradictions(found: DeliveryFull) -> list[str]:
    if not found.checked.contradictions:
        return []
    titles = {key: source.title for key, source in queries.sources().items()}
    own = found.options.get("source", {})
    titles.setdefault(own.get("key", ""), own.get("title", ""))
    return [
        _("%(name)s, %(when)s: %(value)s in dit blad, %(others)s")
        % {
            "name": name_of(one.area, one.when.start),
            "when": words(when_words(one.when)),
            "value": number(one.value),
            "others": ", ".join(
                _("%(value)s volgens %(source)s") % {"value": number(value), "source": titles.get(key, key)}
                for key, value in one.others
            ),
        }
        for one in found.checked.contradictions[:MOST_CHANGES]
    ]


def _totals(totals: Sequence[CheckedTotal]) -> Table[CheckedTotal]:
    return Table(
        [
            Column("rij", _("Totaalrij"), lambda one: f"{one.label} ({_('rij')} {one.row})", sortable=False),
            Column("periode", _("Periode"), lambda one: words(one.when), sortable=False),
            Column("staat", _("Staat er"), lambda one: one.printed, numeric=True, sortable=False),
            Column("som", _("Opgeteld"), lambda one: one.summed, numeric=True, sortable=False),
            Column(
                "klopt",
                _("Klopt het"),
                lambda one: _("ja") if one.printed == one.summed else _("nee"),
                sortable=False,
            ),
        ],
        totals,
        _("Totalen in het blad"),
    )


def _understood(columns: Sequence[tuple[int, str, Text]]) -> Table[Any]:
    return Table(
        [
            Column("kolom", _("Kolom"), lambda one: column_letter(one[0]), sortable=False),
            Column("kop", _("Kop"), lambda one: one[1], sortable=False),
            Column("gelezen", _("Gelezen als"), lambda one: words(one[2]), sortable=False),
        ],
        columns,
        _("Hoe de kolommen zijn begrepen"),
        show_caption=False,
    )


def _mend_href(found: DeliveryFull) -> str:
    """The upload form with everything that was chosen the first time."""
    options = found.options
    known = {
        "indicator": found.indicator,
        "bron": "eigen" if options["source"]["key"].startswith("opgave-") else options["source"]["key"],
        "periode": options.get("when", ""),
        "vanaf": options.get("cumulative_since", ""),
        "blad": options.get("sheet", ""),
    }
    return f"{reverse('figures:upload')}?{urlencode({key: text for key, text in known.items() if text})}"


def _refusals(may: Mapping[str, Permission]) -> list[str]:
    reasons = [words(permission.reason) for permission in may.values() if not permission]
    return list(dict.fromkeys(reasons))


def _said(found: DeliveryFull) -> list[Notice]:
    """Approvals and remarks, in the order in which they were given."""
    notices = []
    if found.motive:
        notices.append(Notice("info", _("Reden bij het bevestigen"), found.motive))
    for one in found.approvals:
        if one.level and one.remark:
            level: Level = one.level  # type: ignore[assignment]
            title = _("Goedgekeurd door %(who)s (%(level)s)") % {
                "who": one.by,
                "level": words(LEVEL_WORDS[level]),
            }
            notices.append(Notice("ok", title, one.remark))
    notices.extend(
        Notice("warning", _("Teruggegeven door %(who)s") % {"who": one.by}, one.remark)
        for one in found.remarks
    )
    return notices


def _links(request: HttpRequest, person: Person, found: DeliveryFull) -> list[tuple[str, str]]:
    on = moment_of(request).on
    links: list[tuple[str, str]] = []
    if found.state == "confirmed":
        if found.indicator == "housed" and found.checked.rows:
            area = _common_area(found)
            period = HalfYear.containing(max(row.when.start for row in found.checked.rows))
            name = name_of(area, period.start)
            links.append(
                (
                    _("Ligt %(name)s op schema? Bekijk de monitor") % {"name": name},
                    on(reverse("monitor:area", args=[period, area])),
                )
            )
        links.append(
            (_("De cijfers zoals nu bekend"), on(reverse("figures:indicator", args=[found.indicator])))
        )
        links.append((_("Wat werd wanneer bekend?"), on(reverse("figures:moments"))))
    links.append((_("Alle aanleveringen"), on(reverse("figures:deliveries"))))
    return links


def _common_area(found: DeliveryFull) -> str:
    """The smallest area that holds all figures: a municipality, its province, or the nation."""
    if len(found.areas) == 1:
        return found.areas[0]
    division = nearest_division(found.checked.rows[0].when.start)
    if all(area in division for area in found.areas):
        provinces = {division.province_of(area).code for area in found.areas}
        if len(provinces) == 1:
            return provinces.pop()
    return "NL"
