"""What supervisors and those who talk with provinces type."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regietafel.core.escalation.ladder import Ladder
from regietafel.core.escalation.procedure import DecisionKind, Position
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words

CHOICES = {
    DecisionKind.TAKE: gettext_lazy("een trede zetten"),
    DecisionKind.DECLINE: gettext_lazy("het voorstel niet volgen"),
    DecisionKind.FREEZE: gettext_lazy("bevriezen: het tekort is verschoonbaar"),
    DecisionKind.DOWN: gettext_lazy("een trede terug"),
}


class DecisionForm(forms.Form):
    """What is decided about a municipality, to which step, until when, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat besluit u?"), widget=forms.RadioSelect)
    to = forms.TypedChoiceField(
        label=gettext_lazy("Welke trede?"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Alleen bij een trede zetten of een trede terug."),
    )
    until = DayField(
        gettext_lazy("Tot wanneer?"),
        required=False,
        help_text=gettext_lazy("De termijn die de gemeente krijgt, of de dag tot wanneer u bevriest."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ground = forms.CharField(
        label=gettext_lazy("Grond om een trede over te slaan"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Nodig als u een trede overslaat of als de cijfers de trede niet dragen."),
    )
    urgent = forms.BooleanField(
        label=gettext_lazy("Het heeft spoed: de lopende termijn wordt niet afgewacht"), required=False
    )

    def __init__(self, *args: object, ladder: Ladder, position: Position, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [
            kind
            for kind in DecisionKind
            if position.number or kind in (DecisionKind.TAKE, DecisionKind.DECLINE)
        ]
        self.fields["kind"].choices = [(kind.value, CHOICES[kind]) for kind in kinds]  # type: ignore[attr-defined]
        steps = [("", _("kies een trede")), ("0", _("0: van de ladder af"))]
        steps += [(str(rung.number), f"{rung.number}: {words(rung.title)}") for rung in ladder.rungs]
        self.fields["to"].choices = steps  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A step for what needs one, a day for an excuse."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind in (DecisionKind.TAKE.value, DecisionKind.DOWN.value) and cleaned.get("to") is None:
            self.add_error("to", gettext_lazy("Kies een trede."))
        if kind == DecisionKind.FREEZE.value and cleaned.get("until") is None and "until" not in self.errors:
            self.add_error("until", gettext_lazy("Geef de dag tot wanneer u bevriest."))
        return cleaned


class TalkForm(forms.Form):
    """When a talk with a province is, and why."""

    planned_on = DayField(gettext_lazy("Op welke dag?"))
    ground = forms.CharField(
        label=gettext_lazy("Waarom dit gesprek?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OutcomeForm(forms.Form):
    """What came of a talk, and what follows."""

    outcome = forms.CharField(
        label=gettext_lazy("Wat kwam eruit?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    follow_up = forms.CharField(
        label=gettext_lazy("Wat gebeurt er nu, door wie en wanneer?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
