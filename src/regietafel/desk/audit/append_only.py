"""The database's own refusal to change the audit trail: triggers for SQLite and for PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the audit trail is append-only"
HEAD_REFUSAL = "the head of the audit chain only moves one record on"

_SQLITE = {
    "audit_no_update": f"""CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_auditrecord
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "audit_no_delete": f"""CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_auditrecord
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE removes the old row without firing the delete trigger
    "audit_no_replace": f"""CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_auditrecord
        WHEN EXISTS (SELECT 1 FROM audit_auditrecord WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608 - fixed text only
    "audit_head_moves_on": f"""CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_chainhead
        WHEN NEW.id <> OLD.id OR NEW.last_number <> OLD.last_number + 1
        BEGIN SELECT RAISE(ABORT, '{HEAD_REFUSAL}'); END""",
    "audit_head_stays": f"""CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_chainhead
        BEGIN SELECT RAISE(ABORT, '{HEAD_REFUSAL}'); END""",
}

_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE OR REPLACE FUNCTION audit_head_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.last_number = OLD.last_number + 1 THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{HEAD_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditrecord
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditrecord
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_moves_on BEFORE UPDATE OR DELETE ON audit_chainhead
        FOR EACH ROW EXECUTE FUNCTION audit_head_refuse()""",
    """CREATE TRIGGER audit_head_stays BEFORE TRUNCATE ON audit_chainhead
        FOR EACH STATEMENT EXECUTE FUNCTION audit_head_refuse()""",
)


class NoAppendOnlyTrail(NotImplementedError):
    """The database is neither SQLite nor PostgreSQL."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers. Raises NoAppendOnlyTrail for a database that has none here."""
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, where they are."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for table, names in (
            ("audit_auditrecord", ("audit_no_change", "audit_no_truncate")),
            ("audit_chainhead", ("audit_head_moves_on", "audit_head_stays")),
        ):
            for name in names:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Names of the triggers that are not there (or are switched off)."""
    if connection.vendor == "sqlite":
        wanted = tuple(_SQLITE)
        statement = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        wanted = ("audit_no_change", "audit_no_truncate", "audit_head_moves_on", "audit_head_stays")
        statement = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'"
    with connection.cursor() as cursor:
        cursor.execute(statement)
        there = {name for (name,) in cursor.fetchall()}
    return tuple(name for name in wanted if name not in there)


@contextmanager
def suspended(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the triggers, to empty a demonstration's database; they are back at the end, come what may."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def _statements(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    if connection.vendor == "sqlite":
        return tuple(_SQLITE.values())
    if connection.vendor == "postgresql":
        return _POSTGRESQL
    raise NoAppendOnlyTrail(f"no append-only audit trail for {connection.vendor}; use SQLite or PostgreSQL")
