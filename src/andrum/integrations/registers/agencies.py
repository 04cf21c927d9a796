"""The answers that come as XML: AF, the unemployment funds (SO), Skatteverket, Transportstyrelsen, Migrationsverket.

Each function takes the ``data`` element, already judged by the schema, and gives data or the agency's own error. One
that is about somebody else raises OtherPersonError; what cannot be read raises UnreadableError.
"""

from typing import Final

from andrum.automation.service import register_answers
from andrum.integrations.registers.csn import OtherPersonError
from andrum.integrations.registers.messages import AF, SO, TNS, TNS_VEHICLE, Element, UnreadableError, read_xml
from andrum.integrations.registers.reading import code_of, day, day_in, ore, short, text_in, whole_kronor

AgencyError = register_answers.AgencyError
UNEMPLOYMENT_CODE: Final = "A-KASSA"
"""The funds' payments carry no code: all of them are unemployment benefit."""
TRUE: Final = frozenset({"true", "1"})
SKV_ROOT: Final = "SvarBeskattningsuppgifter"
LARGEST_TEXT: Final = 200_000


def _same(found: str, person_number: str) -> None:
    if found.strip() != person_number:
        raise OtherPersonError


def job_seeker(data: Element, *, person_number: str) -> register_answers.JobSeeker | AgencyError:
    """AF. A status other than 0 is its own error; an answer that does not say whether one seeks work is no answer."""
    answer = data.find(f"{{{AF}}}Svar")
    _same(text_in(answer, f"{{{AF}}}IdentitetsbeteckningFysiskPerson"), person_number)
    status = text_in(answer, f"{{{AF}}}StatusSokandeinformationKod")
    if status != "0":
        return AgencyError("AF", code_of(status))
    info = answer.find(f"{{{AF}}}ArbetssokandeInfo")
    seeks = text_in(info, f"{{{AF}}}Arbetssokande") if info is not None else ""
    if info is None or not seeks:
        raise UnreadableError("not_said")
    report = info.find(f"{{{AF}}}AktivetetsRapportDatum")
    return register_answers.JobSeeker(
        is_job_seeker=seeks in TRUE, registered=day_in(info, f"{{{AF}}}ArbetssokandeRegistrerad"),
        deregistered=day_in(info, f"{{{AF}}}ArbetssokandeAvaktualiserad"),
        extent=text_in(info, f"{{{AF}}}ArbetssokandeOmfattning"),
        unemployment_fund=text_in(answer, f"{{{AF}}}Akassetillhorighet"),
        last_activity_report=day_in(report, f"{{{AF}}}SenasteAktivitetsRapportDatum") if report is not None else None,
        decisions=tuple(_af_decision(row) for row in answer.iter(f"{{{AF}}}Beslut")),
        is_protected=text_in(answer, f"{{{AF}}}Sekretessmarkering") in TRUE,
    )  # fmt: skip


def _af_decision(row: Element) -> register_answers.BenefitDecision:
    return register_answers.BenefitDecision(
        code=text_in(row, f"{{{AF}}}ErsattningTyp"), extent=text_in(row, f"{{{AF}}}Omfattning"),
        from_date=day_in(row, f"{{{AF}}}BeslutFrom"), to_date=day_in(row, f"{{{AF}}}BeslutTom"),
    )  # fmt: skip


def unemployment_fund(data: Element, *, person_number: str) -> register_answers.UnemploymentFund:
    """SO. Payments after tax; what is drawn from them afterwards is still the person's money."""
    _same(text_in(data, f"{{{SO}}}IdentificationNumber"), person_number)
    funds = list(data.iter(f"{{{SO}}}Arbetsloshetsersattning"))
    return register_answers.UnemploymentFund(
        organisation=", ".join(text_in(fund, f"{{{SO}}}SvarandeOrganisation") for fund in funds),
        payments=tuple(_fund_payment(row) for fund in funds for row in fund.iter(f"{{{SO}}}Utbetalningar")),
        statuses=tuple(text_in(fund, f"{{{SO}}}StatusSvarandeOrganisation") for fund in funds),
    )


