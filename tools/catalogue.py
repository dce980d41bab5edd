"""The English catalogue: read the Dutch sentences out of the source, keep their translations, compile them.

    python -m tools.catalogue update    sentences of the source into the .po; those that are gone leave it
    python -m tools.catalogue compile   the .po into the .mo that the product reads
    python -m tools.catalogue check     what is missing, doubtful or left over; status 1 when there is any

The GNU gettext programs are not needed. `.mo` files are kept in the repository, so an installation compiles nothing.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "regietafel"
PO = SOURCE / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

# Which arguments of a call are read, as gettext's own tools count them; "c" marks the context.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A date of today in the header would make every run a change of the file.
UNCHANGING = datetime(2026, 11, 24, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]|%[sd%]|\{\w*(?:![rsa])?(?::[^}]*)?\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
SPOKEN = re.compile(r"[^\W\d_]+")
ENGLISH = re.compile(
    r"\b(the|and|for|with|without|not|this|that|these|those|from|are|been|your?|which|to|by|has|have|can(not)?|must"
    r"|there|their|its)\b",
    re.IGNORECASE,
)

# Words and names that are written alike in both languages, and sentences made of a mark and a placeholder.
ALIKE = frozenset(
    {
        "Account",
        "Agenda",
        "Code",
        "Filter",
        "Indicator",
        "Monitor",
        "Partner",
        "Plan",
        "Regietafel",
        "Stop",
        "open",
    }
)


def new_catalogue() -> Catalog:
    """A catalogue of English without messages."""
    return Catalog(
        locale="en",
        project="regietafel",
        version="1",
        creation_date=UNCHANGING,
        revision_date=UNCHANGING,
        last_translator="Regietafel",
        language_team="Regietafel",
        msgid_bugs_address="Regietafel",
        fuzzy=False,
        header_comment="# English for Regietafel. Dutch is the msgid; see docs/howto/translate.md.",
    )


def sources(folder: Path = SOURCE) -> Iterator[Path]:
    """Every module and template of the product, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts):
            yield path


def messages_in(text: str, *, template: bool) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The sentences of one file with their context: a pair when there is a singular and a plural.

    >>> list(messages_in("print(_('Dag'), ngettext('%d dag', '%d dagen', 3))", template=False))
    [('Dag', None), (('%d dag', '%d dagen'), None)]
    >>> list(messages_in("{% if a %}{% translate 'Zoek' %}{% endif %}", template=True))
    [('Zoek', None)]
    """
    for name, given in template_calls(text) if template else python_calls(text):
        read = read_arguments(name, given)
        if read is not None:
            yield read


def template_calls(text: str) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """What a template asks gettext for, as Django itself rewrites its tags into calls."""
    # The words between the tags come back as rows of X, indented as they were; Python would stumble on that.
    rows = "\n".join(line.strip() for line in str(templatize(text)).splitlines())
    for _line, name, given, _comments in extract_python(io.BytesIO(rows.encode()), KEYWORDS, [], {}):
        yield str(name), (given,) if isinstance(given, str) else tuple(given or ())


def python_calls(text: str) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """What a module asks gettext for, in the order of its lines; also inside an f-string, where a scan of
    tokens would see one string only."""
    names = {name: name for name in KEYWORDS}
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {each.asname: each.name for each in node.names if each.asname and each.name in KEYWORDS}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in KEYWORDS and node.args:
                found.append(
                    (node.lineno, node.col_offset, called, tuple(literal(each) for each in node.args))
                )
    for _line, _column, called, given in sorted(found, key=lambda each: each[:2]):
        yield names[called], given


def literal(node: ast.expr) -> str | None:
    """The text that an argument writes out; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def read_arguments(
    name: str, given: tuple[str | None, ...]
) -> tuple[str | tuple[str, str], str | None] | None:
    """The sentence in the arguments of one call, with its context; None when it is not written out there."""
    context = None
    words: list[str] = []
    for each in KEYWORDS[name] or (1,):
        place = each if isinstance(each, int) else each[0]
        word = given[place - 1] if place <= len(given) else None
        if not word:
            return None
        if isinstance(each, int):
            words.append(word)
        else:
            context = word
    return (words[0] if len(words) == 1 else (words[0], words[1])), context


def extracted(root: Path = ROOT, folder: Path = SOURCE) -> Catalog:
    """Every sentence of the source, with the files it stands in."""
    catalogue = new_catalogue()
    for path in sources(folder):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(root).as_posix()
        for sentence, context in messages_in(text, template=path.suffix != ".py"):
            catalogue.add(sentence, locations=[(where, 0)], context=context)
    return catalogue


