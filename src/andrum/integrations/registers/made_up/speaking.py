"""What each made-up agency says of a person, in the words of the contract."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree

from andrum.automation.service import register_answers
from andrum.integrations.registers.lefi import FK_GROUPS, PM_GROUPS
from andrum.integrations.registers.made_up.persons import MadePayment, Row, lines_of, text_of, whole_of
from andrum.integrations.registers.messages import (
    AF,
    CSN,
    CSN_PERSON,
    CSN_TYPES,
    SO,
    SSBT,
    TNS,
    TNS_VEHICLE,
    Element,
    add,
)
from andrum.kernel.periods import Month

SKV: Final = "http://xmls.skatteverket.se/se/skatteverket/zg/instans/standardiseradInformation/1.0"
SKV_TAX: Final = "http://xmls.skatteverket.se/se/skatteverket/zg/komponent/infoForBeskattning/1.0"
SKV_PERSON: Final = "http://xmls.skatteverket.se/se/skatteverket/zg/komponent/infoForFolkbokforing/1.0"
FUND: Final = "Älvboda a-kassa (påhittad)"
CSN_FORMS: Final = ("Studiemedel", "Studiehjalp", "HemutrustningsLan", "Studiestartsstod", "Omstallningsstudiestod")
COMPANY: Final = {"FK": (1001, "Försäkringskassan"), "PM": (1003, "Pensionsmyndigheten")}
GROUPS: Final = {"FK": FK_GROUPS, "PM": PM_GROUPS}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the service knows when an agency speaks: the question's parts, and the person's row and payments."""

    person_number: str
    organisation: str
    asker: str
    asked_by: str
    reference: str
    purpose: str
    legal_basis: str
    first: date
    last: date
    at: datetime
    correlation: str
    row: Row
    payments: list[MadePayment]
    is_partial: bool = False


def job_seeker(data: Element, asked: Asked) -> None:
    """AF."""
    given = asked.row.get("job_seeker", True)
    said = given if isinstance(given, Mapping) else {"is_job_seeker": given}
    _only_fields_of(register_answers.JobSeeker, said)
    if not isinstance(said.get("is_job_seeker"), bool):
        raise TypeError("job_seeker")
    protected = said.get("is_protected", asked.row.get("is_protected", False))
    question = add(data, AF, "Fraga")
    for name, text in (
        ("OrganisationsnummerForIngivare", asked.organisation), ("NamnPaIngivare", asked.asker),
        ("KontonamnForHandlaggare", asked.asked_by), ("Referensnummer", asked.reference),
        ("From", asked.first.isoformat()), ("Tom", asked.last.isoformat()), ("SyfteMedFraga", asked.purpose),
        ("LagParagraf", asked.legal_basis), ("IdentitetsbeteckningFysiskPerson", asked.person_number),
    ):  # fmt: skip
        add(question, AF, name, text)
    answer = add(data, AF, "Svar")
    add(answer, AF, "Schemaversion", "2")
    add(answer, AF, "Referensnummer", asked.reference)
    add(answer, AF, "LagParagraf", asked.legal_basis)
    add(answer, AF, "IdentitetsbeteckningFysiskPerson", asked.person_number)
    add(answer, AF, "Sekretessmarkering", "true" if protected is True else "false")
    _registration(add(answer, AF, "ArbetssokandeInfo"), said)
    if said.get("unemployment_fund"):
        add(answer, AF, "Akassetillhorighet", text_of(said["unemployment_fund"]))
    add(answer, AF, "StatusSokandeinformationKod", "0")
    add(answer, AF, "StatusSokandeinformationKodText", "Frågan har behandlats normalt.")


