"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.cases.web.views import documents, handling, journal, lists, matter, people, tasks

app_name = "cases"
MATTER = "arenden/<slug:reference>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arenden/", lists.matter_list, name="matter_list"),
    path("arenden/lista.csv", lists.matter_export, {"file_format": "csv"}, name="matter_csv"),
    path("arenden/lista.xlsx", lists.matter_export, {"file_format": "xlsx"}, name="matter_xlsx"),
    path("arenden/nytt/", handling.new_matter, name="new_matter"),
    path("sok/", people.search, name="search"),
    path("personer/", people.search, name="people"),
    path("personer/<int:person_id>/", people.person, name="person"),
    path("personer/<int:person_id>/nummer/", people.show_number, name="show_number"),
    path(MATTER, matter.overview, name="matter"),
    path(f"{MATTER}oppna/", matter.open_anyway_page, name="open_anyway"),
    path(f"{MATTER}tilldela/", handling.assign_matter, name="assign"),
    path(f"{MATTER}avsluta/", handling.close, name="close"),
    path(f"{MATTER}oppna-igen/", handling.reopen, name="reopen"),
    path(f"{MATTER}tidslinje/", matter.timeline_page, name="timeline"),
    path(f"{MATTER}journal/", journal.journal, name="journal"),
    path(f"{MATTER}journal/<int:note_id>/<slug:deed>/", journal.change_note, name="change_note"),
    path(f"{MATTER}handlingar/", documents.documents, name="documents"),
    path(f"{MATTER}handlingar/<int:document_id>/", documents.document, name="document"),
    path(f"{MATTER}beslut/", matter.decisions, name="decisions"),
    path(f"{MATTER}uppgifter/", tasks.tasks, name="tasks"),
    path(f"{MATTER}uppgifter/<int:task_id>/klar/", tasks.finish, name="finish_task"),
    path(f"{MATTER}meddelande/", tasks.write_message, name="write_message"),
    path(f"{MATTER}uppgifter/<int:task_id>/igen/", tasks.reopen, name="reopen_task"),
    path(f"{MATTER}personer/", matter.participants, name="participants"),
    path(f"{MATTER}personer/ny/", handling.add_person, name="add_person"),
    path(f"{MATTER}personer/<int:participant_id>/slut/", handling.end_part, name="end_part"),
]
