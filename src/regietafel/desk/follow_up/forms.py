"""Forms to take a step, to add an item, to send a delegate, and to speak on the short line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regietafel.core.follow_up.items import STATE_TITLES, Kind, State
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words


class StepForm(forms.Form):
    """The next state, the day, and why."""

    to = forms.ChoiceField(label=_("Nieuwe stand"), widget=forms.RadioSelect)
    on = DayField(_("Op welke dag?"))
    reason = forms.CharField(
        label=_("Toelichting of antwoord"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, kind: Kind, states: Sequence[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(each.value, words(STATE_TITLES[each])) for each in states]  # type: ignore[attr-defined]
        if kind is Kind.REQUEST and State.GRANTED in states:
            self.fields["result_title"] = forms.CharField(
                label=_("Maatregel die eruit komt"), required=False, max_length=300
            )
            self.fields["result_address"] = forms.URLField(
                label=_("Webadres van die maatregel"), required=False, max_length=500, assume_scheme="https"
            )


class ItemForm(forms.Form):
    """An action or request: what, who, for which tables, until when."""

    text = forms.CharField(
        label=_("Wat moet er gebeuren?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    raised_by = forms.ChoiceField(label=_("Namens wie?"))
    owner = forms.ChoiceField(label=_("Wie is aan zet?"))
    tables = forms.MultipleChoiceField(
        label=_("Welke tafels volgen dit?"), widget=forms.CheckboxSelectMultiple
    )
    raised_on = DayField(_("Wanneer ingebracht?"))
    opens = DayField(_("Niet vóór"), required=False, help_text=_("Alleen als het pas vanaf een dag mag."))
    due = DayField(
        _("Uiterlijk"),
        required=False,
        help_text=_("Leeg: er is geen termijn afgesproken. Dat staat er dan bij."),
    )
    deliverable = forms.CharField(label=_("Wat wordt er opgeleverd?"), required=False, max_length=120)
    detail = forms.CharField(
        label=_("Toelichting"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        raisers: Sequence[tuple[str, str]],
        owners: Sequence[tuple[str, str]],
        tables: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raised_by"].choices = [*([("", "–")] if len(raisers) > 1 else []), *raisers]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "–"), *owners]  # type: ignore[attr-defined]
        self.fields["tables"].choices = list(tables)  # type: ignore[attr-defined]


class DelegateForm(forms.Form):
    """Which office of the State goes to which provincial table."""

    table = forms.ChoiceField(label=_("Naar welke PRT?"))
    office = forms.ChoiceField(label=_("Wie gaat erheen?"))

    def __init__(
        self,
        *args: Any,
        tables: Sequence[tuple[str, str]],
        offices: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [("", "–"), *tables]  # type: ignore[attr-defined]
        self.fields["office"].choices = [("", "–"), *offices]  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Which delegate does not go after all."""

    withdraw = forms.ChoiceField(label=_("Wie gaat toch niet?"))

    def __init__(self, *args: Any, going: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["withdraw"].choices = [("", "–"), *going]  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    """A word up or down the short line."""

    text = forms.CharField(label=_("Bericht"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
