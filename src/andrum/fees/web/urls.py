"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.fees.web.views import case, invoices, mandates, matter, opening, own, recalculation, statement, worklist

app_name = "fees"
ONE = "avgifter/<int:review_id>/"
OF = "arenden/<slug:matter_reference>/avgift/"
YEAR = "avgifter/omrakning/<int:recalculation_id>/"
RUN = "avgifter/fakturor/<int:invoice_id>/"
OWN = "min-avgift/<slug:reference>/"
MADE = f"{OWN}beslut/<int:decision_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("avgifter/", worklist.worklist, name="worklist"),
    path("avgifter/lista.csv", worklist.export, {"file_format": "csv"}, name="worklist_csv"),
    path("avgifter/lista.xlsx", worklist.export, {"file_format": "xlsx"}, name="worklist_xlsx"),
    path("avgifter/nytt/", opening.new_matter, name="new_matter"),
    path("avgifter/omrakning/", recalculation.recalculations, name="recalculations"),
    path(YEAR, recalculation.recalculation, name="recalculation"),
    path(f"{YEAR}lista.csv", recalculation.export, {"file_format": "csv"}, name="recalculation_csv"),
    path(f"{YEAR}lista.xlsx", recalculation.export, {"file_format": "xlsx"}, name="recalculation_xlsx"),
    path(f"{YEAR}<slug:fee_step>/", recalculation.step, name="recalculation_step"),
    path("avgifter/fakturor/", invoices.runs, name="invoice_runs"),
    path(RUN, invoices.run, name="invoice_run"),
    path(f"{RUN}underlag.zip", invoices.download, {"file_format": "zip"}, name="invoice_zip"),
    path(f"{RUN}underlag.csv", invoices.download, {"file_format": "csv"}, name="invoice_csv"),
    path("avgifter/mandat/", mandates.mandates, name="mandates"),
    path("avgifter/mandat/<int:fee_mandate_id>/", mandates.switch, name="switch_mandate"),
    path(ONE, case.case, name="case"),
    path(f"{ONE}andra/", case.change, name="change"),
    path(f"{ONE}angra/<int:fact_id>/", case.undo, name="undo"),
    path(f"{ONE}manad/", case.move, name="move"),
    path(f"{ONE}underratta/", case.notify, name="notify"),
    path(f"{ONE}svar/", case.note_answer, name="note_answer"),
    path(f"{ONE}besluta/", case.decide, name="decide"),
    path(f"{ONE}ingen-andring/", case.unchanged, name="unchanged"),
    path(f"{ONE}brev.pdf", case.letter, name="draft_letter"),
    path(OF, matter.of_matter, name="of_matter"),
    path(f"{OF}insats/", matter.grant, name="grant"),
    path(f"{OF}insats/<int:service_id>/", matter.end, name="end_service"),
    path(f"{OF}franvaro/", matter.away, name="away"),
    path(f"{OF}franvaro/<int:absence_id>/", matter.not_away, name="not_away"),
    path(f"{OF}foretradare/", matter.represent, name="represent"),
    path(f"{OF}foretradare/<int:authority_id>/", matter.represent_no_more, name="represent_no_more"),
    path(f"{OF}fraga-registren/", matter.ask, name="ask"),
    path(f"{OF}granska/", matter.look, name="look"),
    path("min-avgift/", own.home, name="home"),
    path(OWN, own.status, name="own"),
    path(f"{OWN}uppgifter/", statement.way, name="way"),
    path(f"{OWN}uppgifter/<slug:slug>/", statement.page, name="page"),
    path(f"{OWN}uppgifter/<slug:slug>/spara/", statement.autosave, name="autosave"),
    path(f"{OWN}uppgifter/<slug:slug>/slang/", statement.throw_away, name="throw_away"),
    path(f"{OWN}sammanfattning/", statement.summary, name="summary"),
    path(f"{OWN}ta-bort/", statement.withdraw, name="withdraw"),
    path(f"{OWN}skriv/", own.write, {"kind": "message"}, name="write"),
    path(f"{OWN}prata/", own.write, {"kind": "person_wanted"}, name="talk"),
    path(MADE, own.decision, name="own_decision"),
    path(f"{MADE}brev.pdf", own.letter, name="own_letter"),
    path(f"{MADE}invandning/", own.write, {"kind": "objection"}, name="objection"),
    path(f"{MADE}overklaga/", own.write, {"kind": "appeal"}, name="appeal"),
]
