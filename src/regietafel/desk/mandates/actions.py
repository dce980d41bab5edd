"""Everything that can be written about mandates: giving, withdrawing, acting, taking note, naming."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.core.base.unseen import unseen
from regietafel.core.mandates.acts import ActKind, FormalAct, formal_act
from regietafel.core.mandates.granting import objections_to_granting
from regietafel.core.mandates.lock import LockState, demand_open, lock, use
from regietafel.core.mandates.mandate import Mandate as CoreMandate
from regietafel.core.mandates.refusals import MandateRefused, Objection, refuse
from regietafel.desk.accounts.person import Permission, Person, day_of, demand
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.queries import source_id
from regietafel.desk.mandates.models import Acknowledgement, Act, Mandate, Mention, Withdrawal
from regietafel.desk.mandates.permissions import may_act, may_give
from regietafel.desk.mandates.queries import mandates, names, standings
from regietafel.desk.tables.queries import OfficeRow, TableRow, offices, table

LONGEST = 500
EMPTY = Text("", "")
RESERVED = frozenset({"geven", "handeling"})


@dataclass(frozen=True)
class MandateEntry:
    """A mandate as entered; `origin` is the line of minutes, `source` the key of a source."""

    mandate: CoreMandate
    public: bool = False
    origin: str = ""
    note: Text = EMPTY
    source: str = ""
    illustrative: bool = False


@transaction.atomic
def grant(*, by: By, at: datetime, entry: MandateEntry) -> str:
    """Give a mandate; returns its key, made of giver, holder and subject when none was entered.

    Raises: Refused for who does not keep the giver's table; MandateRefused with every objection: no limits, an
    act that is another table's or cannot be handed over, a chain that was not allowed, a table that is not there.
    """
    given, act = _named(entry.mandate)
    day = day_of(at)
    _demand(by, may_give, given.giver, day, at)
    _party(given.holder, day, at)
    rows = mandates(at)
    refuse(objections_to_granting(given, act, standings(rows), names(at)))
    if given.key in RESERVED or Mandate.objects.filter(key=given.key).exists():
        raise MandateRefused(_taken(given.key), why="conflict")
    row = Mandate.objects.create(
        key=given.key,
        giver=given.giver,
        holder=given.holder,
        kind=given.kind.value,
        subject=given.subject,
        valid_from=given.valid.start,
        valid_until=given.valid.until,
        at_most=given.at_most,
        only_after=given.only_after,
        conditions=[
            {"key": each.key, "must": each.must, "nl": each.text.nl, "en": each.text.en}
            for each in given.conditions
        ],
        may_pass_on=given.may_pass_on,
        parent=given.parent,
        report_days=given.report_days,
        public=entry.public,
        origin=entry.origin,
        note_nl=entry.note.nl,
        note_en=entry.note.en,
        source_id=source_id(entry.source) if entry.source else None,
        illustrative=entry.illustrative,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="mandates.grant",
        subject=Subject("mandate", row.key),
        before=None,
        after={
            "given_by": row.giver,
            "given_to": row.holder,
            "about": row.subject,
            "until": row.valid_until,
            "at_most": row.at_most,
        },
    )
    return row.key


@transaction.atomic
def withdraw(*, by: By, at: datetime, key: str, withdrawn_from: date, reason: str) -> None:
    """Take a mandate back from a day on; what was done under it stays done.

    Raises: Refused; MandateRefused for one that was withdrawn before, no reason, or a day that has passed.
    """
    row = _locked(key)
    _demand(by, may_give, row.giver, day_of(at), at)
    said = _said(reason, "reason", Text("reden", "reason"))
    if Withdrawal.objects.filter(mandate=row).exists():
        raise MandateRefused(
            Objection(
                "key",
                Text("dit mandaat is al ingetrokken", "this mandate was withdrawn before"),
                Text(
                    "geef een nieuw mandaat als het weer nodig is", "give a new one when it is needed again"
                ),
            ),
            why="conflict",
        )
    if withdrawn_from < day_of(at):
        raise MandateRefused(
            Objection(
                "withdrawn_from",
                Text("de dag van intrekken is al voorbij", "the day of withdrawal has passed"),
                Text("kies vandaag of later: wat gedaan is, blijft gelden", "choose today or later"),
            )
        )
    Withdrawal.objects.create(mandate=row, withdrawn_from=withdrawn_from, reason=said, known_since=at)
    record(
        by=by,
        at=at,
        action="mandates.withdraw",
        subject=Subject("mandate", key),
        before=None,
        after={"from": withdrawn_from},
        reason=said,
    )


@transaction.atomic
def act(
    *,
    by: By,
    at: datetime,
    kind: ActKind,
    subject: str,
    actor: str,
    done_on: date,
    report: str,
    met: Collection[str] = (),
    source: str = "",
    origin: str = "",
    illustrative: bool = False,
) -> str:
    """Do a formal act, by own right or under a mandate that covers it; returns its key.

    Its use and report are put down with it: the report to the giver stays open until the giver takes note.
    `met` are the keys of the conditions that are met. Raises: Refused; MandateMissing without a mandate;
    MandateRefused outside its limits, after its end, used up, withdrawn, or a day that has yet to come.
    """
    wanted = formal_act(kind, subject, done_on)
    _demand(by, may_act, actor, day_of(at), at)
    said = _said(report, "report", Text("melding", "report"))
    _refuse_future(done_on, day_of(at))
    key = _opened_by(wanted, actor, done_on, met, at)
    row = Act.objects.create(
        key=_act_key(wanted, done_on),
        kind=kind.value,
        subject=wanted.subject,
        actor=actor,
        done_on=done_on,
        mandate=Mandate.objects.get(key=key) if key else None,
        met=sorted(met),
        report=said,
        source_id=source_id(source) if source else None,
        origin=origin,
        illustrative=illustrative,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="mandates.act",
        subject=Subject("mandate", key) if key else Subject("act", row.key),
        before=None,
        after={"act": row.key, "actor": actor, "about": wanted.subject, "day": done_on},
        reason=said,
    )
    return row.key


@transaction.atomic
def acknowledge(*, by: By, at: datetime, act_key: str, remark: str = "") -> None:
    """Take note of a report, for the table that gave the mandate. Raises: Refused; MandateRefused when done before."""
    row = Act.objects.select_for_update(of=("self",)).select_related("mandate").filter(key=act_key).first()
    if row is None or row.mandate is None:
        raise MandateRefused(Objection("act", Text("deze melding is er niet", "there is no such report")))
    _demand(by, may_give, row.mandate.giver, day_of(at), at)
    if found := unseen(remark):
        raise MandateRefused(Objection("remark", *found))
    try:
        with transaction.atomic():
            Acknowledgement.objects.create(act=row, remark=" ".join(remark.split())[:LONGEST], known_since=at)
    except IntegrityError:
        raise MandateRefused(
            Objection("act", Text("deze melding is al besproken", "note was taken of this report before")),
            why="conflict",
        ) from None
    record(
        by=by,
        at=at,
        action="mandates.acknowledge",
        subject=Subject("mandate", row.mandate.key),
        before=None,
        after={"act": act_key},
        reason=remark,
    )


@transaction.atomic
def mention(*, by: By, at: datetime, origin: str, giver: str, holder: str, text: str) -> None:
    """Put down a mandate that a line of minutes names. It opens no lock until it is given with its limits."""
    row, made = Mention.objects.get_or_create(
        origin=origin,
        defaults={"giver": giver, "holder": holder, "text": text, "known_since": at},
    )
    if not made:
        return
    record(
        by=by,
        at=at,
        action="mandates.mention",
        subject=Subject("line", row.origin),
        before=None,
        after={"given_by": giver, "given_to": holder},
    )


def _named(given: CoreMandate) -> tuple[CoreMandate, FormalAct]:
    """The mandate with its subject as the list of acts writes it, and with a key."""
    wanted = formal_act(given.kind, given.subject, given.valid.start)
    key = given.key or _slug(f"{given.giver}-{given.holder}-{wanted.subject}")
    return replace(given, subject=wanted.subject, key=key[:80]), wanted


def _demand(
    by: By,
    question: Callable[..., Permission],
    party: str,
    day: date,
    at: datetime,
) -> None:
    found = _party(party, day, at)
    if isinstance(by, Person):
        demand(question(by, found, day), by)


def _party(key: str, day: date, at: datetime) -> TableRow | OfficeRow:
    """The table or office with this key. Raises: MandateRefused when neither is there on that day."""
    if (office := offices(at).get(key)) is not None:
        return office
    try:
        return table(key, day, at)
    except RegietafelError as refused:
        shown = key[:60]
        raise MandateRefused(
            Objection(
                "table",
                Text(
                    f"“{shown}” is op deze dag geen tafel of functie",
                    f"“{shown}” is no table or office on this day ({refused.what})",
                ),
                Text(
                    "kies er een uit de lijst van tafels",
                    refused.remedy or "choose one from the list of tables",
                ),
            )
        ) from None


def _refuse_future(done_on: date, today: date) -> None:
    if done_on > today:
        raise MandateRefused(
            Objection(
                "done_on",
                Text("deze dag moet nog komen", "this day has yet to come"),
                Text("leg vast wat gedaan is", "put down what was done"),
            )
        )


def _opened_by(wanted: FormalAct, actor: str, done_on: date, met: Collection[str], at: datetime) -> str:
    """The key of the mandate that opens the lock, "" for the table's own act. Two at once wait for each other."""
    list(Mandate.objects.select_for_update().filter(subject=wanted.subject))
    every, called = standings(mandates(at)), names(at)
    found = demand_open(lock(wanted, actor, done_on, every.values(), called))
    if found.state is LockState.OPEN and found.mandate is not None:
        return use(every[found.mandate.key], done_on, every, met, called).key
    return ""


