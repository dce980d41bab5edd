"""The gallery: every component in all its states, with data that is made up and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.base.errors import Fault
from regietafel.desk.shared import components as parts
from regietafel.desk.shared.gallery_data import ExampleForm, Place, made_up_places
from regietafel.desk.shared.notation import share
from regietafel.desk.shared.page import Crumb, Provenance, page

_MADE_UP = Text(
    nl="Alle gemeenten en getallen op deze pagina zijn verzonnen, om de onderdelen te tonen.",
    en="All municipalities and figures on this page are made up, to show the components.",
)


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
        waiting=_waiting(),
        statuses=[parts.Status(key) for key in parts.CLASSES] + [parts.IllustrativeMark(_MADE_UP)],
        paces=_paces(),
        tile_map=_tile_map(places),
        region_map=_region_map(),
        table=_table(request, places),
        paged=_paged(request, places),
        empty_table=_empty_table(request),
        chart=_chart(),
        computed=_computed(),
        notices=_notices(),
        empty=_empty(),
        progress=_progress(),
        steps=_steps(),
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


def _headlines() -> parts.Headlines:
    return parts.Headlines(
        [
            parts.Headline(
                gettext("Tempo voor de afspraak"),
                share(Fraction(749, 1000)),
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
            Input("volume", 13500, "persons", Source("Staatscourant", published_on=date(2022, 4, 8))),
            Input("inhabitants", 76433, "inhabitants", made_up),
            Input("share", Fraction(13, 3), "‰", None),
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
        Fault(
            gettext("rij 14, kolom “gehuisvest”"),
            gettext("“1O” is geen heel getal"),
            gettext("Schrijf alleen cijfers."),
        ),
        Fault(
            gettext("rij 31"),
            gettext("GM0457 (Weesp) bestaat niet meer op 1 oktober 2022"),
            gettext("Tel het cijfer bij Amsterdam."),
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


def _waiting() -> parts.Headlines:
    later = gettext("de opgave van het COA komt op de 5e")
    return parts.Headlines([parts.Headline(gettext("Gehuisvest in oktober"), None, comparison=later)])


def _paces() -> list[parts.Component]:
    return [
        parts.Pace(Fraction(1121, 1000), "on_schedule"),
        parts.Pace(Fraction(976, 1000), "somewhat_behind"),
        parts.Pace(Fraction(749, 1000), "behind"),
        parts.Pace(Fraction(17, 10), "on_schedule"),
        parts.Pace(None),
    ]


def _paged(request: HttpRequest, places: Sequence[Place]) -> parts.Table[Place]:
    return parts.Table(
        columns=_columns()[:3],
        rows=places,
        caption=gettext("Tabel in bladen van tien"),
        state=parts.TableState.of(request, "blad"),
        page_size=10,
    )


def _empty_table(request: HttpRequest) -> parts.Table[Place]:
    return parts.Table(
        columns=_columns()[:3],
        rows=[],
        caption=gettext("Tabel zonder rijen"),
        state=parts.TableState.of(request, "leeg"),
        empty=gettext("Nog geen cijfers over oktober; de COA-opgave komt op de 5e."),
    )


def _empty() -> parts.EmptyState:
    return parts.EmptyState(
        gettext("Nog geen cijfers over oktober."),
        gettext("De opgave van het COA komt op de 5e. U kunt uw eigen blad nu al controleren."),
        gettext("Controleer een blad"),
        "#formulier",
    )


def _progress() -> list[parts.Component]:
    return [
        parts.Progress(gettext("Vooruitzicht berekenen"), Fraction(2, 5), name="voortgang-1"),
        parts.Progress(gettext("Overnameplan zoeken"), name="voortgang-2"),
    ]


def _steps() -> parts.Steps:
    names = [
        gettext("Bestand kiezen"),
        gettext("Controleren"),
        gettext("Verschillen bekijken"),
        gettext("Bevestigen"),
    ]
    return parts.Steps(names, 1)