def kept(path: Path = PO) -> Catalog:
    """The catalogue as it is kept; empty when there is none yet."""
    if not path.exists():
        return new_catalogue()
    with path.open("rb") as file:
        return read_po(file, locale="en")


def updated(source: Catalog, before: Catalog) -> Catalog:
    """The sentences of the source with the translations there were; nothing is guessed, nothing old stays."""
    after = new_catalogue()
    for message in source:
        if not message.id:
            continue
        old = before.get(message.id, message.context)
        same = old is not None and old.id == message.id
        after.add(
            message.id,
            old.string if same and old is not None else None,
            locations=sorted(set(message.locations)),
            flags=message.flags - {"fuzzy"},
            user_comments=old.user_comments if same and old is not None else (),
            context=message.context,
        )
    return after


def as_po(catalogue: Catalog) -> bytes:
    """The text of a .po: sorted by sentence, with files and no line numbers, so that a change shows as one."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """What gettext reads at run time; a doubtful translation is left out."""
    out = io.BytesIO()
    write_mo(out, catalogue, use_fuzzy=False)
    return out.getvalue()


def faults(source: Catalog, catalogue: Catalog) -> list[str]:
    """Everything that keeps the English pages from being complete, one sentence each."""
    found = []
    for message in source:
        if not message.id:
            continue
        found += dutch_faults(message)
        translation = catalogue.get(message.id, message.context)
        if translation is None or translation.id != message.id:
            found.append(f"{quoted(message)}: not in the catalogue; run update")
        else:
            found += translation_faults(translation)
    known = {(message.id, message.context) for message in source}
    found += [
        f"{quoted(message)}: no longer in the source; run update"
        for message in [*catalogue, *catalogue.obsolete.values()]
        if message.id and (message.id, message.context) not in known
    ]
    return found


def dutch_faults(message: Message) -> list[str]:
    """A sentence in the source that is English already."""
    spoken = " ".join(PLACEHOLDER.sub("", TAG.sub("", each)) for each in forms(message.id))
    foreign = sorted({found[0].lower() for found in ENGLISH.finditer(spoken)})
    return (
        [f"{quoted(message)}: the sentence in the source must be Dutch, found {foreign}"] if foreign else []
    )


def translation_faults(message: Message) -> list[str]:
    """What is wrong with one translation: empty, doubtful, the Dutch again, other placeholders or other tags."""
    found = []
    originals = forms(message.id)
    translations = forms(message.string)
    if len(translations) < len(originals) or not all(translations):
        return [f"{quoted(message)}: no English"]
    if message.fuzzy:
        found.append(f"{quoted(message)}: marked as doubtful; look at it and remove the mark")
    for original, translation in zip(originals, translations, strict=True):
        if original == translation and original not in ALIKE and SPOKEN.search(PLACEHOLDER.sub("", original)):
            found.append(f"{quoted(message)}: the English is the Dutch again")
        for what, pattern in (("placeholders", PLACEHOLDER), ("tags", TAG)):
            wanted, there = sorted(pattern.findall(original)), sorted(pattern.findall(translation))
            if wanted != there:
                found.append(f"{quoted(message)}: {what} {there} in English, {wanted} in Dutch")
        before = original[: len(original) - len(original.lstrip())]
        after = original[len(original.rstrip()) :]
        if not (translation.startswith(before) and translation.endswith(after)):
            found.append(f"{quoted(message)}: white space at the edges differs")
    return found


def forms(text: object) -> tuple[str, ...]:
    """The forms of a sentence: one, or singular and plural."""
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)


def quoted(message: Message) -> str:
    """A sentence, so short that a list of them can be read, with the first file it stands in."""
    first = forms(message.id)[0]
    where = f" ({message.locations[0][0]})" if message.locations else ""
    return f'"{first[:70]}{"..." if len(first) > 70 else ""}"{where}'


def main(arguments: list[str]) -> int:
    """Run one of the three; 0 when it went well, 1 when `check` found something, 2 for a word it does not know."""
    if arguments == ["update"]:
        after = updated(extracted(), kept())
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(as_po(after))
        waiting = sum(1 for message in after if message.id and not all(forms(message.string)))
        print(f"{len(after)} sentences, {waiting} without English")
        return 0
    if arguments == ["compile"]:
        MO.write_bytes(as_mo(kept()))
        print(f"{MO.relative_to(ROOT)}: {MO.stat().st_size} bytes")
        return 0
    if arguments == ["check"]:
        found = faults(extracted(), kept())
        if not found and (not MO.exists() or MO.read_bytes() != as_mo(kept())):
            found = ["the .mo is not what the .po compiles to; run compile"]
        print("\n".join(found) if found else "complete")
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
