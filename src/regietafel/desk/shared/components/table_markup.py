"""The markup of a table. Each column gets its writer once; a cell is then one call."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, ngettext

from regietafel.desk.shared import notation
from regietafel.desk.shared.components.markup import Component, escape
from regietafel.desk.shared.components.table_rows import Column, Rows
from regietafel.desk.shared.components.table_state import FILTER, PAGE
from regietafel.desk.shared.notation import UNKNOWN

TALL = 30  # rows from which a table scrolls inside its own frame, so that its header stays in view


def table_markup(table: Rows[Any]) -> str:
    """The whole component."""
    rows, page, pages = table.shown()
    found, everything = table.counts() if pages > 1 or table.part else (len(rows), len(table.rows))
    element = table.state.element
    caption = escape(notation.words(table.caption))
    hidden = "" if table.show_caption else ' class="hidden"'
    tall = " tall" if len(rows) >= TALL else ""
    note = f'<p class="hint">{escape(notation.words(table.note))}</p>' if table.note else ""
    stacked = " stacked" if table.stacked else ""
    described = f' aria-describedby="{table.described_by}"' if table.described_by else ""
    body = _body(table, rows) if rows else _nothing(table)
    return (
        f'<section class="table" id="{element}">{_tools(table)}'
        f'<div id="{element}-rijen" class="table-rows"><p class="count" role="status">{_count(table, found, everything)}</p>'
        f'<div class="scroll{tall}" tabindex=0 role=region aria-labelledby="{element}-titel">'
        f'<table class="data{stacked}"{described}><caption id="{element}-titel"{hidden}><span>{caption}</span></caption>'
        f"<thead><tr>{''.join(_head(table, column) for column in table.columns)}</tr></thead>"
        f"{_total(table)}<tbody>{body}</tbody></table></div>{_pages(table, page, pages)}</div>"
        f"{note}{_downloads(table)}</section>"
    )


def _head(table: Rows[Any], column: Column[Any]) -> str:
    right = " class=n" if column.right else ""
    unit = f' <span class="unit">{escape(notation.words(column.unit))}</span>' if column.unit else ""
    label = escape(notation.words(column.label))
    if not column.sortable:
        return f"<th scope=col{right}>{label}{unit}</th>"
    state = table.state
    here = state.sort == column.key
    order = f" aria-sort={'descending' if state.descending else 'ascending'}" if here else ""
    after = state.sorted_by(column.key, numeric=column.right)
    href = escape(after.href())
    return (
        f'<th scope=col{right}{order}><a id="{state.element}-op-{column.key}" href="{href}#{state.element}"'
        f' {_swap(state.element, href)} hx-push-url="true">{label}{unit}<span class="order" aria-hidden="true">'
        f"</span></a></th>"
    )


def _swap(element: str, href: str) -> str:
    return f'hx-get="{href}" hx-target="#{element}" hx-select="#{element}" hx-swap="outerHTML"'


_EMPTY = re.compile(f">(?={UNKNOWN}(?:<td|$))")
"""The end of a cell's tag before a dash: on a small screen, where each cell has its own line, that line can go."""


def _body(table: Rows[Any], rows: list[Any]) -> str:
    first, *rest = [_writer(table, column) for column in table.columns]
    tags = [_cell(table, column) for column in table.columns[1:]]
    cells = list(zip(tags, rest, strict=True))
    own = table.own
    end = "</tr>" if table.stacked else ""
    lines = []
    for row in rows:
        start = "<tr class=own>" if own and own(row) else "<tr>"
        line = "".join([f"{tag}{write(row)}" for tag, write in cells])
        if table.stacked:
            line = _EMPTY.sub(" data-none>", line)
        lines.append(f"{start}<th scope=row>{first(row)}{line}{end}")
    return "\n".join(lines)


def _cell(table: Rows[Any], column: Column[Any]) -> str:
    """The start of a cell; in a stacked table with the name of its column, which stands before it there."""
    unit = f" ({notation.words(column.unit)})" if column.unit else ""
    named = f' data-column="{escape(notation.words(column.label) + unit)}"' if table.stacked else ""
    return f"<td class=n{named}>" if column.right else f"<td{named}>"


def _total(table: Rows[Any]) -> str:
    if table.total is None:
        return ""
    return f"<tbody class=total>{_body(table, [table.total])}</tbody>"


def _nothing(table: Rows[Any]) -> str:
    if table.state.filter or any(table.state.choices.values()):
        said = gettext("Geen enkele rij past bij wat u zoekt.")
        href = escape(table.state.cleared().href())
        way = f' <a class="nl-link" href="{href}#{table.state.element}">{gettext("Toon alles")}</a>'
    else:
        said, way = escape(notation.words(table.empty) or gettext("Nog geen gegevens.")), ""
    return f'<tr><td class="nothing" colspan="{len(table.columns)}">{said}{way}</td></tr>'


