"""Address of the search."""

from django.urls import path

from regietafel.desk.search import pages

app_name = "search"
urlpatterns = [path("zoeken/", pages.search_page, name="search")]
