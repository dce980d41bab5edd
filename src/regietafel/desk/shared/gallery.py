"""The gallery: every component in all its states, with data that is made up and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from math import sqrt

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.base.errors import Fault
from regietafel.desk.shared import components as parts
from regietafel.desk.shared.page import Crumb, Provenance, page

# First column and number of hexagons of each row: a country that does not exist.
_ROWS = (
    (11, 4), (9, 7), (9, 8), (8, 9), (8, 9), (7, 11), (7, 11), (5, 13), (4, 14), (4, 14), (3, 15), (3, 15), (2, 16),
    (2, 16), (1, 16), (1, 15), (0, 16), (0, 15), (0, 14), (1, 15), (2, 15), (3, 13), (5, 12), (8, 9), (10, 7),
    (11, 5), (11, 5), (12, 4), (12, 3), (12, 3),
)  # fmt: skip
_CLASSES = ("behind", "behind", "somewhat_behind", "on_schedule", "behind", "somewhat_behind", "behind")
_MADE_UP = Text(
    nl="Alle gemeenten en getallen op deze pagina zijn verzonnen, om de onderdelen te tonen.",
    en="All municipalities and figures on this page are made up, to show the components.",
)


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
        return f"?plaats={self.code}#tabel"


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


@dataclass(frozen=True)
class Gallery:
    """Everything the gallery shows."""

    headlines: parts.Headlines
    waiting: parts.Headlines
    statuses: Sequence[parts.Component]
    paces: Sequence[parts.Component]
    tile_map: parts.TileMap
    region_map: parts.RegionMap
    table: parts.Table[Place]
    paged: parts.Table[Place]
    empty_table: parts.Table[Place]
    chart: parts.LineChart
    computed: parts.HowComputed
    notices: Sequence[parts.Component]
    empty: parts.EmptyState
    progress: Sequence[parts.Component]
    steps: parts.Steps
    timeline: parts.Timeline
    changes: parts.Changes
    clean_form: parts.FormFields
    faulty_form: parts.FormFields


def gallery_page(request: HttpRequest) -> HttpResponse:
    """The page with everything on it."""
    places = made_up_places()
    context = Gallery(
        headlines=_headlines(),
        waiting=parts.Headlines(
            [
                parts.Headline(
                    gettext("Gehuisvest in oktober"),
                    None,
                    comparison=gettext("de opgave van het COA komt op de 5e"),
                )
            ]
        ),
        statuses=[parts.Status(key) for key in parts.CLASSES] + [parts.IllustrativeMark(_MADE_UP)],
        paces=[
            parts.Pace(Fraction(1121, 1000), "on_schedule"),
            parts.Pace(Fraction(976, 1000), "somewhat_behind"),
            parts.Pace(Fraction(749, 1000), "behind"),
            parts.Pace(Fraction(17, 10), "on_schedule"),
            parts.Pace(None),
        ],
        tile_map=_tile_map(places),
        region_map=_region_map(),
        table=_table(request, places),
        paged=parts.Table(
            columns=_columns()[:4],
            rows=places,
            caption=gettext("Tabel in bladen van tien"),
            state=parts.TableState.of(request, "blad"),
            page_size=10,
        ),
        empty_table=parts.Table(
            columns=_columns()[:4],
            rows=[],
            caption=gettext("Tabel zonder rijen"),
            state=parts.TableState.of(request, "leeg"),
            empty=gettext("Nog geen cijfers over oktober; de COA-opgave komt op de 5e."),
        ),
        chart=_chart(),
        computed=_computed(),
        notices=_notices(),
        empty=parts.EmptyState(
            gettext("Nog geen cijfers over oktober."),
            gettext("De opgave van het COA komt op de 5e. U kunt uw eigen blad nu al controleren."),
            gettext("Controleer een blad"),
            "#formulier",
        ),
        progress=[
            parts.Progress(gettext("Vooruitzicht berekenen"), Fraction(2, 5), name="voortgang-1"),
            parts.Progress(gettext("Overnameplan zoeken"), name="voortgang-2"),
        ],
        steps=parts.Steps(
            [
                gettext("Bestand kiezen"),
                gettext("Controleren"),
                gettext("Verschillen bekijken"),
                gettext("Bevestigen"),
            ],
            1,
        ),
        timeline=_timeline(),
        changes=_changes(),
        clean_form=parts.FormFields(ExampleForm(auto_id="nieuw_%s")),
        faulty_form=parts.FormFields(
            ExampleForm({"housed": "1O", "period": "2022-II", "reason": "Twee gezinnen kwamen later."})
        ),
    )
    return page(
        request,
        "shared/gallery.html",
        context,
        title=gettext("Onderdelen van een pagina"),
        breadcrumb=[Crumb(gettext("Begin"), "/"), Crumb(gettext("Onderdelen"))],
        provenance=Provenance(
            sources=[Source("Onderdelen van Regietafel", quality="illustrative")],
            rules=[(gettext("geen: alles is verzonnen"), "")],
            reference_date=date(2022, 9, 1),
            illustrative=_MADE_UP,
        ),
    )


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


def _headlines() -> parts.Headlines:
    return parts.Headlines(
        [
            parts.Headline(
                gettext("Tempo voor de afspraak"),
                "74,9 %",
                unit=gettext("van wat nodig is"),
                comparison=gettext("3 procentpunt onder augustus"),
                direction="down",
                status="behind",
            ),
            parts.Headline(
                gettext("Gehuisvest sinds 1 juli"),
                4990,
                unit=gettext("personen"),
                comparison=gettext("van 20.000 voor 1 januari 2023"),
            ),
            parts.Headline(
                gettext("Nog nodig per week"),
                Fraction(8611, 10),
                unit=gettext("personen"),
                comparison=gettext("nu 554 per week"),
                direction="up",
                illustrative=True,
            ),
        ]
    )


def _tile_map(places: Sequence[Place]) -> parts.TileMap:
    tiles = [
        parts.Tile(
            code=place.code,
            name=place.name,
            x=place.x,
            y=place.y,
            class_key=place.status,
            value=gettext("%(realised)s van %(target)s personen")
            % {"realised": place.realised, "target": place.target},
            href=place.href,
            group=place.province,
        )
        for place in places
    ]
    return parts.TileMap(
        tiles,
        gettext("Verzonnen gemeenten op schema voor de afspraak"),
        table="tabel",
        own="XX0101",
    )


def _region_map() -> parts.RegionMap:
    shapes = (
        ("A", "Westkant", "M10 20L120 8 140 90 60 130 5 100z", "on_schedule"),
        ("B", "Middenveld", "M120 8L240 20 230 110 140 90z", "somewhat_behind"),
        ("C", "Oosthoek", "M240 20L330 60 300 140 230 110z", "behind"),
        ("D", "Zuidrand", "M60 130L140 90 230 110 300 140 200 180z", "unknown"),
    )
    regions = [
        parts.Region(code, name, path, key, gettext("een verzonnen gebied"), f"?gebied={code}")
        for code, name, path, key in shapes
    ]
    return parts.RegionMap(regions, gettext("Kaart van eigen grenzen"), 340, 190, name="gebieden")


def _columns() -> list[parts.Column[Place]]:
    return [
        parts.Column("name", gettext("Gemeente"), href=lambda row: row.href, searched=True),
        parts.Column("province", gettext("Landsdeel"), searched=True),
        parts.Column("target", gettext("Taakstelling"), unit=gettext("personen"), numeric=True),
        parts.Column("realised", gettext("Gehuisvest"), unit=gettext("personen"), numeric=True),
        parts.Column("missing", gettext("Te weinig"), unit=gettext("personen"), numeric=True, signed=True),
        parts.Column("pace", gettext("Tempo"), share=True, show=lambda row: parts.Pace(row.pace, row.status)),
        parts.Column("status", gettext("Klasse"), show=lambda row: parts.Status(row.status)),
    ]


def _table(request: HttpRequest, places: Sequence[Place]) -> parts.Table[Place]:
    known = [place for place in places if place.target]
    total = Place(
        "", gettext("Samen"), "", 0, 0, sum(p.target for p in known), sum(p.realised for p in known)
    )
    return parts.Table(
        columns=_columns(),
        rows=places,
        caption=gettext("Verzonnen gemeenten tegenover hun taakstelling"),
        state=parts.TableState.of(request, choices=("klasse",)),
        filtered=True,
        choices=[
            parts.Choice(
                "klasse",
                gettext("Klasse"),
                [(key, parts.status_words(key)) for key in ("on_schedule", "somewhat_behind", "behind")],
                lambda row: row.status,
            )
        ],
        downloads=[parts.Download("CSV", "?vorm=csv"), parts.Download("XLSX", "?vorm=xlsx")],
        total=total,
        own=lambda row: row.code == "XX0101",
        note=gettext("Een streepje betekent: niet bekend."),
    )


def _chart() -> parts.LineChart:
    days = [date(2022, month, 1) for month in range(7, 13)] + [date(2023, 1, 1)]
    housed = [0, 2276, 4990, 7704, 10480]
    return parts.LineChart(
        title=gettext("Gehuisvest sinds 1 juli 2022"),
        summary=gettext(
            "Op 1 november waren 10.480 personen gehuisvest; voor de afspraak van 20.000 hadden dat er 13.333 moeten zijn."
        ),
        unit=gettext("personen"),
        lines=[
            parts.Line(gettext("gehuisvest"), list(zip(days, housed, strict=False))),
            parts.Line(gettext("afspraak"), [(days[0], 0), (days[-1], 20000)], "target"),
            parts.Line(
                gettext("gecorrigeerde taakstelling"),
                [(days[0], 0), (days[-1], 15333)],
                "target",
                gettext("taakstelling"),
            ),
        ],
        start=days[0],
        until=days[-1],
        reference_date=date(2022, 11, 1),
        illustrative=True,
    )


def _computed() -> parts.HowComputed:
    law = Source("Huisvestingswet 2014", "art. 29 lid 1", address="https://wetten.overheid.nl/BWBR0035303")
    made_up = Source("Verzonnen bevolking", quality="illustrative")
    answer = Answer(
        59,
        rule="housing_target",
        source=law,
        inputs=(
            Input("volume", 13500, "personen", Source("Staatscourant", published_on=date(2022, 4, 8))),
            Input("inhabitants", 76433, "inwoners", made_up),
            Input("share", Fraction(13, 3), "promille", None),
        ),
        steps=(
            Step(
                Text(
                    nl="Deel het landelijke aantal naar inwoners.",
                    en="Divide the national number by inhabitants.",
                ),
                "13.500 × 76.433 / 17.475.415",
                "59,05",
                law,
            ),
            Step(
                Text(nl="Rond af zoals gepubliceerd (Adams).", en="Round as published (Adams)."),
                "59,05 → 59",
                "59",
            ),
        ),
        illustrative=True,
    )
    return parts.HowComputed(
        answer,
        unit=gettext("personen"),
        rule_title=gettext("Taakstelling, zoals gepubliceerd"),
        rule_href="#",
        why_href="#",
        names={
            "volume": gettext("landelijk aantal"),
            "inhabitants": gettext("inwoners"),
            "share": gettext("aandeel"),
        },
    )


def _notices() -> list[parts.Component]:
    faults = [
        Fault('rij 14, kolom "gehuisvest"', "\u201c1O\u201d is geen heel getal", "Schrijf alleen cijfers."),
        Fault(
            "rij 31", "GM0457 (Weesp) bestaat niet meer op 1 oktober 2022", "Tel het cijfer bij Amsterdam."
        ),
    ]
    return [
        parts.Notice(
            "ok",
            gettext("De cijfers van oktober zijn opgeslagen."),
            href="#",
            href_label=gettext("Bekijk de stand"),
        ),
        parts.Notice("info", gettext("Dit blad is al ingelezen; er is niets veranderd.")),
        parts.Notice(
            "warning",
            gettext("Eén cijfer ligt ver boven de taakstelling."),
            gettext("Geef een reden, of verbeter het cijfer."),
        ),
        parts.Notice("error", gettext("Het blad heeft twee fouten; er is niets opgeslagen."), points=faults),
    ]


def _timeline() -> parts.Timeline:
    return parts.Timeline(
        [
            parts.Event(
                datetime(2022, 9, 2, 7, 15, tzinfo=UTC), gettext("Stand op 1 september ingelezen"), href="#"
            ),
            parts.Event(
                datetime(2022, 9, 16, 18, 0, tzinfo=UTC),
                gettext("Correctie van 14 gemeenten"),
                gettext("secretariaat van de Landelijke Regietafel: registratie achteraf bijgewerkt"),
                "#",
                current=True,
            ),
            parts.Event(date(2022, 10, 4), gettext("Stand op 1 oktober ingelezen")),
        ],
        gettext("Momenten waarop iets bekend werd"),
    )


def _changes() -> parts.Changes:
    return parts.Changes(
        [
            parts.Change(gettext("Aaldorp, gehuisvest in augustus"), 31, 34, gettext("personen"), "#"),
            parts.Change(gettext("Berkstad, gehuisvest in augustus"), None, 12, gettext("personen")),
        ]
    )
