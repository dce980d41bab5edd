"""Every write goes through an action function, and every action function puts it on record."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import regietafel
from tests.desk.audit.writes import (
    faults_of_action,
    imports_past_the_front,
    is_action_module,
    offered,
    public_functions,
    writes,
    writes_in,
)

SOURCE = Path(regietafel.__file__).parent
SCANNED = [
    path
    for part in ("desk", "cli", "site")
    for path in sorted((SOURCE / part).rglob("*.py"))
    if "migrations" not in path.parts
]

# Each entry: the file, the call as it stands, and why it may stand outside an action function.
ALLOWED = {
    ("desk/audit/models.py", "super().save"): "the model's own save, which refuses all but the first",
    ("desk/audit/append_only.py", "connection.cursor"): "makes the triggers that refuse changes",
    ("desk/audit/append_only.py", "cursor.execute"): "makes the triggers that refuse changes",
    ("cli/backup.py", "connection.cursor"): "asks PostgreSQL for one moment to read all tables as of",
    ("cli/backup.py", "cursor.execute"): "asks PostgreSQL for one moment to read all tables as of",
    ("cli/restore.py", "connection.cursor"): "puts back what was recorded, proved by the chain it puts back",
    ("cli/restore.py", "cursor.execute"): "puts back what was recorded, proved by the chain it puts back",
    ("cli/bench/upload.py", "site.connection.cursor"): "copies a database that is thrown away",
    ("cli/bench/upload.py", "cursor.execute"): "copies a database that is thrown away",
    ("desk/audit/queries.py", "connection.cursor"): "reads the head, at every request",
    ("desk/audit/queries.py", "cursor.execute"): "reads the head, at every request",
    (
        "desk/search/index.py",
        "IndexHead.objects.get_or_create",
    ): "the index is made from what is on record, and can be made again",
    ("desk/search/index.py", "row.save"): "the index is made from what is on record, and can be made again",
    (
        "desk/search/index.py",
        "Entry.objects.bulk_create",
    ): "the index is made from what is on record, and can be made again",
    ("desk/search/full_text.py", "connection.cursor"): "makes the database's own full text of the index",
    ("desk/search/full_text.py", "cursor.execute"): "makes the database's own full text of the index",
    ("desk/accounts/pages.py", "form.save"): "allauth's form mails a link; it writes no row",
}
# Functions in action modules that are no actions: file, name, and why.
NO_ACTIONS = {
    ("desk/audit/actions.py", "record"): "is what the others call",
}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


ACTION_MODULES = [path for path in SCANNED if is_action_module(path)]


def action_functions(path: Path) -> list[ast.FunctionDef]:
    """In a module all public functions; in a package of actions those that its front offers."""
    found = public_functions(path.read_text(encoding="utf-8"))
    front = path.parent / "__init__.py"
    wanted = offered(front.read_text(encoding="utf-8")) if path.parent.name == "actions" else None
    return [
        function
        for function in found
        if (name_of(path), function.name) not in NO_ACTIONS
        and (wanted is None or function.name in wanted)
        and not _is_question(function)
    ]


def _is_question(function: ast.FunctionDef) -> bool:
    """`may_...` asks for permission and writes nothing."""
    return function.name.startswith("may_") and not writes(function)


def test_what_writes_inside_a_package_of_actions_is_called_from_inside_only():
    """Its front offers actions that go on record; a function behind it that writes is not for others."""
    writers = {
        (name_of(path).removesuffix(".py").replace("/", "."), function.name)
        for path in ACTION_MODULES
        if path.parent.name == "actions" and path.name != "__init__.py"
        for function in public_functions(path.read_text(encoding="utf-8"))
        if writes(function)
    }
    assert writers
    past = [
        (name_of(path), module, name)
        for path in SCANNED
        if not is_action_module(path)
        for module, name in imports_past_the_front(path.read_text(encoding="utf-8"))
        if (module.removeprefix("regietafel."), name) in writers
    ]
    assert not past, f"call what the front of the package offers: {past}"


def test_no_write_goes_round_the_action_functions():
    found = [
        write
        for path in SCANNED
        if not is_action_module(path)
        for write in writes_in(path.read_text(encoding="utf-8"), name_of(path))
        if (write.file, write.call) not in ALLOWED
    ]
    assert not found, "move these into an action function, or give the reason in ALLOWED:\n" + "\n".join(
        map(str, found)
    )


@pytest.mark.parametrize("path", ACTION_MODULES, ids=name_of)
def test_every_action_function_is_one_transaction_by_someone_at_a_moment_on_record(path):
    module = ast.parse(path.read_text(encoding="utf-8"))
    faults = [
        f"{name_of(path)}: {function.name} {fault}"
        for function in action_functions(path)
        for fault in faults_of_action(function, module)
    ]
    assert not faults, "\n".join(faults)


def test_every_exception_is_still_needed():
    there = {
        (write.file, write.call)
        for path in SCANNED
        if not is_action_module(path)
        for write in writes_in(path.read_text(encoding="utf-8"), name_of(path))
    }
    assert ALLOWED.keys() - there == set()
    functions = {
        (name_of(path), function.name)
        for path in ACTION_MODULES
        for function in public_functions(path.read_text(encoding="utf-8"))
    }
    assert NO_ACTIONS.keys() - functions == set()


@pytest.mark.parametrize(
    "broken",
    [
        "Figure.objects.filter(area='GM1').update(value=3)",
        "Figure.objects.create(value=3)",
        "Figure(value=3).save()",
        "row.delete()",
        "Figure.objects.bulk_update(rows, ['value'])",
        "Figure.objects.bulk_create(rows)",
        "Figure.objects.get_or_create(area='GM1')",
        "connection.cursor()",
        "Figure.objects.raw('SELECT 1')",
        "getattr(self, 'rows').update(value=3)",
    ],
)
def test_a_write_outside_an_action_function_is_found(broken):
    page = f"def page(request):\n    {broken}\n"
    assert [write.line for write in writes_in(page, "desk/figures/pages.py")] == [2]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("@transaction.atomic\ndef act(by, at):\n    record()", "takes arguments by position"),
        ("@transaction.atomic\ndef act(*, at):\n    record()", "takes no by"),
        ("@transaction.atomic\ndef act(*, by):\n    record()", "takes no at"),
        ("@transaction.atomic\ndef act(*, by, at, request):\n    record()", "takes a web request"),
        ("@transaction.atomic\ndef act(*, by, at):\n    row.save()", "does not call record"),
        (
            "def act(*, by, at):\n    record()",
            "is not one transaction (@transaction.atomic, or a with block)",
        ),
        ("@transaction.atomic\ndef act(*, by, at):\n    _b()\ndef _b():\n    act()", "does not call record"),
    ],
)
def test_an_action_function_that_lacks_something_is_found(broken, fault):
    module = ast.parse(broken)
    assert list(faults_of_action(next(public_functions(broken)), module)) == [fault]


def test_an_action_function_may_record_through_a_function_beside_it():
    good = "@transaction.atomic\ndef act(*, by, at):\n    _put()\ndef _put():\n    record()"
    assert list(faults_of_action(next(public_functions(good)), ast.parse(good))) == []


def test_reaching_past_the_front_of_a_package_of_actions_is_found():
    page = "from regietafel.desk.figures.actions.entries import store"
    assert list(imports_past_the_front(page)) == [("regietafel.desk.figures.actions.entries", "store")]
    assert writes(next(public_functions("def store(rows):\n    Figure.objects.bulk_create(rows)")))
