"""Addresses of tables, layers, hand-overs and contact points."""

from django.urls import path

from regietafel.desk.tables.pages.contacts import contacts_page
from regietafel.desk.tables.pages.layers import layers_page
from regietafel.desk.tables.pages.one_table import table_page
from regietafel.desk.tables.pages.structure import hand_over_page, structure_page

app_name = "tables"
urlpatterns = [
    path("tafels/", structure_page, name="structure"),
    path("tafels/lagen/", layers_page, name="layers"),
    path("tafels/overdracht/<slug:key>/", hand_over_page, name="hand_over"),
    path("tafels/<slug:key>/", table_page, name="table"),
    path("contactpunten/", contacts_page, name="contacts"),
]
