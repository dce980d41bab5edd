"""Addresses of minutes."""

from django.urls import path

from regietafel.desk.minutes.pages import listing, reading, remarking, stepping, writing

app_name = "minutes"
urlpatterns = [
    path("verslagen/", listing.overview, name="overview"),
    path("verslagen/<slug:meeting>/", reading.minutes_page, name="minutes"),
    path("verslagen/<slug:meeting>/concept/", writing.draft_page, name="draft"),
    path("verslagen/<slug:meeting>/controle/", stepping.check_page, name="check"),
    path("verslagen/<slug:meeting>/opmerkingen/nieuw/", remarking.remark_page, name="remark"),
    path("verslagen/<slug:meeting>/opmerkingen/<int:remark>/", remarking.answer_page, name="answer"),
    path("verslagen/<slug:meeting>/punten/<int:item>/nieuw/", writing.new_line_page, name="new_line"),
    path("verslagen/<slug:meeting>/regels/<str:number>/", writing.line_page, name="line"),
    path("verslagen/<slug:meeting>/stappen/", stepping.steps_page, name="steps"),
    path("verslagen/<slug:meeting>/verschil/", reading.difference_page, name="difference"),
]