def _writer(table: Rows[Any], column: Column[Any]) -> Callable[[Any], str]:
    """How one column writes the cell of a row."""
    value, show, language = column.value, column.show, notation.language()
    digits, sign = column.digits, column.signed

    def number(row: Any) -> str:
        held = value(row)
        if held is None:
            return UNKNOWN
        plus = "+" if sign and held > 0 else ""
        return plus + notation.written(held, digits, language)

    def share(row: Any) -> str:
        held = value(row)
        return UNKNOWN if held is None else notation.written_share(held, digits or 1, language)

    def anything(row: Any) -> str:
        held = show(row) if show else value(row)
        if isinstance(held, Component):
            return held.markup()
        return escape(held if hasattr(held, "__html__") else notation.plain(held))

    written = anything if show or not column.right else share if column.share else number
    if column.href is None:
        return written
    address, moment = column.href, table.state.moment

    def linked(row: Any) -> str:
        target = address(row)
        if not target:
            return written(row)
        return f'<a href="{escape(target if moment.is_now else moment.on(target))}">{written(row)}</a>'

    return linked


def _count(table: Rows[Any], found: int, everything: int) -> str:
    if not table.filtered and not table.choices:
        return ""
    if found == everything:
        return ngettext("%(count)s rij", "%(count)s rijen", found) % {"count": notation.number(found)}
    values = {"found": notation.number(found), "count": notation.number(everything)}
    return gettext("%(found)s van %(count)s rijen") % values


def _tools(table: Rows[Any]) -> str:
    if not table.filtered and not table.choices:
        return ""
    state = table.state
    rows = f"{state.element}-rijen"
    names = tuple(choice.key for choice in table.choices)
    kept = "".join(
        f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
        for key, value in state.parameters(without=(FILTER, PAGE, *names))
    )
    fields = []
    if table.filtered:
        fields.append(
            f'<label for="{state.element}-zoek">{gettext("Zoek in de tabel")}</label>'
            f'<input class="utrecht-textbox" type="search" id="{state.element}-zoek"'
            f' name="{state.prefix}{FILTER}" value="{escape(state.filter)}" autocomplete="off" maxlength="100">'
        )
    fields.extend(_choice(table, place) for place in range(len(table.choices)))
    shown = "".join(f'<p class="tool">{field}</p>' for field in fields)
    return (
        f'<form class="table-tools" method="get" action="{escape(state.path)}#{state.element}" role="search"'
        f' hx-get="{escape(state.path)}" hx-trigger="input delay:250ms, submit" hx-target="#{rows}"'
        f' hx-select="#{rows}" hx-swap="outerHTML" hx-replace-url="true" hx-sync="this:replace">{kept}{shown}'
        f'<p class="tool go"><button class="utrecht-button utrecht-button--secondary-action" type="submit">'
        f"{gettext('Toon')}</button></p></form>"
    )


def _choice(table: Rows[Any], place: int) -> str:
    choice, state = table.choices[place], table.state
    chosen = state.choices.get(choice.key, "")
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(notation.words(label))}'
        for value, label in choice.options
    )
    element = f"{state.element}-{choice.key}"
    return (
        f'<label for="{element}">{escape(notation.words(choice.label))}</label><select class="utrecht-select '
        f'utrecht-select--html-select" id="{element}" name="{state.prefix}{escape(choice.key)}">'
        f'<option value="">{gettext("alle")}{options}</select>'
    )


def _pages(table: Rows[Any], page: int, pages: int) -> str:
    if pages == 1:
        return ""
    state = table.state
    said = gettext("Pagina %(page)s van %(pages)s") % {"page": page, "pages": pages}

    def way(target: int, label: str, rel: str) -> str:
        if not 1 <= target <= pages:
            return f'<span class="way off">{label}</span>'
        href = escape(state.at_page(target).href())
        return (
            f'<a class="way" rel="{rel}" href="{href}#{state.element}" {_swap(state.element, href)}'
            f' hx-push-url="true">{label}</a>'
        )

    return (
        f'<nav class="pages" aria-label="{escape(notation.words(table.caption))}: {gettext("bladeren")}">'
        f"{way(page - 1, gettext('Vorige'), 'prev')}<span>{said}</span>{way(page + 1, gettext('Volgende'), 'next')}</nav>"
    )


def _downloads(table: Rows[Any]) -> str:
    if not table.downloads:
        return ""
    links = " ".join(
        f'<a class="nl-link" href="{escape(table.state.on(each.href))}" download>{escape(each.label)}</a>'
        for each in table.downloads
    )
    return f'<p class="downloads"><span>{gettext("Download deze tabel:")}</span> {links}</p>'
