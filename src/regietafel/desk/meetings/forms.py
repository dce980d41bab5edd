"""What users type about meetings: a plan, a written round, a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regietafel.core.meetings.written_round import REPLY_WORDS, SILENCE_WORDS
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words

NO_TIME = {"invalid": gettext_lazy("Dit is geen tijd. Schrijf bijvoorbeeld 14:00.")}


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=NO_TIME,
    )


class WhenForm(forms.Form):
    """Day, time and place of a meeting."""

    day = DayField(gettext_lazy("Dag"))
    starts = _time(gettext_lazy("Begin"))
    ends = _time(gettext_lazy("Einde"))
    place = forms.CharField(label=gettext_lazy("Plaats"), required=False, max_length=200)


class PlanForm(WhenForm):
    """A meeting, or a series when a rhythm is given."""

    table = forms.ChoiceField(label=gettext_lazy("Tafel"))
    every = forms.IntegerField(
        label=gettext_lazy("Herhaal elke"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=gettext_lazy("Leeg: één vergadering."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Weken of maanden"), required=False)
    until = DayField(
        gettext_lazy("Herhaal tot"),
        required=False,
        help_text=gettext_lazy("De eerste dag waarop de reeks niet meer geldt."),
    )
    field_order = ["table", "day", "starts", "ends", "place", "every", "unit", "until"]

    def __init__(self, *args: Any, tables: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        table, unit = self.fields["table"], self.fields["unit"]
        assert isinstance(table, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101 - declared above
        table.choices = list(tables)
        unit.choices = [("weeks", _("weken")), ("months", _("maanden"))]

    def clean(self) -> dict[str, Any]:
        """A series needs an end after its first day."""
        given = super().clean() or self.cleaned_data
        day, until = given.get("day"), given.get("until")
        if given.get("every") and not until:
            self.add_error("until", _("Geef de dag tot wanneer de reeks loopt."))
        elif isinstance(day, date) and isinstance(until, date) and until <= day:
            self.add_error("until", _("Kies een dag na de eerste vergadering."))
        return given


class RoundForm(forms.Form):
    """A question to decide in writing."""

    table = forms.ChoiceField(label=gettext_lazy("Tafel"))
    question = forms.CharField(
        label=gettext_lazy("Waarover besluit de tafel?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    asked = forms.MultipleChoiceField(
        label=gettext_lazy("Wie wordt gevraagd?"), widget=forms.CheckboxSelectMultiple
    )
    term = DayField(gettext_lazy("Antwoorden kan tot en met"))
    silence = forms.ChoiceField(
        label=gettext_lazy("Wat betekent zwijgen?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Dit geldt voor iedereen en staat bij de vraag."),
    )

    def __init__(
        self,
        *args: Any,
        tables: Sequence[tuple[str, str]],
        partners: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "table": list(tables),
            "asked": list(partners),
            "silence": [(key, words(said)) for key, said in SILENCE_WORDS.items()],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = options


class ReplyForm(forms.Form):
    """What a partner answers in a written round."""

    partner = forms.ChoiceField(label=gettext_lazy("Namens"))
    reply = forms.ChoiceField(label=gettext_lazy("Antwoord"), widget=forms.RadioSelect)
    remark = forms.CharField(
        label=gettext_lazy("Opmerking"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, partners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partner, reply = self.fields["partner"], self.fields["reply"]
        assert isinstance(partner, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(reply, forms.ChoiceField)  # noqa: S101 - declared above
        partner.choices = list(partners)
        reply.choices = [(key, words(said)) for key, said in REPLY_WORDS.items()]
