"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.cases.web.views import documents, journal, lists, matter, people, tasks

app_name = "cases"
MATTER = "arenden/<slug:reference>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/", lists.matter_list, name="matter_list"),
    path("arenden/lista.csv", lists.matter_export, {"file_format": "csv"}, name="matter_csv"),
    path("arenden/lista.xlsx", lists.matter_export, {"file_format": "xlsx"}, name="matter_xlsx"),
    path("sok/", people.search, name="search"),
    path("personer/", people.search, name="people"),
    path("personer/<int:person_id>/", people.person, name="person"),
    path(MATTER, matter.overview, name="matter"),
    path(f"{MATTER}oppna/", matter.open_anyway_page, name="open_anyway"),
    path(f"{MATTER}tilldela/", matter.assign_matter, name="assign"),
    path(f"{MATTER}tidslinje/", matter.timeline_page, name="timeline"),
    path(f"{MATTER}journal/", journal.journal, name="journal"),
    path(f"{MATTER}journal/<int:note_id>/<slug:deed>/", journal.change_note, name="change_note"),
    path(f"{MATTER}handlingar/", documents.documents, name="documents"),
    path(f"{MATTER}handlingar/<int:document_id>/", documents.document, name="document"),
    path(f"{MATTER}beslut/", matter.decisions, name="decisions"),
    path(f"{MATTER}uppgifter/", tasks.tasks, name="tasks"),
    path(f"{MATTER}uppgifter/<int:task_id>/klar/", tasks.finish, name="finish_task"),
    path(f"{MATTER}meddelande/", tasks.write_message, name="write_message"),
    path(f"{MATTER}personer/", matter.participants, name="participants"),
]
