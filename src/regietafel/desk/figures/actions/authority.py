"""Who may write figures: a person for the own areas, a command for all; and refusals that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, IntegrityError

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.approval import LEVEL_WORDS, Level
from regietafel.desk.accounts.permissions import may_approve, may_enter_figures
from regietafel.desk.accounts.person import Permission, Person, Refused, RoleName
from regietafel.desk.audit.chain import By


class DeliveryRefused(RegietafelError):
    """A step with a delivery that is not taken: what is the matter, in both languages, and the cases in point.

    `kind` tells what is the matter: "motive", "remark", "reason" (missing), "changed", "nothing", "settled",
    "unknown", "full" (the disk), "busy" (the database).
    """

    def __init__(self, kind: str, text: Text, points: Sequence[Text] = ()) -> None:
        self.kind = kind
        self.text = text
        self.points = tuple(points)
        super().__init__(text)


def demand_entry(by: By, areas: Iterable[str], at: datetime) -> None:
    """Go on when every area may be entered by this person, or a command acts.

    Raises: Refused, with the reason and the areas it concerns.
    """
    if isinstance(by, Person):
        _demand_all(by, areas, lambda area: may_enter_figures(by, area, at))


def demand_approval(by: By, areas: Iterable[str], level: Level, at: datetime) -> None:
    """Go on when this person may approve all areas at a level. Raises: Refused, with the reason and the areas."""
    if isinstance(by, Person):
        _demand_all(by, areas, lambda area: may_approve(by, area, level, at))


def demand_national(by: By, at: datetime, *, what: Text) -> None:
    """Go on for the national secretariat and for a command. Raises: Refused, saying what is theirs to do."""
    if not isinstance(by, Person):
        return
    permission = may_choose(by, at, what=what)
    if not permission:
        raise Refused(permission, by)


def may_choose(person: Person, at: datetime, *, what: Text) -> Permission:
    """What only the national secretariat does: choosing between sources, setting who approves."""
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return Permission(
            True, Text("U bent het landelijk secretariaat.", "You are the national secretariat.")
        )
    return Permission(
        False,
        Text(f"Alleen het landelijk secretariaat {what.nl}.", f"Only the national secretariat {what.en}."),
    )


def level_of(by: By, at: datetime) -> Level | None:
    """The highest level for which someone confirms; a command on the server acts for the nation."""
    if not isinstance(by, Person):
        return "national"
    if by.has(at, RoleName.NATIONAL_SECRETARIAT):
        return "national"
    if by.has(at, RoleName.COA_REPORTER, RoleName.PROVINCIAL_SECRETARIAT):
        return "province"
    return "municipality" if by.has(at, RoleName.MUNICIPAL_REPORTER) else None


def levels_in_words(levels: Sequence[Level]) -> Text:
    """Levels in order, with arrows."""
    return Text(
        " → ".join(LEVEL_WORDS[level].nl for level in levels),
        " → ".join(LEVEL_WORDS[level].en for level in levels),
    )


def _demand_all(by: Person, areas: Iterable[str], ask: Callable[[str], Permission]) -> None:
    refused = [(area, permission) for area in sorted(set(areas)) if not (permission := ask(area))]
    if not refused:
        return
    reason = refused[0][1].reason
    if not by.signed_in or not by.roles:
        raise Refused(refused[0][1], by)
    codes = [area for area, _ in refused]
    listed = ", ".join(codes[:8])
    more = len(codes) - 8
    raise Refused(
        Permission(
            False,
            Text(
                f"{reason.nl} Het gaat om: {listed}{f' en nog {more}' if more > 0 else ''}.",
                f"{reason.en} This concerns: {listed}{f' and {more} more' if more > 0 else ''}.",
            ),
        ),
        by,
    )


@contextmanager
def told_in_words() -> Iterator[None]:
    """Say in a sentence what the database could not store. Everything of the transaction is undone by then.

    Raises: DeliveryRefused for a full disk, a database that stays busy, and a write that someone else was
    ahead of.
    """
    try:
        yield
    except IntegrityError as clash:
        raise changed(()) from clash
    except DatabaseError as error:
        said = f"{error} {getattr(error.__cause__, 'sqlstate', '')}"
        if "disk is full" in said or "53100" in said:
            raise _full() from error
        if "locked" in said or "55P03" in said or "40P01" in said:
            raise _busy() from error
        raise


def changed(points: Sequence[Text]) -> DeliveryRefused:
    """What is known is not what it was when the sheet was checked."""
    return DeliveryRefused(
        "changed",
        Text(
            "Sinds de controle is er iets veranderd in wat bekend is. Er is niets opgeslagen: controleer opnieuw.",
            "What is known has changed since the check. Nothing was stored: check again.",
        ),
        points,
    )


def _full() -> DeliveryRefused:
    return DeliveryRefused(
        "full",
        Text(
            "De schijf van de server is vol. Er is niets opgeslagen. Vraag de beheerder om ruimte te maken en"
            " probeer het daarna opnieuw.",
            "The disk of the server is full. Nothing was stored. Ask the administrator to make room, then try"
            " again.",
        ),
    )


def _busy() -> DeliveryRefused:
    return DeliveryRefused(
        "busy",
        Text(
            "Er wordt op dit moment veel opgeslagen. Er is niets van u opgeslagen: probeer het over een minuut"
            " opnieuw.",
            "Much is being stored at this moment. Nothing of yours was stored: try again in a minute.",
        ),
    )
