"""Forms to keep the structure: a new table, and each change of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regietafel.core.base.answer import Text
from regietafel.core.tables.kinds import (
    BODY_TITLES,
    LEVEL_TITLES,
    RELATION_TITLES,
    SEAT_KIND_TITLES,
    SEAT_ROLE_TITLES,
    TIER_TITLES,
)
from regietafel.desk.shared.day_field import DayField
from regietafel.desk.shared.notation import words


@dataclass(frozen=True)
class Choices:
    """What can be chosen, by key with its name; made only as far as a form asks for it."""

    bodies: Mapping[str, str]
    territories: Mapping[str, str]
    offices: Mapping[str, str]
    public_offices: Mapping[str, str]
    seats: Mapping[str, str]
    partners: Mapping[str, str]
    topics: Mapping[str, str]


def _source() -> forms.CharField:
    return forms.CharField(
        label=_("Waar staat dit?"),
        max_length=300,
        help_text=_("Een besluit, brief of verslag, bijvoorbeeld: verslag LRT van 16 september 2022."),
    )


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Waarom?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dit staat in de geschiedenis."),
    )


def _until(label: Any) -> DayField:
    return DayField(label, help_text=_("De eerste dag waarop dit niet meer zo is."))


def _one_of(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, **more)


class ChangeForm(forms.Form):
    """A form whose choices come from what is known; `CHOSEN` says which field takes which."""

    CHOSEN: Mapping[str, str] = {}
    KINDS: Mapping[str, Mapping[Any, Text]] = {}

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, of in self.CHOSEN.items():
            self._offer(name, [("", "–"), *getattr(choices, of).items()])
        for name, titles in self.KINDS.items():
            self._offer(name, [(_value(each), words(title)) for each, title in titles.items()])

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]


def _value(kind: Any) -> str:
    return str(kind.value) if isinstance(kind, Enum) else str(kind)


class NewTableForm(ChangeForm):
    """A body that was not there: how it is called, what it is, for whom it works."""

    CHOSEN = {"territory": "territories", "prepares_for": "bodies", "reports_to": "bodies"}
    KINDS = {"kind": BODY_TITLES, "tier": TIER_TITLES, "level": LEVEL_TITLES}

    abbreviation = forms.CharField(label=_("Afkorting"), max_length=40)
    name_nl = forms.CharField(label=_("Naam"), max_length=200)
    name_en = forms.CharField(label=_("Naam in het Engels"), max_length=200, required=False)
    kind = _one_of(_("Wat is het?"))
    tier = _one_of(_("Hoe ver reikt het?"))
    level = _one_of(_("Wie zit er?"))
    territory = _one_of(_("Voor welk gebied?"))
    prepares_for = _one_of(_("Bereidt voor"), required=False)
    reports_to = _one_of(_("Meldt aan"), required=False)
    start = DayField(_("Vanaf"), required=False, help_text=_("Leeg: de eerste dag is niet bekend."))
    source = _source()


class RenameForm(ChangeForm):
    """Another name, from now on."""

    abbreviation = forms.CharField(label=_("Afkorting"), max_length=40)
    name_nl = forms.CharField(label=_("Naam"), max_length=200)
    name_en = forms.CharField(label=_("Naam in het Engels"), max_length=200, required=False)
    source = _source()
    reason = _reason()


class EndForm(ChangeForm):
    """The end of a table."""

    until = _until(_("Eindigt op"))
    reason = _reason()


class RelationForm(ChangeForm):
    """How the table stands to another one."""

    CHOSEN = {"upper": "bodies"}
    KINDS = {"kind": RELATION_TITLES}

    kind = _one_of(_("Deze tafel"))
    upper = _one_of(_("Welk orgaan?"))
    start = DayField(_("Vanaf"), required=False, help_text=_("Leeg: de eerste dag is niet bekend."))
    source = _source()


class SeatForm(ChangeForm):
    """A place at the table."""

    CHOSEN = {"office": "offices"}
    KINDS = {"role": SEAT_ROLE_TITLES, "kind": SEAT_KIND_TITLES}

    office = _one_of(_("Welke functie komt aan tafel?"))
    role = _one_of(_("Rol"), initial="member")
    kind = _one_of(_("Soort plaats"))
    start = DayField(_("Vanaf"))
    until = DayField(_("Tot"), required=False, help_text=_("Leeg: er is geen einde afgesproken."))
    source = _source()


class EndSeatForm(ChangeForm):
    """A place that ends."""

    CHOSEN = {"seat": "seats"}

    seat = _one_of(_("Welke plaats?"))
    until = _until(_("Eindigt op"))
    reason = _reason()


class OfficeForm(ChangeForm):
    """An office that was not known: a function of a partner, never a person."""

    CHOSEN = {"partner": "partners"}

    partner = _one_of(_("Van welke organisatie?"))
    title_nl = forms.CharField(label=_("Functie"), max_length=200)
    title_en = forms.CharField(label=_("Functie in het Engels"), max_length=200, required=False)
    public = forms.BooleanField(label=_("Dit is een openbaar ambt: de naam mag erbij staan"), required=False)


class AppointForm(ChangeForm):
    """Who holds a public office."""

    CHOSEN = {"office": "public_offices"}

    office = _one_of(
        _("Welk ambt?"), help_text=_("Alleen openbare ambten; van ambtenaren wordt geen naam bewaard.")
    )
    name = forms.CharField(label=_("Naam van de ambtsdrager"), max_length=120)
    start = DayField(_("Vanaf"))
    source = _source()


class StepDownForm(ChangeForm):
    """A holder who left."""

    CHOSEN = {"office": "public_offices"}

    office = _one_of(_("Welk ambt?"))
    until = _until(_("Vertrokken op"))
    reason = _reason()


class ContactForm(ChangeForm):
    """Whom to speak to at a partner about a topic."""

    CHOSEN = {"partner": "partners", "topic": "topics", "office": "offices", "deputy": "offices"}

    partner = _one_of(_("Van welke organisatie?"))
    topic = _one_of(_("Over welk onderwerp?"), required=False)
    new_topic = forms.CharField(
        label=_("Of een nieuw onderwerp"),
        max_length=200,
        required=False,
        help_text=_("Alleen het landelijk secretariaat voegt onderwerpen toe."),
    )
    office = _one_of(_("Welke functie is het contactpunt?"))
    deputy = _one_of(_("Vervanger"), required=False)
    start = DayField(_("Vanaf"))
    replaces = forms.BooleanField(
        label=_("Dit komt in de plaats van het contactpunt dat er nu is"), required=False, initial=True
    )
    source = _source()

    def clean(self) -> dict[str, Any]:
        """One topic: one that is known, or a new one."""
        given = super().clean() or {}
        if bool(given.get("topic")) == bool(given.get("new_topic")):
            self.add_error("topic", _("Kies een onderwerp, of schrijf een nieuw onderwerp; niet allebei."))
        return given
