"""What users type about figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from regietafel.core.figures.approval import LEVELS, Level
from regietafel.core.figures.indicators import INDICATORS, indicator
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.settle import settle
from regietafel.core.figures.sheet import Reading
from regietafel.core.figures.when import When, read_when

CHAINS: tuple[tuple[Level, ...], ...] = (
    (),
    ("national",),
    ("province",),
    ("province", "national"),
    ("municipality", "province", "national"),
)


def indicator_choices() -> list[tuple[str, str]]:
    """Every indicator by key and title."""
    language = get_language() or "nl"
    return [(key, known.title.in_language(language)) for key, known in INDICATORS.items()]


class UploadForm(forms.Form):
    """Which sheet, about what, from which source. The file stands last: what stands before it is never lost."""

    indicator = forms.ChoiceField(label=gettext_lazy("Wat is er geteld?"))
    source = forms.ChoiceField(
        label=gettext_lazy("Uit welke bron?"),
        help_text=gettext_lazy("Geldt voor rijen waarin het blad zelf geen bron noemt."),
    )
    period = forms.CharField(
        label=gettext_lazy("Periode of peildatum"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Alleen als het blad die niet noemt, bijvoorbeeld “oktober 2022” of 2022-10."),
    )
    cumulative_since = forms.DateField(
        label=gettext_lazy("Tellen de kolommen op? Vanaf welke dag"),
        required=False,
        help_text=gettext_lazy("Alleen bij kolommen “t/m” een maand, bijvoorbeeld 2022-07-01."),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": gettext_lazy("Dit is geen datum. Schrijf bijvoorbeeld 2022-07-01.")},
    )
    sheet = forms.CharField(
        label=gettext_lazy("Naam van het blad"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Alleen als het bestand meer bladen met een tabel heeft."),
    )
    file = forms.FileField(
        label=gettext_lazy("Het bestand"),
        allow_empty_file=True,
        help_text=gettext_lazy("CSV, XLSX, XLS of ODS, ten hoogste 20 MB. Er wordt nu nog niets opgeslagen."),
        error_messages={"required": gettext_lazy("Kies een bestand.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls,.ods"}),
    )

    def __init__(
        self, *args: object, sources: Sequence[tuple[str, str]], today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["indicator"].choices = indicator_choices()  # type: ignore[attr-defined]
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
        self._today = today

    def clean(self) -> dict[str, object]:
        """The period in the form that the indicator asks: a flow has a period, a stock a day."""
        cleaned = super().clean() or {}
        written, key = cleaned.get("period"), cleaned.get("indicator")
        cleaned["when"] = None
        if written and key:
            try:
                cleaned["when"] = self._when(str(written), str(key), cleaned.get("cumulative_since"))
            except CellRefused as refused:
                what, remedy = (
                    text.in_language(get_language() or "nl")
                    for text in (refused.what_text, refused.remedy_text)
                )
                self.add_error("period", f"{what[:1].upper()}{what[1:]}; {remedy}.")
        return cleaned

    def _when(self, written: str, key: str, since: object) -> When:
        reading = Reading(
            today=self._today, indicator=key, cumulative_since=since if isinstance(since, date) else None
        )
        return settle(read_when(written), indicator(key), reading)


class MotiveForm(forms.Form):
    """The reason that a confirmation has, or must have."""

    motive = forms.CharField(
        label=gettext_lazy("Reden"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, asked: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["motive"]
        # The action is the one that refuses, in its own words; the browser must not be ahead of it.
        field.required = asked
        field.widget.is_required = False
        field.help_text = (
            _("De waarschuwingen hierboven vragen om een reden. Die staat straks bij de cijfers.")
            if asked
            else _("Wat moet een lezer later weten over deze cijfers?")
        )


class RemarkForm(forms.Form):
    """What an approver says."""

    remark = forms.CharField(
        label=gettext_lazy("Opmerking"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Verplicht als u teruggeeft: wat moet er worden hersteld?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PreferenceForm(forms.Form):
    """Which source is used, and why."""

    source = forms.ChoiceField(label=gettext_lazy("Gebruik het cijfer van"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reden"),
        max_length=500,
        help_text=gettext_lazy("Waarom deze bron, en niet de andere? De reden staat bij het cijfer."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Geef de reden.")},
    )

    def __init__(self, *args: object, sources: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["source"].choices = sources  # type: ignore[attr-defined]


class ApprovalRuleForm(forms.Form):
    """Who approves deliveries of an indicator."""

    indicator = forms.ChoiceField(label=gettext_lazy("Cijfers over"))
    levels = forms.ChoiceField(label=gettext_lazy("Goedkeuring door"), widget=forms.RadioSelect)

    def __init__(self, *args: object, chains: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["indicator"].choices = indicator_choices()  # type: ignore[attr-defined]
        self.fields["levels"].choices = chains  # type: ignore[attr-defined]


def chain_key(levels: Sequence[str]) -> str:
    """Levels as one value of a form.

    >>> chain_key(("province", "national")), chain_key(())
    ('province+national', 'geen')
    """
    return "+".join(levels) or "geen"


def chain_of(key: str) -> tuple[str, ...]:
    """The levels behind a value of the form."""
    return tuple(level for level in key.split("+") if level in LEVELS)
