"""Addresses of tables, layers, hand-overs and contact points."""

from django.urls import path

from regietafel.desk.tables.pages.changing import change_page, name_contact_page, new_table_page
from regietafel.desk.tables.pages.contacts import contacts_page
from regietafel.desk.tables.pages.layers import layers_page
from regietafel.desk.tables.pages.one_table import table_page
from regietafel.desk.tables.pages.structure import hand_over_page, structure_page

app_name = "tables"
urlpatterns = [
    path("tafels/", structure_page, name="structure"),
    path("tafels/nieuw/", new_table_page, name="new"),
    path("tafels/lagen/", layers_page, name="layers"),
    path("tafels/overdracht/<slug:key>/", hand_over_page, name="hand_over"),
    path("tafels/<slug:key>/", table_page, name="table"),
    path("tafels/<slug:key>/wijzigen/<slug:what>/", change_page, name="change"),
    path("contactpunten/", contacts_page, name="contacts"),
    path("contactpunten/noemen/", name_contact_page, name="name_contact"),
]
