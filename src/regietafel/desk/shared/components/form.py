"""Forms: a summary of errors at the top, the error at the field, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    NumberInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.utils.translation import gettext, ngettext

from regietafel.desk.shared.components.markup import Component, escape, symbol


@dataclass(frozen=True)
class FormFields(Component):
    """All fields of a Django form with their errors; the template adds form tag, token and button."""

    form: BaseForm

    def markup(self) -> str:
        """Error summary, hidden fields, visible fields."""
        hidden = "".join(str(field) for field in self.form.hidden_fields())
        shown = "".join(FormField(field).markup() for field in self.form.visible_fields())
        return f"{ErrorSummary(self.form).markup()}{hidden}{shown}"


@dataclass(frozen=True)
class ErrorSummary(Component):
    """What is wrong, at the top, each with a link to its field; nothing when all is well."""

    form: BaseForm

    def markup(self) -> str:
        """An alert that gets the focus (with a script)."""
        if not self.form.is_bound or not self.form.errors:
            return ""
        points = [f"<li>{escape(error)}</li>" for error in self.form.non_field_errors()]
        for field in self.form:
            points.extend(
                f'<li><a class="nl-link" href="#{field.id_for_label or field.auto_id}">{escape(field.label)}: {escape(error)}</a></li>'
                for error in field.errors
            )
        count = len(points)
        title = ngettext("Er is %(count)s fout.", "Er zijn %(count)s fouten.", count) % {"count": count}
        kept = gettext("Wat u invulde, staat er nog. Er is niets opgeslagen.")
        return (
            f'<div class="utrecht-alert utrecht-alert--error" role="alert" tabindex="-1" data-errors>{symbol("error")}'
            f'<div class="utrecht-alert__content"><p class="notice-title">{title}</p><p>{kept}</p>'
            f"<ul>{''.join(points)}</ul></div></div>"
        )


@dataclass(frozen=True)
class FormField(Component):
    """One field: label, help, error, input. A single checkbox stands before its label; a group is a fieldset."""

    field: BoundField

    def markup(self) -> str:
        """A form field of the NL Design System."""
        field, widget = self.field, self.field.field.widget
        if isinstance(widget, NumberInput):
            # A number field of the browser drops what is no number; nothing typed may be lost.
            widget.input_type, widget.attrs["inputmode"] = "text", "numeric"
        errors = "".join(f"<span>{escape(error)}</span>" for error in field.errors)
        name = field.auto_id or field.html_name
        described = [f"{name}_helptext"] if field.help_text else []
        if errors:
            described.append(f"{name}_error")
        attributes: dict[str, str] = {}
        if described:
            attributes["aria-describedby"] = " ".join(described)
        if errors:
            attributes["aria-invalid"] = "true"
        control = field.as_widget(attrs={**attributes, **_classes(field, bool(errors))})
        hint = (
            f'<p class="hint" id="{name}_helptext">{escape(field.help_text)}</p>' if field.help_text else ""
        )
        fault = f'<p class="field-error" id="{name}_error">{symbol("error")}{errors}</p>' if errors else ""
        invalid = " utrecht-form-field--invalid" if errors else ""
        optional = (
            "" if field.field.required else f' <span class="optional">({gettext("niet verplicht")})</span>'
        )
        label = escape(field.label)
        if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
            return (
                f'<fieldset class="utrecht-form-field{invalid}"><legend class="utrecht-form-label">{label}{optional}'
                f"</legend>{hint}{fault}{control}</fieldset>"
            )
        tag = f'<label class="utrecht-form-label" for="{field.id_for_label}">{label}{optional}</label>'
        if isinstance(widget, CheckboxInput):
            return f'<div class="utrecht-form-field check{invalid}">{fault}<p>{control}{tag}</p>{hint}</div>'
        return f'<div class="utrecht-form-field{invalid}">{tag}{hint}{fault}{control}</div>'


def _classes(field: BoundField, wrong: bool) -> dict[str, str]:
    widget = field.field.widget
    if isinstance(widget, (CheckboxInput, CheckboxSelectMultiple, RadioSelect)):
        return {}
    kind = "select" if isinstance(widget, Select) else "textbox"
    css = [f"utrecht-{kind}"]
    if kind == "select":
        css.append("utrecht-select--html-select")
    if wrong:
        css.append(f"utrecht-{kind}--invalid")
    if isinstance(widget, Textarea):
        css.append("long")
    return {"class": " ".join([*css, widget.attrs.get("class", "")]).strip()}
