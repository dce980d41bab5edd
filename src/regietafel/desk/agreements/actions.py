"""Everything that can be written about agreements, one function for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from regietafel.core.agreements.judgement import About, Opinion, judgement_faults
from regietafel.core.agreements.promise import Basis, Promise
from regietafel.core.agreements.refusals import Told, refuse
from regietafel.core.base.answer import Text
from regietafel.core.base.unseen import unseen
from regietafel.desk.accounts.person import Person, Refused, day_of
from regietafel.desk.agreements.models import (
    Agreement,
    AgreementVersion,
    Judgement,
    Measure,
    MeasureVersion,
)
from regietafel.desk.agreements.permissions import may_judge, may_keep_agreements
from regietafel.desk.agreements.queries import AgreementUnknown
from regietafel.desk.agreements.queries.faults import (
    Meeting,
    agreement_faults,
    change_faults,
    measure_faults,
)
from regietafel.desk.agreements.stored import dependencies_as_stored, gauges_as_stored
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject

NEW = "nieuw"  # the address of the form for a new agreement
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,78}\Z")


@transaction.atomic
def add_agreement(
    *,
    by: By,
    at: datetime,
    table: str,
    agreed_on: date,
    promise: Promise,
    source: str,
    basis: Basis = Basis.POLITICAL,
    key: str = "",
    origin: str = "",
    illustrative: bool = False,
) -> str:
    """Write down what a table agreed; returns its key (the given one, or the day and a number).

    `source` is the key of a source; `origin` the line of minutes ("lrt-2022-09-16/3.4").
    Raises: Refused for who does not keep the table; AgreementRefused with every fault, among them a missing
    term, a party that is not there, and a condition that closes a circle, which it names.
    """
    _demand_keeper(by, table, at)
    refuse(agreement_faults(promise, Meeting(table, agreed_on, source), key=key, at=at))
    key = _new_key(key, agreed_on)
    made = Agreement.objects.create(
        key=key, agreed_on=agreed_on, table=table, basis=basis.value, source=source, origin=origin,
        illustrative=illustrative, known_since=at,
    )  # fmt: skip
    _add_version(by, at, made, 1, promise)
    record(
        by=by, at=at, action="agreements.add", subject=Subject("agreement", key), before=None,
        after={"table": table, "title": promise.title, **_terms(promise)},
    )  # fmt: skip
    return key


@transaction.atomic
def change_agreement(*, by: By, at: datetime, agreement: str, promise: Promise, reason: str) -> None:
    """Give an agreement another text, term, quantity or condition; the version before stays to be read.

    Raises: Refused; AgreementUnknown; AgreementRefused, also without a reason and for one that has ended.
    """
    found, last = _locked(agreement)
    _demand_keeper(by, found.table, at)
    refuse(_ended_faults(last))
    refuse([*change_faults(promise, agreed_on=found.agreed_on, key=agreement), *_reason_faults(reason)])
    _add_version(by, at, found, last.number + 1, promise, reason=reason)
    record(
        by=by, at=at, action="agreements.change", subject=Subject("agreement", agreement),
        before={"best": last.best, "latest": last.latest, "gauges": last.gauges},
        after=_terms(promise), reason=reason,
    )  # fmt: skip


@transaction.atomic
def end_agreement(*, by: By, at: datetime, agreement: str, reason: str) -> None:
    """Say that the table is done with an agreement, and why; its meter stays to be read and proposes nothing.

    Raises: Refused; AgreementUnknown; AgreementRefused without a reason and for one that has ended.
    """
    found, last = _locked(agreement)
    _demand_keeper(by, found.table, at)
    refuse([*_reason_faults(reason), *_ended_faults(last)])
    last.pk, last.id = None, None
    last.number, last.ended, last.reason, last.by_name, last.known_since = (
        last.number + 1, True, reason.strip(), by.name, at,
    )  # fmt: skip
    last.save(force_insert=True)
    record(
        by=by, at=at, action="agreements.end", subject=Subject("agreement", agreement),
        before={"ended": False}, after={"ended": True}, reason=reason,
    )  # fmt: skip


@transaction.atomic
def judge(
    *,
    by: By,
    at: datetime,
    agreement: str,
    about: About,
    opinion: Opinion,
    reason: str,
    author: str = "",
    source: str = "",
) -> None:
    """Put a judgement beside what the figures say; the meter does not change.

    `author` is a function; without it that of `by`. A person judges in their own function only.
    Raises: Refused for who is no party; AgreementUnknown; AgreementRefused without a reason.
    """
    found, last = _locked(agreement)
    if isinstance(by, Person):
        author = by.name
        if not (permission := may_judge(by, found.table, {*last.owners, *last.parties}, day_of(at))):
            raise Refused(permission, by)
    refuse(judgement_faults(author=author or by.name, reason=reason))
    Judgement.objects.create(
        agreement=found, about=about.value, opinion=opinion.value, author=author or by.name,
        reason=reason.strip(), source=source, known_since=at,
    )  # fmt: skip
    record(
        by=by, at=at, action="agreements.judge", subject=Subject("agreement", agreement), before=None,
        after={"about": about.value, "opinion": opinion.value}, reason=reason,
    )  # fmt: skip


@transaction.atomic
def add_measure(
    *,
    by: By,
    at: datetime,
    agreement: str,
    title: str,
    owner: str,
    due: date | None = None,
    actions: Sequence[str] = (),
    key: str = "",
    origin: str = "",
) -> str:
    """Add a measure to the follow-up plan of an agreement, with the keys of its actions; returns its key.

    Raises: Refused; AgreementUnknown; AgreementRefused for a measure without words or owner.
    """
    found, _last = _locked(agreement)
    _demand_keeper(by, found.table, at)
    refuse(measure_faults(title, owner, actions))
    count = Measure.objects.filter(agreement=found).count()
    made = Measure.objects.create(
        agreement=found, key=key or f"{agreement}-m{count + 1}", origin=origin, known_since=at
    )
    _add_measure_version(by, at, made, 1, title, owner, due, actions)
    record(
        by=by, at=at, action="agreements.add_measure", subject=Subject("measure", made.key), before=None,
        after={"agreement": agreement, "title": title, "owner": owner, "due": due},
    )  # fmt: skip
    return made.key


@transaction.atomic
def change_measure(
    *,
    by: By,
    at: datetime,
    measure: str,
    title: str,
    owner: str,
    reason: str,
    due: date | None = None,
    actions: Sequence[str] = (),
    withdrawn: bool = False,
) -> None:
    """Change a measure, or withdraw it, with the reason; the version before stays to be read.

    Raises: Refused; AgreementUnknown; AgreementRefused.
    """
    found = Measure.objects.select_for_update().select_related("agreement").filter(key=measure).first()
    if found is None:
        raise AgreementUnknown(f'measure "{measure[:80]}" does not exist', "choose one from the plan")
    _demand_keeper(by, found.agreement.table, at)
    refuse([*measure_faults(title, owner, actions), *_reason_faults(reason)])
    last = found.versions.order_by("-number").first()
    assert last is not None  # noqa: S101 - a measure is made with its first version
    _add_measure_version(
        by, at, found, last.number + 1, title, owner, due, actions, withdrawn=withdrawn, reason=reason
    )
    record(
        by=by, at=at, action="agreements.change_measure", subject=Subject("measure", measure),
        before={"title": last.title, "owner": last.owner, "due": last.due},
        after={"title": title, "owner": owner, "due": due, "withdrawn": withdrawn}, reason=reason,
    )  # fmt: skip


def _locked(key: str) -> tuple[Agreement, AgreementVersion]:
    found = Agreement.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise AgreementUnknown(f'agreement "{key[:80]}" does not exist', "choose one from the list")
    version = found.versions.order_by("-number").first()
    assert version is not None  # noqa: S101 - an agreement is made with its first version
    return found, version


def _demand_keeper(by: By, table: str, at: datetime) -> None:
    if isinstance(by, Person) and not (permission := may_keep_agreements(by, table, day_of(at))):
        raise Refused(permission, by)


def _new_key(key: str, agreed_on: date) -> str:
    taken = set(Agreement.objects.filter(agreed_on=agreed_on).values_list("key", flat=True))
    if not key:
        return next(made for n in range(1, 10_000) if (made := f"{agreed_on}-a{n}") not in taken)
    if not _KEY.match(key) or key == NEW:
        refuse([
            Told("key", Text(f"“{key[:80]}” kan geen sleutel zijn", f'"{key[:80]}" cannot be a key'),
                 Text("gebruik kleine letters, cijfers en streepjes", "use small letters, digits and hyphens")),
        ])  # fmt: skip
    if Agreement.objects.filter(key=key).exists():
        refuse([
            Told("key", Text(f"er is al een afspraak “{key}”", f'there is an agreement "{key}" already'),
                 Text("kies een andere sleutel", "choose another key")),
        ])  # fmt: skip
    return key


def _add_version(
    by: By, at: datetime, agreement: Agreement, number: int, promise: Promise, *, reason: str = ""
) -> None:
    assert promise.latest is not None  # noqa: S101 - promise_faults refuses a missing term
    AgreementVersion.objects.create(
        agreement=agreement, number=number, title=promise.title.strip(), text=promise.text.strip(),
        owners=list(promise.owners), parties=list(promise.parties), best=promise.best, latest=promise.latest,
        gauges=gauges_as_stored(promise.gauges), dependencies=dependencies_as_stored(promise.dependencies),
        nature=promise.nature.value if promise.nature else "", reason=reason.strip(), by_name=by.name,
        known_since=at,
    )  # fmt: skip


def _add_measure_version(
    by: By,
    at: datetime,
    measure: Measure,
    number: int,
    title: str,
    owner: str,
    due: date | None,
    actions: Sequence[str],
    *,
    withdrawn: bool = False,
    reason: str = "",
) -> None:
    MeasureVersion.objects.create(
        measure=measure, number=number, title=title.strip(), owner=owner, due=due,
        actions=list(dict.fromkeys(actions)), withdrawn=withdrawn, reason=reason.strip(), by_name=by.name,
        known_since=at,
    )  # fmt: skip


def _terms(promise: Promise) -> dict[str, object]:
    return {"best": promise.best, "latest": promise.latest, "gauges": gauges_as_stored(promise.gauges)}


def _reason_faults(reason: str) -> list[Told]:
    if found := unseen(reason):
        return [Told("reason", *found)]
    if reason.strip() and len(reason) <= 500:
        return []
    return [
        Told(
            "reason",
            Text("er is geen reden, of hij is te lang", "there is no reason, or it is too long"),
            Text("geef de reden in hoogstens 500 tekens", "give the reason in at most 500 characters"),
        )
    ]


def _ended_faults(last: AgreementVersion) -> list[Told]:
    if not last.ended:
        return []
    return [
        Told(
            "agreement",
            Text("deze afspraak is al beëindigd", "this agreement has ended already"),
            Text("leg een nieuwe afspraak vast", "write down a new agreement"),
        )
    ]
