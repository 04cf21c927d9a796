"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.automation.web.views import appeals, asking, case, deciding, mandates, reconsidering, runs, worklist

app_name = "automation"
CASE = "arbete/<int:hand_over_id>/"
DECISION = "arbete/beslut/<int:decision_id>/"
APPEAL = "arbete/overklagande/<int:message_id>/"
MANDATE = "mandat/<int:mandate_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("arbete/", worklist.work, name="work"),
    path("arbete/lista.csv", worklist.work_export, {"file_format": "csv"}, name="work_csv"),
    path("arbete/lista.xlsx", worklist.work_export, {"file_format": "xlsx"}, name="work_xlsx"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}uppgift/", case.fact_form, name="fact_form"),
    path(f"{CASE}andra/", case.change, name="change_fact"),
    path(f"{CASE}angra/<int:fact_id>/", case.undo, name="undo_fact"),
    path(f"{CASE}ta/", case.take, name="take"),
    path(f"{CASE}lamna/", case.let_go, name="let_go"),
    path(f"{CASE}brev.pdf", deciding.letter, name="letter"),
    path(f"{CASE}beslut/", deciding.decide, name="decide"),
    path(f"{CASE}beslut/underratta/", deciding.communicate, name="communicate"),
    path(f"{CASE}beslut/svar/", deciding.note_answer, name="note_answer"),
    path(f"{CASE}beslut/fatta/", deciding.carry_out, name="carry_out"),
    path(f"{CASE}fraga/", asking.ask, name="ask"),
    path(f"{CASE}hjalp/", asking.get_help, name="help"),
    path("arbete/uppgift/<int:task_id>/", reconsidering.task_page, name="task"),
    path(DECISION, reconsidering.reconsider, name="reconsider"),
    path(f"{DECISION}uppgift/", reconsidering.correct, name="correct_fact"),
    path(f"{DECISION}angra/<int:fact_id>/", reconsidering.undo_fact, name="undo_correction"),
    path(f"{DECISION}behall/", reconsidering.keep, name="keep_decision"),
    path(f"{DECISION}underratta/", reconsidering.tell, name="tell_before_change"),
    path(f"{DECISION}svar/", reconsidering.note_answer, name="note_answer_before_change"),
    path(f"{DECISION}nytt/<slug:what>/", reconsidering.change, name="change_decision"),
    path(APPEAL, appeals.appeal, name="appeal"),
    path(f"{APPEAL}handlingar.zip", appeals.package, name="appeal_package"),
    path(f"{APPEAL}<slug:step>/", appeals.step, name="appeal_step"),
    path("korningar/", runs.run_board, name="runs"),
    path("korningar/lista.csv", runs.run_export, {"file_format": "csv"}, name="runs_csv"),
    path("korningar/lista.xlsx", runs.run_export, {"file_format": "xlsx"}, name="runs_xlsx"),
    path("korningar/<int:run_id>/", runs.run_page, name="run"),
    path("korningar/<int:run_id>/igen/", runs.retry, name="retry_run"),
    path("mandat/", mandates.mandates, name="mandates"),
    path("mandat/nytt/", mandates.give, name="give_mandate"),
    path("mandat/kommande-ratt/", mandates.coming, name="coming_law"),
    path("mandat/stoppa/", mandates.stop_all, name="stop_all"),
    path(MANDATE, mandates.mandate, name="mandate"),
    path(f"{MANDATE}lage/", mandates.switch, name="switch_mandate"),
    path(f"{MANDATE}stoppa/", mandates.stop, name="stop_mandate"),
]