def _registration(info: Element, said: Row) -> None:
    add(info, AF, "Arbetssokande", "true" if said["is_job_seeker"] else "false")
    for name, key in (("ArbetssokandeRegistrerad", "registered"), ("ArbetssokandeOmfattning", "extent"),
                      ("ArbetssokandeAvaktualiserad", "deregistered")):  # fmt: skip
        if said.get(key):
            add(info, AF, name, str(said[key]))
    report = add(info, AF, "AktivetetsRapportDatum")
    add(report, AF, "AktivitetsRapportMeddelande", "Aktivitetsrapporter")
    if said.get("last_activity_report"):
        add(report, AF, "SenasteAktivitetsRapportDatum", str(said["last_activity_report"]))


def study_support(data: Element, asked: Asked) -> None:
    """CSN: a document of its own, in base64."""
    content = add(data, SSBT, "svar")
    content.text = base64.b64encode(etree.tostring(_csn_answer(asked), xml_declaration=True, encoding="utf-8")).decode()


def _csn_answer(asked: Asked) -> Element:
    root = etree.Element(f"{{{CSN}}}CSNSvar", nsmap={None: CSN, "per": CSN_PERSON, "typ": CSN_TYPES})
    root.set("schemaVersion", "4.0")
    result = add(add(root, CSN, "GemensamtSvarEkbistand"), CSN, "Resultat")
    add(result, CSN, "ResultatKod", "0")
    add(result, CSN, "ResultatText", "Allt OK, inget att rapportera")
    add(root, CSN, "GemensamtFragaEkbistand")
    person = add(add(root, CSN, "Personer"), CSN, "Person")
    person.set("personnummer", asked.person_number[2:])
    person.set("sekel", asked.person_number[:2])
    support = add(person, CSN_PERSON, "Studiestodstypforteckning")
    paid = [payment for payment in asked.payments if payment.payer == "CSN"]
    for form in ("studiemedel", "studiehjalp", "hemutrustningslan", "studiestartsstod", "omstallningsstudiestod"):
        add(support, CSN_TYPES, form, "1" if paid and form == "studiemedel" else "0")
    for form in CSN_FORMS:
        part = add(person, CSN_PERSON, form)
        if paid and form == "Studiemedel":
            _csn_matter(add(part, CSN_PERSON, "Arenden"), paid)
    return root


def _csn_matter(matters: Element, paid: list[MadePayment]) -> None:
    own = "http://schema.csn.se/v4.0/studiemedel"
    matter = add(matters, CSN_PERSON, "Arende")
    matter.set("lopnummer", "1")
    for name, text in (("stodform", "GRUND"), ("klartext", "Studiemedel"), ("status", "BESLUTAD")):
        add(matter, own, name, text)
    add(matter, own, "soktaTider")
    add(matter, own, "BeviljadeTider")
    plan = add(matter, own, "UtbetalningsPlan")
    for payment in paid:
        kronor = _kronor(payment.net_ore)
        row = add(plan, own, "Utbetalning")
        add(row, CSN_TYPES, "utbetdatum", f"{payment.paid:%Y%m%d}")
        add(row, CSN_TYPES, "utbetstatus", "Utbetald")
        time = add(add(row, CSN_TYPES, "Utbetaldatider"), CSN_TYPES, "Utbetaldtid")
        amount = add(add(time, CSN_TYPES, "Beloppen"), CSN_TYPES, "Belopp")
        for name, text in (("beloppstyp", payment.code), ("klartext", payment.part or payment.code),
                           ("belopp", kronor), ("totbelopp", kronor)):  # fmt: skip
            add(amount, CSN_TYPES, name, text)
        add(time, CSN_TYPES, "totbelopp", kronor)
        add(row, CSN_TYPES, "totbelopp", kronor)


