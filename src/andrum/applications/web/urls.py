"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.applications.web.views import contact, files, home, items, questions, sending, signing, status

app_name = "applications"
DRAFT = "ansok/<uuid:application_id>/"
PAGE = f"{DRAFT}fraga/<slug:slug>/"
ROW = f"{PAGE}rad/<slug:item>/"
MINE = "mina-sidor/ansokan/<uuid:application_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mina-sidor/", home.my_pages, name="home"),
    path("mina-sidor/skriv/", contact.write, {"kind": "message"}, name="write"),
    path("mina-sidor/prata/", contact.write, {"kind": "person_wanted"}, name="talk"),
    path("ansok/", home.start, name="start"),
    path(DRAFT, home.go_on, name="draft"),
    path(f"{DRAFT}inget-har-andrats/", questions.nothing_changed, name="nothing_changed"),
    path(f"{DRAFT}flytta/", home.move, name="move"),
    path(f"{DRAFT}ta-tillbaka/", sending.take_back, name="withdraw"),
    path(f"{DRAFT}sammanfattning/", sending.summary, name="summary"),
    path(f"{DRAFT}andra/", sending.change, name="change"),
    path(f"{DRAFT}medsokande/", signing.co_applicant, name="co_applicant"),
    path(f"{DRAFT}medsokande/avsta/", signing.decline, name="decline"),
    path(PAGE, questions.question, name="question"),
    path(f"{PAGE}spara/", questions.autosave, {"item": ""}, name="autosave"),
    path(f"{PAGE}samma/", questions.same_again, name="same_again"),
    path(f"{PAGE}slang/", questions.throw_away, {"item": ""}, name="throw_away"),
    path(f"{PAGE}ny/", items.item, {"item": ""}, name="new_item"),
    path(ROW, items.item, name="item"),
    path(f"{ROW}spara/", questions.autosave, name="autosave_item"),
    path(f"{ROW}slang/", questions.throw_away, name="throw_away_item"),
    path(f"{ROW}ta-bort/", items.remove, name="remove_item"),
    path(f"{DRAFT}fil/<int:attachment_id>/", files.download, name="file"),
    path(f"{DRAFT}fil/<int:attachment_id>/ta-bort/", files.remove, name="remove_file"),
    path(MINE, status.status, name="status"),
    path(f"{MINE}komplettering/<int:supplement_id>/", status.supplement, name="supplement"),
    path(f"{MINE}svara/", status.answer_before_decision, name="answer"),
    path(f"{MINE}beslut/<int:decision_id>/", status.decision, name="decision"),
    path(f"{MINE}beslut/<int:decision_id>/brev/", status.letter, name="letter"),
    path(f"{MINE}beslut/<int:decision_id>/omprova/", contact.object_to, {"kind": "objection"}, name="objection"),
    path(f"{MINE}beslut/<int:decision_id>/overklaga/", contact.object_to, {"kind": "appeal"}, name="appeal"),
]
