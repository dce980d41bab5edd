"""What users type about mandates: a mandate with its limits, a use, a withdrawal, a remark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.mandate import Condition, Mandate
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words


class GrantForm(forms.Form):
    """A mandate: from whom to whom, for what, within which limits."""

    giver = forms.ChoiceField(label=gettext_lazy("Welke tafel geeft het mandaat?"))
    holder = forms.ChoiceField(label=gettext_lazy("Wie krijgt het?"))
    kind = forms.ChoiceField(label=gettext_lazy("Waarvoor?"))
    subject = forms.CharField(
        label=gettext_lazy("Over welk onderwerp?"),
        max_length=120,
        help_text=gettext_lazy("Zoals taakstelling 2023-I."),
    )
    start = DayField(gettext_lazy("Vanaf"))
    last = DayField(
        gettext_lazy("Tot en met"), required=False, help_text=gettext_lazy("De laatste dag waarop het geldt.")
    )
    at_most = forms.IntegerField(
        label=gettext_lazy("Hoe vaak hoogstens?"),
        required=False,
        help_text=gettext_lazy("Een mandaat heeft een einde, een aantal keer of een voorwaarde."),
    )
    only_after = DayField(gettext_lazy("Pas te gebruiken vanaf"), required=False)
    must = forms.CharField(
        label=gettext_lazy("Wat moet zo zijn?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Eén voorwaarde op een regel."),
    )
    must_not = forms.CharField(
        label=gettext_lazy("Wat mag niet zo zijn?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Eén voorwaarde op een regel."),
    )
    report_days = forms.IntegerField(
        label=gettext_lazy("Binnen hoeveel dagen melden?"),
        required=False,
        help_text=gettext_lazy("Leeg: op de volgende vergadering van de gever."),
    )
    may_pass_on = forms.BooleanField(label=gettext_lazy("Het mag worden doorgegeven"), required=False)
    parent = forms.ChoiceField(label=gettext_lazy("Doorgegeven onder mandaat"), required=False)
    public = forms.BooleanField(label=gettext_lazy("Iedereen mag dit mandaat zien"), required=False)
    origin = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        givers: Sequence[tuple[str, str]],
        holders: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]],
        parents: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "giver": givers,
            "holder": holders,
            "kind": kinds,
            "parent": [("", _("geen: de handeling is van de tafel zelf")), *parents],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = list(options)
        if not parents:
            del self.fields["parent"]

    def clean(self) -> dict[str, Any]:
        """An end lies on or after the start."""
        given = super().clean() or self.cleaned_data
        start, last = given.get("start"), given.get("last")
        if start and last and last < start:
            self.add_error("last", _("De laatste dag ligt voor de eerste. Kies een latere dag."))
        return given

    @property
    def mandate(self) -> Mandate:
        """What was filled in; only after `is_valid`."""
        given = self.cleaned_data
        until = given["last"] + timedelta(days=1) if given["last"] else None
        return Mandate(
            key="",
            giver=given["giver"],
            holder=given["holder"],
            kind=ActKind(given["kind"]),
            subject=given["subject"],
            valid=DateRange(given["start"], until),
            at_most=given["at_most"],
            only_after=given["only_after"],
            conditions=tuple(_conditions(given)),
            may_pass_on=given["may_pass_on"],
            parent=given.get("parent", ""),
            report_days=given["report_days"],
        )


class UseForm(forms.Form):
    """An act under a mandate: when, what is reported, and that each condition is met."""

    done_on = DayField(gettext_lazy("Wanneer is het gedaan?"))
    report = forms.CharField(
        label=gettext_lazy("Wat meldt u aan de gever?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    met = forms.MultipleChoiceField(
        label=gettext_lazy("Is hieraan voldaan?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, conditions: Iterable[Condition] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(each.key, condition_said(each)) for each in conditions]
        field = self.fields["met"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = listed
        if not listed:
            del self.fields["met"]


class WithdrawForm(forms.Form):
    """From which day a mandate no longer holds, and why."""

    withdrawn_from = DayField(gettext_lazy("Vanaf welke dag geldt het niet meer?"))
    reason = forms.CharField(
        label=gettext_lazy("Reden"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def condition_said(condition: Condition) -> str:
    """A condition as a sentence: what must be so, or must not."""
    pattern = _("Het is zo: %(text)s") if condition.must else _("Het is niet zo: %(text)s")
    return pattern % {"text": words(condition.text)}


def _conditions(given: dict[str, Any]) -> Iterable[Condition]:
    for name, must in (("must", True), ("must_not", False)):
        lines = [line.strip() for line in given[name].splitlines() if line.strip()]
        yield from (Condition(f"{name}-{n}", must, Text(line, line)) for n, line in enumerate(lines, start=1))
