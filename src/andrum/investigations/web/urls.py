"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.investigations.web.views import basis, files, hearing, lists, matter, writing

app_name = "investigations"
ONE = "utredningar/<int:investigation_id>/"
WRITE = f"{ONE}skriv/<slug:part>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("utredningar/", lists.investigations, name="list"),
    path("utredningar/lista.csv", lists.export, {"file_format": "csv"}, name="list_csv"),
    path("utredningar/lista.xlsx", lists.export, {"file_format": "xlsx"}, name="list_xlsx"),
    path("arenden/<slug:matter_reference>/utredning/", matter.of_matter, name="of_matter"),
    path(ONE, basis.basis, name="basis"),
    path(f"{ONE}rad/<str:line_key>/", basis.line, name="line"),
    path(f"{ONE}sortera/", basis.sort_line, name="sort_line"),
    path(f"{ONE}sammanstall/", basis.keep, name="keep"),
    path(f"{ONE}steg/<slug:step_name>/", matter.step, name="step"),
    path(WRITE, writing.write, name="write"),
    path(f"{WRITE}spara/", writing.autosave, name="autosave"),
    path(f"{WRITE}versioner/", writing.versions, name="versions"),
    path(f"{ONE}bredvid/<int:version_id>/", writing.settle, name="settle"),
    path(f"{ONE}kommunicera/", hearing.communicate, name="communicate"),
    path(f"{ONE}svar/<int:hearing_id>/", hearing.answer, name="answer"),
    path(f"{ONE}avsluta/", hearing.finish_page, name="finish"),
    path(f"{ONE}ny-version/", hearing.new_version, name="new_version"),
    path(f"{ONE}beslut/", hearing.decide, name="decide"),
    path(f"{ONE}underlag.docx", files.word_file, name="word"),
    path(f"{ONE}underlag.pdf", files.pdf_file, name="pdf"),
    path(f"{ONE}rader.csv", files.lines_file, {"file_format": "csv"}, name="lines_csv"),
    path(f"{ONE}rader.xlsx", files.lines_file, {"file_format": "xlsx"}, name="lines_xlsx"),
]
