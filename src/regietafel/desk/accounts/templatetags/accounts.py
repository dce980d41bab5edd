"""Form fields and words about people, in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.utils.translation import get_language

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.person import KIND_TITLES, ROLE_TITLES, OrganisationKind, RoleName

register = template.Library()


@register.inclusion_tag("accounts/field.html")
def form_field(field: BoundField, label: str = "", hint: bool = True) -> dict[str, Any]:
    """One field with its label above, its hint (unless told not to), its errors, and the control tied to both."""
    about = []
    if hint and field.help_text:
        about.append(f"{field.auto_id}-uitleg")
    if field.errors:
        about.append(f"{field.auto_id}-fout")
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    attrs: dict[str, Any] = {"class": _class_of(widget)}
    if about:
        attrs["aria-describedby"] = " ".join(about)
    if field.errors:
        attrs["aria-invalid"] = "true"
    checkbox = isinstance(widget, CheckboxInput)
    return {
        "field": field,
        "label": label or field.label,
        "hint": field.help_text if hint else "",
        "control": field.as_widget(attrs=attrs),
        "checkbox": checkbox,
    }


def _class_of(widget: object) -> str:
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return "utrecht-select utrecht-select--html-select" if isinstance(widget, Select) else "utrecht-textbox"


@register.filter
def role_title(role: RoleName) -> str:
    """A role in words."""
    return _spoken(ROLE_TITLES[role])


@register.filter
def kind_title(kind: OrganisationKind) -> str:
    """A kind of organisation in words."""
    return _spoken(KIND_TITLES[kind])


def _spoken(text: Text) -> str:
    return text.in_language(get_language() or "nl")
