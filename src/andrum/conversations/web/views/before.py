"""Before: who is there, what the client is told, and words that come as text or a sound file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import role_required
from andrum.cases.service import participants_of
from andrum.conversations.actions.hearing import end_conversation, keep_text
from andrum.conversations.actions.planning import add_person, note_information, plan_conversation
from andrum.conversations.domain.telling import told
from andrum.conversations.domain.transcripts import parse_transcript
from andrum.conversations.domain.words import Answer, Source, Way
from andrum.conversations.models import Conversation
from andrum.conversations.models.conversations import LANGUAGES
from andrum.conversations.queries.conversations import latest_answer, persons_of
from andrum.conversations.queries.model import model_is_told
from andrum.conversations.queries.policy import policy_at
from andrum.conversations.queries.speech import name_of
from andrum.conversations.web.access import WORKERS, Visit, conversation_for, matter_for, visit_of
from andrum.conversations.web.forms import (
    ROLE_CHOICES,
    InformationForm,
    NewConversationForm,
    SoundFileForm,
    TextForm,
    with_keys,
)
from andrum.conversations.web.uploads import start_upload, upload_state
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError

QUESTIONS = {
    "sv": ("Är det okej?", "Ja", "Nej"), "en": ("Is that all right?", "Yes", "No"),
    "sv-x-easy": ("Går det bra?", "Ja", "Nej"),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Prepare a conversation in a matter."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    parts = [part for part in participants_of(matter) if part.to_date is None]
    form = NewConversationForm(
        request.POST or None, matter=matter, parts=parts, day=swedish_day(visit.at), worker=visit.user.name
    )
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("framework", "way", "setting", "interpreter")}
        try:
            made = plan_conversation(
                matter=matter, **values, persons=form.persons(), child_age=form.child_age(), user=visit.user,
                by=visit.by, at=visit.at,
            )  # fmt: skip
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            page = "live" if made.way == Way.DICTATION else "information"
            return redirect(f"conversations:{page}", made.pk)
    return render(request, "conversations/new.html", {"matter": matter, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def information(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """What the client is told, to read aloud or show, and the answer."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = InformationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, visit, conversation, form)
    language = request.GET.get("sprak", "sv")
    language = language if language in dict(LANGUAGES) else "sv"
    policy = policy_at(visit.at)
    question, yes, no = QUESTIONS[language]
    context = {
        "conversation": conversation, "language": language, "lang": language[:2], "policy": policy,
        "paragraphs": told(language, policy, with_model=model_is_told(conversation, visit.at)),
        "question": question, "yes": yes, "no": no,
        "languages": [
            {"text": text, "href": f"?sprak={code}", "current": code == language} for code, text in LANGUAGES
        ],
        "answered": latest_answer(conversation),
    }  # fmt: skip
    return render(request, "conversations/information.html", context)


def _answered(request: HttpRequest, visit: Visit, conversation: Conversation, form: InformationForm) -> HttpResponse:
    answer = form.cleaned_data["answer"]
    try:
        note_information(conversation=conversation, **form.cleaned_data, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
        return redirect("conversations:information", conversation.pk)
    if answer == Answer.NO:
        messages.info(request, _("Svaret är antecknat. Programmet lyssnar inte; skriv själv det som är viktigt."))
    if answer == Answer.STOP:
        messages.info(request, _("Det är antecknat och mikrofonen är av. Kom överens om det som redan står här."))
    if conversation.state == "ended":
        return redirect("conversations:review", conversation.pk)
    if conversation.way == Way.TEXT:
        return redirect("conversations:text", conversation.pk)
    page = "sound_file" if conversation.way == Way.UPLOAD and answer == Answer.YES else "live"
    return redirect(f"conversations:{page}", conversation.pk)


@require_POST
@role_required(*WORKERS)
def person_came(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Somebody came into the room."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    role, name = request.POST.get("role", ""), request.POST.get("name", "")[:100]
    roles = [(one.role, one.name, one.person_id) for one in persons_of(conversation)]
    try:
        if role not in dict(ROLE_CHOICES):
            raise AndrumError(_("Rollen är okänd."), todo=_("Välj en i listan."))
        person = with_keys([*roles, (role, name, None)])[-1]
        made = add_person(conversation=conversation, person=person, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        if conversation.may_listen:
            text = _("%(name)s är med. Berätta att programmet skriver ner det som sägs, och att det går att säga nej.")
            messages.info(request, text % {"name": name_of(made)})
    return redirect("conversations:conversation", conversation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def text(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Type or paste what was said."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    if conversation.state in {"ended", "signed", "cancelled"}:
        return redirect("conversations:conversation", conversation_id)
    persons = persons_of(conversation)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = next((one.key for one in persons if one.role != "socialsekreterare"), persons[0].key)
        is_pasted = Source.PASTED if "\n" in form.cleaned_data["text"].strip() else Source.TYPED
        try:
            said = parse_transcript(form.cleaned_data["text"], persons, otherwise=first)
            keep_text(conversation=conversation, said=said, source=is_pasted, by=visit.by, at=visit.at)
            end_conversation(conversation=conversation, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Texten är sparad och sorterad."))
            return redirect("conversations:review", conversation_id)
    return render(request, "conversations/text.html", {"conversation": conversation, "form": form, "persons": persons})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def sound_file(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Upload a recording; it is heard in the background and never written to disk."""
    visit = visit_of(request)
    conversation = conversation_for(visit, conversation_id)
    form = SoundFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            start_upload(conversation=conversation, content=form.cleaned_data["sound"].read(), by=visit.by)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            return redirect("conversations:sound_file", conversation_id)
    state = upload_state(conversation.pk)
    if conversation.state in {"ended", "signed", "cancelled"}:
        return redirect("conversations:conversation", conversation_id)
    is_heard_elsewhere = state is None and conversation.state == "live" and not form.errors
    context = {"conversation": conversation, "form": form, "upload": state, "elsewhere": is_heard_elsewhere}
    return render(request, "conversations/sound_file.html", context)
