"""An invoice basis as Peppol BIS Billing 3.0: UBL 2.1 Invoice and CreditNote, written the same each time.

The order of elements is that of the UBL 2.1 schemas; rules BR-* are EN 16931's, PEPPOL-* and SE-R-* those of Peppol.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from andrum.fees.domain.invoice import Document, Line, decimal_of

CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT: Final = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"
CUSTOMIZATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE_CODE: Final = "380"
CREDIT_CODE: Final = "381"
CREDIT_TRANSFER: Final = "30"
EXEMPT: Final = "E"
MONTHLY_UNIT: Final = "MON"
"""UN/ECE Recommendation 20: a month."""


def _cbc(parent: Element, name: str, text: str, **attributes: str) -> Element:
    found = SubElement(parent, f"cbc:{name}", attributes)
    found.text = text
    return found


def _cac(parent: Element, name: str) -> Element:
    return SubElement(parent, f"cac:{name}")


def _amount(parent: Element, name: str, ore: int) -> None:
    _cbc(parent, name, decimal_of(ore), currencyID="SEK")


def peppol_xml(document: Document) -> bytes:
    """The document as XML in UTF-8. The same document always gives the same bytes."""
    kind = "CreditNote" if document.is_credit else "Invoice"
    root = Element(kind, {"xmlns": ROOT.format(kind), "xmlns:cac": CAC, "xmlns:cbc": CBC})
    _head(root, document)
    _seller(_cac(_cac(root, "AccountingSupplierParty"), "Party"), document)
    _buyer(_cac(_cac(root, "AccountingCustomerParty"), "Party"), document)
    _payment(root, document)
    _totals(root, document)
    for place, line in enumerate(document.lines, 1):
        _line(root, document, place, line)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _head(root: Element, document: Document) -> None:
    _cbc(root, "CustomizationID", CUSTOMIZATION)
    _cbc(root, "ProfileID", PROFILE)
    _cbc(root, "ID", document.number)
    _cbc(root, "IssueDate", document.issue_date.isoformat())
    if document.is_credit:
        _cbc(root, "CreditNoteTypeCode", CREDIT_CODE)
    else:
        _cbc(root, "DueDate", document.due_date.isoformat())
        _cbc(root, "InvoiceTypeCode", INVOICE_CODE)
    _cbc(root, "Note", f"Avgift för {document.month.in_words}")
    _cbc(root, "DocumentCurrencyCode", "SEK")
    _cbc(root, "BuyerReference", document.buyer.customer)
    _period(root, document)
    if document.is_credit and document.credits_number:
        reference = _cac(_cac(root, "BillingReference"), "InvoiceDocumentReference")
        _cbc(reference, "ID", document.credits_number)
        if document.credits_date is not None:
            _cbc(reference, "IssueDate", document.credits_date.isoformat())


def _period(parent: Element, document: Document) -> None:
    period = _cac(parent, "InvoicePeriod")
    _cbc(period, "StartDate", document.month.first_day.isoformat())
    _cbc(period, "EndDate", document.month.last_day.isoformat())


def _address(party: Element, street: str, city: str, postal_code: str) -> None:
    address = _cac(party, "PostalAddress")
    for name, text in (("StreetName", street), ("CityName", city), ("PostalZone", postal_code)):
        if text:
            _cbc(address, name, text)
    _cbc(_cac(address, "Country"), "IdentificationCode", "SE")


def _seller(party: Element, document: Document) -> None:
    seller = document.seller
    _cbc(party, "EndpointID", seller.endpoint, schemeID=seller.endpoint_scheme)
    _cbc(_cac(party, "PartyName"), "Name", seller.name)
    _address(party, seller.street, seller.city, seller.postal_code)
    scheme = _cac(party, "PartyTaxScheme")
    _cbc(scheme, "CompanyID", seller.vat_number)
    _cbc(_cac(scheme, "TaxScheme"), "ID", "VAT")
    legal = _cac(party, "PartyLegalEntity")
    _cbc(legal, "RegistrationName", seller.name)
    _cbc(legal, "CompanyID", seller.organisation_number, schemeID="0007")
    contact = _cac(party, "Contact")
    _cbc(contact, "Name", seller.contact)
    _cbc(contact, "Telephone", seller.phone)
    _cbc(contact, "ElectronicMail", seller.email)


def _buyer(party: Element, document: Document) -> None:
    buyer, seller = document.buyer, document.seller
    _cbc(party, "EndpointID", seller.buyer_endpoint, schemeID=seller.buyer_endpoint_scheme)
    _cbc(_cac(party, "PartyIdentification"), "ID", buyer.customer)
    _cbc(_cac(party, "PartyName"), "Name", buyer.name)
    _address(party, buyer.street, buyer.city, buyer.postal_code)
    _cbc(_cac(party, "PartyLegalEntity"), "RegistrationName", buyer.name)


def _payment(root: Element, document: Document) -> None:
    means = _cac(root, "PaymentMeans")
    _cbc(means, "PaymentMeansCode", CREDIT_TRANSFER)
    _cbc(means, "PaymentID", document.number)
    account = _cac(means, "PayeeFinancialAccount")
    _cbc(account, "ID", document.seller.bankgiro)
    _cbc(account, "Name", document.seller.name)
    _cbc(_cac(account, "FinancialInstitutionBranch"), "ID", "SE:BANKGIRO")
    if not document.is_credit:
        _cbc(_cac(root, "PaymentTerms"), "Note", f"{document.seller.payment_days} dagar")


def _totals(root: Element, document: Document) -> None:
    total = document.total_ore
    tax = _cac(root, "TaxTotal")
    _amount(tax, "TaxAmount", 0)
    part = _cac(tax, "TaxSubtotal")
    _amount(part, "TaxableAmount", total)
    _amount(part, "TaxAmount", 0)
    category = _tax_category(part, "TaxCategory")
    _cbc(category, "TaxExemptionReasonCode", document.seller.tax_exemption_code)
    _cbc(category, "TaxExemptionReason", document.seller.tax_exemption_reason)
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")
    sums = _cac(root, "LegalMonetaryTotal")
    for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"):
        _amount(sums, name, total)


def _tax_category(parent: Element, name: str) -> Element:
    category = _cac(parent, name)
    _cbc(category, "ID", EXEMPT)
    _cbc(category, "Percent", "0")
    return category


def _line(root: Element, document: Document, place: int, line: Line) -> None:
    row = _cac(root, "CreditNoteLine" if document.is_credit else "InvoiceLine")
    _cbc(row, "ID", str(place))
    _cbc(row, "CreditedQuantity" if document.is_credit else "InvoicedQuantity", "1", unitCode=MONTHLY_UNIT)
    _amount(row, "LineExtensionAmount", line.amount_ore)
    _period(row, document)
    item = _cac(row, "Item")
    _cbc(item, "Name", line.words)
    _cbc(_cac(item, "SellersItemIdentification"), "ID", line.code)
    category = _tax_category(item, "ClassifiedTaxCategory")
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")
    _amount(_cac(row, "Price"), "PriceAmount", line.amount_ore)