def _fund_payment(row: Element) -> register_answers.Payment:
    return register_answers.Payment(
        payer="SO", code=UNEMPLOYMENT_CODE, paid=day(text_in(row, f"{{{SO}}}Utbetalningsdatum")),
        net_ore=ore(text_in(row, f"{{{SO}}}NettoEfterSkatt")), period_from=day_in(row, f"{{{SO}}}AvserFrom"),
        period_to=day_in(row, f"{{{SO}}}AvserTom"),
    )  # fmt: skip


def vehicles(data: Element, *, person_number: str) -> register_answers.Vehicles | AgencyError:
    """TNS. ``FEL`` is its own error; the answer names nobody, so whom it is about is known by the repeated question."""
    del person_number
    if text_in(data, f"{{{TNS}}}resultat") != "OK":
        codes = [text_in(row, f"{{{TNS}}}felkod") for row in data.iterfind(f"{{{TNS}}}felresultat")]
        return AgencyError("TNS", code_of(codes[0] if codes else "FEL"))
    owned = data.find(f"{{{TNS}}}fordonsinnehav")
    if owned is None:
        raise UnreadableError("not_said")
    return register_answers.Vehicles(tuple(_vehicle(row) for row in owned.iterfind(f"{{{TNS_VEHICLE}}}fordon")))


def _vehicle(row: Element) -> register_answers.Vehicle:
    year = text_in(row, f"{{{TNS_VEHICLE}}}fordonsar")
    return register_answers.Vehicle(
        registration=text_in(row, f"{{{TNS_VEHICLE}}}regnr"), make=text_in(row, f"{{{TNS_VEHICLE}}}fabrikat"),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        type=text_in(row, f"{{{TNS_VEHICLE}}}fordonsslag"),
        trade_name=text_in(row, f"{{{TNS_VEHICLE}}}handelsbeteckning"),
    )  # fmt: skip


def permits(data: Element, *, person_number: str) -> register_answers.Permits:
    """MIV. An answer without a response is that nothing is known of the person there."""
    response = data.find("response")
    if response is None:
        return register_answers.Permits()
    if number := text_in(response, "personnummer"):
        _same(number, person_number)
    return register_answers.Permits(tuple(_permit(row) for row in response.iterfind("svarCollection/svar") if len(row)))


def _permit(row: Element) -> register_answers.Permit:
    return register_answers.Permit(
        case_type=text_in(row, "arendeTyp"), decision_code=text_in(row, "beslutsKod"),
        decided=day_in(row, "beslutsdatum"), from_date=day_in(row, "fromDatum"), to_date=day_in(row, "tomDatum"),
        is_permanent=text_in(row, "giltighetstid") == "PERMANENT", applied=day_in(row, "ansokningsdatum"),
    )  # fmt: skip


def capital_income(data: Element, *, person_number: str) -> register_answers.CapitalIncome | AgencyError:
    """SKV: a document of its own, written as text. The contract holds no schema of it, so it is read by its names."""
    text = (data.findtext("svar") or "").lstrip()
    written = text.partition("?>")[2] if text.startswith("<?xml") else text
    root = read_xml(written.encode(), most=LARGEST_TEXT, encoding="utf-8")
    if not _name(root).startswith(SKV_ROOT):
        raise UnreadableError("not_by_schema")
    if found := _texts(root, "MeddelandeKod"):
        return AgencyError("SKV", code_of(found[0]))
    numbers = _texts(root, "IdentitetsbeteckningFysiskPerson")
    for number in numbers:
        _same(number, person_number)
    if not numbers:
        raise UnreadableError("persons")
    years = [_capital(row) for row in root.iter() if _name(row) == "Kapitaluppgift"]
    return max(years, key=lambda row: row.tax_year or 0) if years else register_answers.CapitalIncome()


def _capital(row: Element) -> register_answers.CapitalIncome:
    year = "".join(_texts(row, "Taxeringsar"))
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UnreadableError("year")
    return register_answers.CapitalIncome(
        tax_year=int(year), income_ore=_sum_in(row, "SummaIntakterPaKapital"),
        surplus_ore=_sum_in(row, "OverskottPaKapital"),
    )  # fmt: skip


def _sum_in(row: Element, name: str) -> int:
    """What is named, in öre; 0 where a year has income but no surplus, or the other way round."""
    return sum(whole_kronor(text) for text in _texts(row, name))


def _texts(parent: Element, name: str) -> list[str]:
    return [short(one.text or "") for one in parent.iter() if _name(one) == name]


def _name(one: Element) -> str:
    return one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
