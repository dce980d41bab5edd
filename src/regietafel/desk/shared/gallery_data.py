"""The made-up country and form of the gallery."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from django import forms
from django.utils.translation import gettext

# First column and number of hexagons of each row: a country that does not exist.
_ROWS = (
    (11, 4), (9, 7), (9, 8), (8, 9), (8, 9), (7, 11), (7, 11), (5, 13), (4, 14), (4, 14), (3, 15), (3, 15), (2, 16),
    (2, 16), (1, 16), (1, 15), (0, 16), (0, 15), (0, 14), (1, 15), (2, 15), (3, 13), (5, 12), (8, 9), (10, 7),
    (11, 5), (11, 5), (12, 4), (12, 3), (12, 3),
)  # fmt: skip
_CLASSES = ("behind", "behind", "somewhat_behind", "on_schedule", "behind", "somewhat_behind", "behind")


@dataclass(frozen=True)
class Place:
    """A made-up municipality."""

    code: str
    name: str
    province: str
    x: float
    y: float
    target: int
    realised: int

    @property
    def pace(self) -> Fraction | None:
        """Realised as a share of a third of the target."""
        return Fraction(self.realised * 3, self.target) if self.target else None

    @property
    def status(self) -> str:
        """The class by thresholds that belong to this gallery only."""
        if self.pace is None:
            return "unknown"
        return (
            "on_schedule"
            if self.pace >= 1
            else "somewhat_behind"
            if self.pace >= Fraction(4, 5)
            else "behind"
        )

    @property
    def missing(self) -> int | None:
        """Persons below the expected number."""
        return self.target // 3 - self.realised if self.target else None

    @property
    def href(self) -> str:
        """An address that stays on this page."""
        return f"?plaats={self.code}#tabel" if self.code else ""


class ExampleForm(forms.Form):
    """One of every kind of field."""

    housed = forms.IntegerField(min_value=0)
    period = forms.ChoiceField(choices=[("2022-I", "2022-I"), ("2022-II", "2022-II")])
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    way = forms.ChoiceField(widget=forms.RadioSelect)
    sure = forms.BooleanField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        words = {
            "housed": (gettext("Gehuisvest in oktober"), gettext("Hele personen, zonder punt of komma.")),
            "period": (gettext("Periode"), ""),
            "reason": (gettext("Toelichting"), gettext("Schrijf op waarom het cijfer afwijkt.")),
            "way": (gettext("Hoe levert u aan?"), ""),
            "sure": (gettext("Ik heb de cijfers gecontroleerd"), ""),
        }
        for name, (label, help_text) in words.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)  # noqa: S101 - narrows the type
        way.choices = [("sheet", gettext("met een bestand")), ("form", gettext("met dit formulier"))]


def made_up_places() -> list[Place]:
    """344 municipalities that do not exist, the same ones each time."""
    ends = ("dorp", "stad", "hoven", "wijk", "rade", "veen", "kerke", "zijl", "burg", "meer", "woude")
    starts = ("Aal", "Berk", "Coen", "Dijk", "Els", "Fen", "Gor", "Hazel", "IJssel", "Jol", "Kade", "Linde", "Maas",
              "Noord", "Ooster", "Popel", "Riet", "Súder", "Till", "Uiter", "Voor", "Wester", "Zand")  # fmt: skip
    places: list[Place] = []
    for row, (first, count) in enumerate(_ROWS):
        for column in range(first, first + count):
            number = len(places)
            target = (number * 37) % 173 + 12 if number % 97 else 0
            wanted = _CLASSES[(number * 5 + number // 7) % 7]
            share = {"on_schedule": 36 + number % 9, "somewhat_behind": 29, "behind": 9 + number % 15}[wanted]
            places.append(
                Place(
                    code=f"XX{number + 1:04d}",
                    name=f"{starts[number % 23]}{ends[(number // 23 + number) % 11]}",
                    province=f"{'Noord' if row < 10 else 'Midden' if row < 20 else 'Zuid'}{'west' if column < 9 else 'oost'}",
                    x=column + (row % 2) / 2,
                    y=row * sqrt(3) / 2,
                    target=target,
                    realised=target * share // 100,
                )
            )
    return places[:344]