def _locked(key: str) -> Mandate:
    row = Mandate.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise MandateRefused(
            Objection("key", Text(f"mandaat “{key[:60]}” is er niet", f"there is no mandate “{key[:60]}”"))
        )
    return row


def _said(text: str, where: str, what: Text) -> str:
    said = " ".join(text.split())
    if found := unseen(said):
        raise MandateRefused(Objection(where, *found))
    if not said or len(said) > LONGEST:
        raise MandateRefused(
            Objection(
                where,
                Text(f"de {what.nl} is leeg of te lang", f"the {what.en} is empty or too long"),
                Text(f"schrijf hoogstens {LONGEST} tekens", f"write at most {LONGEST} characters"),
            )
        )
    return said


def _taken(key: str) -> Objection:
    return Objection(
        "key",
        Text(f"er is al een mandaat met de naam {key}", f"there is a mandate called {key}"),
        Text("kies een andere naam", "choose another name"),
    )


def _act_key(wanted: FormalAct, done_on: date) -> str:
    base = _slug(f"{wanted.kind.value}-{wanted.subject}-{done_on}")
    count = Act.objects.filter(key__startswith=base).count()
    return f"{base}-{count + 1}" if count else base


def _slug(text: str) -> str:
    """A text as part of an address.

    >>> _slug("send_letter taakstelling 2023-I")
    'send-letter-taakstelling-2023-I'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
