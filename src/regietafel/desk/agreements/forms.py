"""What users type about agreements and measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.promise import Basis, Dependency, Gauge, Path, Promise
from regietafel.desk.agreements.choices import Choices
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words

_ANY = {"invalid_choice": gettext_lazy("“%(value)s” is niet te kiezen. Kies er een uit de lijst.")}
_PARTY = {
    "required": gettext_lazy("Niemand belooft iets. Kies wie de afspraak nakomt."),
    "invalid_choice": gettext_lazy(
        "Er is geen organisatie of tafel “%(value)s” om te kiezen. Kies een die er is."
    ),
}
_GAUGE = ("indicator", "area", "target", "start", "gauge_best", "gauge_latest", "path")
MOST_GAUGES = 6


class ReasonField(forms.CharField):
    """Why something is changed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Waarom?"),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy("De reden staat bij de geschiedenis. Wat er stond, blijft te lezen."),
            **kwargs,
        )


class JudgementForm(forms.Form):
    """A judgement beside the meter: about the effort or the result, and why."""

    about = forms.ChoiceField(label=gettext_lazy("Waarover gaat uw oordeel?"), widget=forms.RadioSelect)
    opinion = forms.ChoiceField(label=gettext_lazy("Wat vindt u?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=2000,
        help_text=gettext_lazy("Iedereen kan dit lezen, met uw functie erbij."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = {"about": list(About), "opinion": list(Opinion)}
        for name, kinds in choices.items():
            self.fields[name].choices = [(one.value, words(one.words)) for one in kinds]  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    """What was promised: words, parties, terms, quantities and conditions. `gauges`: how many quantities fit in."""

    title = forms.CharField(
        label=gettext_lazy("Afspraak in één regel"),
        max_length=200,
        widget=forms.TextInput(attrs={"lang": "nl"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Wat is er afgesproken?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "nl"}),
    )
    owners = forms.MultipleChoiceField(
        label=gettext_lazy("Wie komt het na?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_PARTY,
    )
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("Wie zijn partij?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_PARTY,
    )
    latest = DayField(
        gettext_lazy("Uiterlijk op"),
        missing=gettext_lazy(
            "De afspraak heeft geen termijn. Geef de dag waarop hij uiterlijk is nagekomen."
        ),
    )
    best = DayField(gettext_lazy("Liefst op"), required=False)
    nature = forms.ChoiceField(
        label=gettext_lazy("Inspanning of resultaat?"),
        required=False,
        help_text=gettext_lazy("Is beloofd dat men het doet, of dat het er komt?"),
        error_messages=_ANY,
    )
    dependencies = forms.CharField(
        label=gettext_lazy("Hangt af van"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "nl"}),
        help_text=gettext_lazy(
            "Eén voorwaarde per regel: sleutel van de andere afspraak, dubbele punt, wat eerst moet. "
            "Zoals “2022-08-26-a3: gemeenten krijgen extra geld”."
        ),
    )

    def __init__(self, *args: Any, choices: Choices, gauges: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gauges = min(max(gauges, 1), MOST_GAUGES)
        self._offer("owners", choices.parties)
        self._offer("parties", choices.parties)
        self._offer(
            "nature", [("", gettext("niet gezegd")), *((one.value, words(one.words)) for one in About)]
        )
        for number in range(1, self.gauges + 1):
            self._add_gauge(number, choices)
        for name in ("dependencies", "reason"):
            if name in self.fields:
                self.fields[name] = self.fields.pop(name)  # after the quantities

    def _offer(self, name: str, pairs: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = list(pairs)  # type: ignore[attr-defined]

    def _add_gauge(self, number: int, choices: Choices) -> None:
        """The fields of one quantity; those of the second end in _2, as its faults do."""
        of = "" if number == 1 else f" {number}"
        end = "" if number == 1 else f"_{number}"
        named = {
            "indicator": forms.ChoiceField(
                label=gettext("Wat wordt geteld%(of)s?") % {"of": of},
                required=False,
                choices=[("", gettext("niets: alleen mensen oordelen")), *choices.indicators],
                help_text=gettext("De stand volgt uit de cijfers van deze indicator."),
                error_messages=_ANY,
            ),
            "area": forms.ChoiceField(
                label=gettext("In welk gebied%(of)s?") % {"of": of},
                required=False,
                choices=[("", "–"), *choices.areas],
                error_messages=_ANY,
            ),
            "target": forms.IntegerField(label=gettext("Hoeveel%(of)s?") % {"of": of}, required=False),
            "start": DayField(
                gettext("Telt vanaf%(of)s") % {"of": of},
                required=False,
                help_text=gettext("Leeg: vanaf de dag van de afspraak."),
            ),
            "gauge_best": DayField(gettext("Deze hoeveelheid liefst op%(of)s") % {"of": of}, required=False),
            "gauge_latest": DayField(
                gettext("Deze hoeveelheid uiterlijk op%(of)s") % {"of": of},
                required=False,
                help_text=gettext("Leeg: de termijn van de afspraak."),
            ),
            "path": forms.ChoiceField(
                label=gettext("Wat hoort er onderweg te zijn%(of)s?") % {"of": of},
                required=False,
                choices=[
                    (Path.GROW.value, gettext("een deel dat met de tijd groeit")),
                    (Path.HOLD.value, gettext("steeds alles")),
                ],
                error_messages=_ANY,
            ),
        }
        for name, field in named.items():
            self.fields[f"{name}{end}"] = field

    def clean_dependencies(self) -> tuple[Dependency, ...]:
        """The conditions, one on each line. A line without a colon is named."""
        found = []
        for line in self.cleaned_data["dependencies"].splitlines():
            key, colon, why = (part.strip() for part in line.partition(":"))
            if not line.strip():
                continue
            if not (colon and key and why):
                said = gettext(
                    "“%(line)s” heeft geen sleutel of geen voorwaarde. Schrijf: sleutel: wat eerst moet."
                )
                raise forms.ValidationError(said % {"line": line.strip()[:60]})
            found.append(Dependency(key, why))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """A quantity is whole: what is counted, where, and how many."""
        cleaned = super().clean() or {}
        wanted = {
            "indicator": gettext("Kies wat er wordt geteld."),
            "area": gettext("Kies een gebied."),
            "target": gettext("Geef een heel getal boven nul."),
        }
        for number in range(1, self.gauges + 1):
            end = "" if number == 1 else f"_{number}"
            typed = [f"{name}{end}" for name in wanted if self.data.get(self.add_prefix(f"{name}{end}"))]
            for name, said in wanted.items():
                field = f"{name}{end}"
                if typed and cleaned.get(field) in (None, "") and field not in self.errors:
                    self.add_error(field, said)
        return cleaned

    def promise(self, agreed_on: date | None) -> Promise:
        """What was typed, as far as it could be read."""
        given = self.cleaned_data
        nature = given.get("nature")
        return Promise(
            title=given.get("title", ""),
            text=given.get("text", ""),
            owners=tuple(given.get("owners", ())),
            parties=tuple(given.get("parties") or given.get("owners", ())),
            best=given.get("best"),
            latest=given.get("latest"),
            gauges=tuple(
                gauge
                for number in range(1, self.gauges + 1)
                if (gauge := self._gauge(number, agreed_on)) is not None
            ),
            dependencies=given.get("dependencies", ()),
            nature=About(nature) if nature else None,
        )

    def _gauge(self, number: int, agreed_on: date | None) -> Gauge | None:
        """A quantity of which anything was typed. Days that are left out are those of the agreement."""
        end = "" if number == 1 else f"_{number}"
        given = {name: self.cleaned_data.get(f"{name}{end}") for name in _GAUGE}
        if not given["indicator"] and given["target"] is None and not given["area"]:
            return None
        latest = given["gauge_latest"] or self.cleaned_data.get("latest") or agreed_on or date.max
        best = given["gauge_best"] or (None if given["gauge_latest"] else self.cleaned_data.get("best"))
        return Gauge(
            indicator=given["indicator"] or "",
            area=given["area"] or "",
            target=given["target"] or 0,
            start=given["start"] or agreed_on or date.min,
            best=best or latest,
            latest=latest,
            path=Path(given["path"] or Path.GROW),
        )


class NewAgreementForm(PromiseForm):
    """A new agreement: also at which table, when, from which source, and on what it rests."""

    table = forms.ChoiceField(label=gettext_lazy("Aan welke tafel?"), error_messages=_ANY)
    agreed_on = DayField(gettext_lazy("Op welke dag afgesproken?"))
    source = forms.ChoiceField(label=gettext_lazy("Waar staat het?"), error_messages=_ANY)
    basis = forms.ChoiceField(label=gettext_lazy("Wettelijk of bestuurlijk?"), error_messages=_ANY)
    origin = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    field_order = ("table", "agreed_on", "source", "basis", "title", "text", "nature")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self._offer("table", choices.tables if len(choices.tables) == 1 else [("", "–"), *choices.tables])
        self._offer("source", [("", "–"), *choices.sources])
        self._offer("basis", [(one.value, words(one.words)) for one in reversed(Basis)])


class ChangeForm(PromiseForm):
    """An agreement as it is to be from now on, and why."""

    reason = ReasonField()


class EndForm(forms.Form):
    """Why a table is done with an agreement."""

    reason = ReasonField()


class MeasureForm(forms.Form):
    """A measure of the follow-up plan: what is done, by whom, until when, and by which actions."""

    title = forms.CharField(
        label=gettext_lazy("Wat wordt eraan gedaan?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "nl"}),
    )
    owner = forms.ChoiceField(label=gettext_lazy("Wie doet het?"), error_messages=_PARTY)
    due = DayField(gettext_lazy("Uiterlijk op"), required=False)
    actions = forms.CharField(
        label=gettext_lazy("Acties"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "nl"}),
        help_text=gettext_lazy(
            "Eén sleutel per regel, zoals hij in het adres van de actie staat. De voortgang volgt uit deze acties."
        ),
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "–"), *parties]  # type: ignore[attr-defined]

    def clean_actions(self) -> tuple[str, ...]:
        """The keys, each once."""
        return tuple(dict.fromkeys(self.cleaned_data["actions"].split()))


class ChangeMeasureForm(MeasureForm):
    """A measure as it is to be from now on, or withdrawn, and why."""

    withdrawn = forms.BooleanField(label=gettext_lazy("Trek de maatregel in"), required=False)
    reason = ReasonField()
