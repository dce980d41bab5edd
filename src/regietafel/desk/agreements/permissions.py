"""Who may write about agreements: pure questions with their reasons; the default is no."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.permissions import may_keep_table
from regietafel.desk.accounts.person import NATION, Permission, Person, RoleName, day_of
from regietafel.desk.accounts.succession import heir_of
from regietafel.desk.tables.queries import keepers

_SIGN_IN = Permission(
    False, Text("Meld u aan: alleen wie meedoet, schrijft hier.", "Sign in: only partners write here.")
)


def territory_of(table: str) -> str:
    """The territory of a table by its key: a provincial one names its province, the others are national.

    >>> territory_of("prt-pv22"), territory_of("lrt")
    ('PV22', 'NL')
    """
    return table.removeprefix("prt-").upper() if table.startswith("prt-pv") else NATION


def may_keep_agreements(person: Person, table: str, at: date) -> Permission:
    """The secretariat of the table writes down its agreements and their follow-up plan."""
    return may_keep_table(person, territory_of(table), at)


def may_keep_any(person: Person, at: date) -> Permission:
    """Write down agreements of some table; for which one is asked by `may_keep_agreements`."""
    if not person.signed_in:
        return _SIGN_IN
    if keepers(person, day_of(at)):
        return Permission(True, Text("U houdt een tafel bij.", "You keep a table."))
    return Permission(
        False,
        Text(
            "Afspraken worden vastgelegd door het secretariaat van de tafel. Geef uw afspraak daar door.",
            "Agreements are written down by the secretariat of the table. Report your agreement there.",
        ),
    )


def may_judge(person: Person, table: str, parties: Collection[str], at: date) -> Permission:
    """A party to the agreement, or who took over from it, gives its judgement; so does the table's secretariat."""
    if not person.signed_in:
        return _SIGN_IN
    if keeps := may_keep_agreements(person, table, at):
        return keeps
    held = [role for role in person.held(at) if role.role is not RoleName.ADMINISTRATOR]
    answering = {heir_of(party, day_of(at)) for party in parties} | set(parties)
    own = next((role for role in held if role.organisation in answering), None)
    if own is not None:
        return Permission(
            True,
            Text(
                f"{own.organisation_name} is partij bij deze afspraak.",
                f"{own.organisation_name} is a party to this agreement.",
            ),
        )
    return Permission(
        False,
        Text(
            "Alleen partijen bij de afspraak en het secretariaat van de tafel geven een oordeel.",
            "Only parties to the agreement and the secretariat of the table give a judgement.",
        ),
    )


def may_read_plan(person: Person, table: str, seats: Collection[str], at: date) -> Permission:
    """The follow-up plan names actions from the run of a table: for who sits there (`seats`: the tables of the
    person), and the national secretariat."""
    if not person.signed_in:
        return _SIGN_IN
    if person.has(at, RoleName.NATIONAL_SECRETARIAT):
        return Permission(
            True, Text("U bent het landelijk secretariaat.", "You are the national secretariat.")
        )
    if table in seats:
        return Permission(True, Text("U hebt een plaats aan deze tafel.", "You have a seat at this table."))
    return Permission(
        False,
        Text(
            "Het opvolgingsplan is voor wie aan de tafel van de afspraak zit.",
            "The follow-up plan is for who sits at the table of the agreement.",
        ),
    )
