"""The main navigation: what stands in the top bar, in order."""

from django.utils.translation import gettext_lazy as _

from regietafel.desk.shared.frame import Place

PLACES = (
    Place(_("Monitor"), "monitor:latest"),
    Place(_("Taakstelling"), "taakstelling:periods"),
    Place(_("Cijfers"), "figures:overview"),
    Place(_("Tafels"), "tables:structure", also=("tables:contacts",)),
    Place(_("Afspraken"), "agreements:list", also=("agreements:plan", "escalation:national")),
    Place(_("Vergaderingen"), "meetings:meetings", also=("minutes:overview",)),
    Place(
        _("Acties"),
        "follow_up:actions",
        also=("follow_up:requests", "follow_up:questions", "follow_up:concerns", "follow_up:lines"),
    ),
    Place(_("Mandaten"), "mandates:mandates"),
    Place(_("Regels"), "home:rules"),
    Place(_("Zoeken"), "search:search", symbol="s-search"),
)
