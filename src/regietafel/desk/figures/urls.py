"""Addresses of figures."""

from django.urls import path, register_converter

from regietafel.core.figures.indicators import INDICATORS
from regietafel.desk.areas.addresses import register_addresses
from regietafel.desk.figures.pages import approving, blank, entering, histories, known, reading

register_addresses()


class IndicatorConverter:
    """`permit-holders-in-reception`: the key of an indicator with hyphens."""

    regex = "[a-z][a-z-]*"

    def to_python(self, value: str) -> str:
        """The key; a word that is no indicator is no address."""
        key = value.replace("-", "_")
        if key not in INDICATORS:
            raise ValueError(value)
        return key

    def to_url(self, value: str) -> str:
        """The key as addresses write it."""
        return value.replace("_", "-")


register_converter(IndicatorConverter, "indicator")

app_name = "figures"
urlpatterns = [
    path("cijfers/", reading.overview, name="overview"),
    path("cijfers/invoeren/", entering.upload, name="upload"),
    path("cijfers/invoeren/leeg-blad/", blank.template_sheet, name="template"),
    path("cijfers/invoeren/<int:number>/", entering.delivery_page, name="delivery"),
    path("cijfers/aanleveringen/", approving.deliveries_page, name="deliveries"),
    path("cijfers/goedkeuring/", approving.rules_page, name="approval_rules"),
    path("cijfers/<indicator:indicator>/", reading.indicator_page, name="indicator"),
    path("cijfers/<indicator:indicator>/download.<slug:form>", reading.download, name="download"),
    path("cijfers/<indicator:indicator>/<area:area>/", histories.history_page, name="history"),
    path("momenten/", known.moments_page, name="moments"),
]