def _kronor(ore: int) -> str:
    """CSN pays whole kronor. Raises ValueError for a made-up amount that is not."""
    if ore % 100:
        raise ValueError("whole kronor")
    return str(ore // 100)


def social_insurance(data: Element, asked: Asked) -> None:
    """FK with PM: JSON in base64."""
    away = {"PM"} if asked.is_partial else set()
    content: dict[str, Any] = {
        "utlamnare": [_supplier(name, is_away=name in away) for name in ("FK", "PM")],
        "avvikelser": {},
        "formansinformation": {"utbetalningsuppgift": [_fk(row) for row in asked.payments if row.payer == "FK"]},
        "utbetalningar": [_pm(row) for row in asked.payments if row.payer == "PM" and not away],
        "preliminaraUtbetalningar": [],
    }
    text = base64.b64encode(json.dumps(content, ensure_ascii=False).encode()).decode()
    add(data, SSBT, "lefiJsonSvar", text)


def _supplier(name: str, *, is_away: bool) -> dict[str, object]:
    state = {"kod": "OTILLGANGLIG", "beskrivning": "Otillgänglig"} if is_away else {
        "kod": "OK", "beskrivning": "Tillgänglig"}  # fmt: skip
    return {"utlamnare": {"kod": name, "namn": COMPANY[name][1]}, "tillstand": state}


def _fk(payment: MadePayment) -> dict[str, object]:
    number, name = COMPANY["FK"]
    kronor = payment.net_ore // 100 if payment.net_ore % 100 == 0 else payment.net_ore / 100
    net = {"summa": kronor, "valuta": "SEK"}
    month = {"fran": f"{payment.paid:%Y-%m}-01", "till": Month.of(payment.paid).last_day.isoformat()}
    return {
        "typ": {"id": 1, "beskrivning": "Månad"}, "foretag": {"id": number, "beskrivning": name},
        "formansfamilj": {"id": payment.code, "beskrivning": payment.part or payment.code},
        "datum": payment.paid.isoformat(), "period": month, "bruttobelopp": net,
        "skattebelopp": {"summa": 0, "valuta": "SEK"}, "avdragsbelopp": {"summa": 0, "valuta": "SEK"},
        "nettobelopp": net, "utbetalningsdetalj": [],
    }  # fmt: skip


def _pm(payment: MadePayment) -> dict[str, object]:
    kronor = int(_kronor(payment.net_ore))
    group = {"kod": f"PM:{payment.code}", "beskrivning": payment.part or payment.code}
    return {
        "utbetalningsdatum": payment.paid.isoformat(),
        "utbetalningsperiod": {"from": f"{payment.paid:%Y-%m}-01", "tom": payment.paid.isoformat()},
        "bruttobelopp": kronor, "nettobelopp": kronor, "avdrag": [],
        "utbetalningsrader": [{"formansgrupp": group, "belopp": kronor}],
    }  # fmt: skip


def capital_income(data: Element, asked: Asked) -> None:
    """SKV: a document of its own, written as text."""
    said = asked.row.get("capital", {})
    if not isinstance(said, Mapping):
        raise TypeError("capital")
    _only_fields_of(register_answers.CapitalIncome, said)
    income, surplus = whole_of(said.get("income_ore", 0)), whole_of(said.get("surplus_ore", 0))
    year = whole_of(said.get("tax_year") or asked.at.year - 1)
    amounts = "" if not said else (
        f"<Kapitaluppgift><b:Taxeringsar>{year}</b:Taxeringsar>"
        f"<b:SummaIntakterPaKapital>{income // 100}</b:SummaIntakterPaKapital>"
        f"<b:OverskottPaKapital>{surplus // 100}</b:OverskottPaKapital></Kapitaluppgift>"
    )  # fmt: skip
    add(data, "", "svar", (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<SvarBeskattningsuppgifterEnligtSFS2008-975 xmlns="{SKV}" xmlns:b="{SKV_TAX}" xmlns:f="{SKV_PERSON}">'
        "<PersonuppgiftLista><Personuppgift><f:IdentitetsbeteckningFysiskPerson>"
        f"{escape(asked.person_number)}</f:IdentitetsbeteckningFysiskPerson>{amounts}"
        "</Personuppgift></PersonuppgiftLista></SvarBeskattningsuppgifterEnligtSFS2008-975>"
    ))  # fmt: skip


def unemployment_fund(data: Element, asked: Asked) -> None:
    """SO."""
    for name, text in (
        ("OrganisationsnummerIngivare", asked.organisation), ("NamnIngivare", asked.asker),
        ("KontonamnHandlaggare", asked.asked_by), ("Referensnummer", asked.reference),
        ("From", asked.first.isoformat()), ("Tom", asked.last.isoformat()), ("Syfte", asked.purpose),
        ("Paragraf", asked.legal_basis), ("IdentificationNumber", asked.person_number),
    ):  # fmt: skip
        add(data, SO, name, text)
    funds = add(data, SO, "ArbetsloshetsersattningLista")
    paid = [payment for payment in asked.payments if payment.payer == "SO"]
    if not paid:
        return
    fund = add(funds, SO, "Arbetsloshetsersattning")
    add(fund, SO, "SvarandeOrganisation", FUND)
    add(fund, SO, "StatusSvarandeOrganisation", "OK")
    for payment in paid:
        row, net = add(fund, SO, "Utbetalningar"), f"{payment.net_ore // 100}.{payment.net_ore % 100:02d}"
        for name, text in (("Utbetalningsdatum", payment.paid.isoformat()), ("NettoEfterSkatt", net),
                           ("NettoEfterAvdrag", net), ("Ersattningsdagar", "22"),
                           ("AvserFrom", payment.paid.replace(day=1).isoformat()),
                           ("AvserTom", payment.paid.isoformat())):  # fmt: skip
            add(row, SO, name, text)


def vehicles(data: Element, asked: Asked) -> None:
    """TNS."""
    add(data, TNS, "resultat", "OK")
    owned = add(data, TNS, "fordonsinnehav")
    for line in lines_of(asked.row, "vehicles"):
        _only_fields_of(register_answers.Vehicle, line)
        vehicle = add(owned, TNS_VEHICLE, "fordon")
        for name, key in (("regnr", "registration"), ("fabrikat", "make"), ("fordonsar", "year"),
                          ("fordonsslag", "type"), ("handelsbeteckning", "trade_name")):  # fmt: skip
            add(vehicle, TNS_VEHICLE, name, str(line["registration"] if key == "registration" else line.get(key, "")))


def permits(data: Element, asked: Asked) -> None:
    """MIV."""
    response = add(data, "", "response")
    add(response, "", "korrelationsid", asked.correlation)
    add(response, "", "correlationid", asked.correlation)
    add(response, "", "personnummer", asked.person_number)
    found = add(response, "", "svarCollection")
    for line in lines_of(asked.row, "permits"):
        _only_fields_of(register_answers.Permit, line)
        row = add(found, "", "svar")
        for name, key in (("ansokningsdatum", "applied"), ("arendeTyp", "case_type"), ("beslutsKod", "decision_code"),
                          ("beslutsdatum", "decided"), ("fromDatum", "from_date")):  # fmt: skip
            if line.get(key):
                add(row, "", name, str(line[key]))
        add(row, "", "giltighetstid", "PERMANENT" if line.get("is_permanent") else "TIDBEGRANSAT")
        if line.get("to_date"):
            add(row, "", "tomDatum", str(line["to_date"]))


SPEAKERS: Final[Mapping[str, Callable[[Element, Asked], None]]] = {
    "AF": job_seeker, "CSN": study_support, "FK": social_insurance, "SKV": capital_income, "SO": unemployment_fund,
    "TNS": vehicles, "MIV": permits,
}  # fmt: skip


def _only_fields_of(kind: type[Any], said: Row) -> None:
    """Raises TypeError for a word in the file that means nothing, so that a slip of the pen is seen."""
    if not set(said) <= {one.name for one in fields(kind)}:
        raise TypeError(kind.__name__)
