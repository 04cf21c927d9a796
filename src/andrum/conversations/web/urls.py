"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.conversations.web.views import before, copies, during, lines, lists, model, review, signed, speakers, walk

app_name = "conversations"
ONE = "samtal/<int:conversation_id>/"
LINE = "samtal/rad/<int:line_id>/"
SEGMENT = "samtal/yttrande/<int:segment_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("samtal/", lists.mine, name="mine"),
    path("samtal/sprakmodell/", model.language_model, name="language_model"),
    path("arenden/<slug:reference>/samtal/", lists.of_matter, name="of_matter"),
    path("arenden/<slug:reference>/samtal/nytt/", before.new, name="new"),
    path(ONE, lists.conversation, name="conversation"),
    path(f"{ONE}information/", before.information, name="information"),
    path(f"{ONE}personer/", before.person_came, name="person_came"),
    path(f"{ONE}text/", before.text, name="text"),
    path(f"{ONE}ljudfil/", before.sound_file, name="sound_file"),
    path(f"{ONE}pagar/", during.live, name="live"),
    path(f"{ONE}pagar/<slug:talk_deed>/", during.step, name="step"),
    path(f"{ONE}biljett/", during.ticket, name="ticket"),
    path(f"{ONE}inspelning.wav", during.recording, name="recording"),
    path(f"{ONE}sagt/", during.say, name="say"),
    path(f"{ONE}egen-anteckning/", during.own_note, name="own_note"),
    path(f"{ONE}vem-sa-vad/", speakers.who_spoke, name="who_spoke"),
    path(f"{ONE}granska/", review.review, name="review"),
    path(f"{ONE}granska/sprakmodell/", model.pointing, name="pointing"),
    path(f"{ONE}granska/sprakmodell/las/", model.ask, name="ask_model"),
    path(f"{ONE}granska/tveksam/", model.take, name="take_doubt"),
    path(f"{ONE}granska/formulera/", model.write, name="ask_claims"),
    path(f"{ONE}granska/pastaende/", model.decide, name="decide_claim"),
    path(f"{ONE}granska/alla/", review.accept_all, name="accept_all"),
    path(f"{ONE}genomgang/", walk.walk_through, name="walk"),
    path(f"{ONE}genomgang/tillagg/", walk.added, name="added"),
    path(f"{ONE}anteckning/", signed.note, name="note"),
    path(f"{ONE}signera/", signed.sign, name="sign"),
    path(f"{ONE}gallra/", signed.dispose, name="dispose"),
    path(f"{ONE}kopia/", copies.copy, name="copy"),
    path(f"{ONE}kopia.pdf", copies.copy_pdf, name="copy_pdf"),
    path(f"{ONE}kopia.txt", copies.copy_text, name="copy_text"),
    path(LINE, lines.line, name="line"),
    path(f"{LINE}ljud.wav", lines.moment, name="moment"),
    path(f"{LINE}svar/", walk.position, name="position"),
    path(f"{LINE}<slug:line_deed>/", lines.decide, name="decide"),
    path(SEGMENT, lines.segment, name="segment"),
    path(f"{SEGMENT}<slug:words_deed>/", lines.change_segment, name="change_segment"),
]
