"""The messages of the contract: SOAP 1.1, read without trust, written exactly, judged by the schemas both ways.

Nothing here puts a part of a message into an error: errors carry a code of ours and no more.
"""

import re
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

CONTRACT: Final = Path(__file__).parent / "contract"
FOLDER: Final = CONTRACT / "v10" / "se" / "forsakringskassan" / "schema" / "integration" / "ssbt" / "_10"
WSDL: Final = FOLDER / "Sammansatt_Bastjanst_v10.wsdl"
SCHEMA: Final = FOLDER / "sammansatt_bastjanst_v10.xsd"
CSN_SCHEMA: Final = CONTRACT / "csn_answer.xsd"
LEFI: Final = (
    CONTRACT / "v10" / "se" / "forsakringskassan" / "schema" / "lefi" / "lefi-formansinformation-v9.openapi.yaml"
)

SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
SSBT: Final = "http://schema.forsakringskassan.se/integration/ssbt/10"
AF: Final = "http://api.arbetsformedlingen.se/arbetssokande/ersattningsstod/v2"
SO: Final = "http://INT014.UBPService.Schemas"
TNS: Final = "http://schema.transportstyrelsen.se/ssbtek/hamtauppgifterresponder/1"
TNS_VEHICLE: Final = "http://schema.transportstyrelsen.se/ssbtek/fordon/1"
CSN: Final = "http://schema.csn.se/v4.0/kommunfraga"
CSN_PERSON: Final = "http://schema.csn.se/v4.0/person"
CSN_TYPES: Final = "http://schema.csn.se/v4.0/csntyper"
PREFIXES: Final = {"soap": SOAP, "ssbt": SSBT, "af": AF, "so": SO, "tns": TNS, "fordon": TNS_VEHICLE}

LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a whole answer. One person's registers are some tens of kB."""
DECLARED: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
ENCODINGS: Final = {"utf-8": "utf-8", "us-ascii": "utf-8", "iso-8859-1": "iso-8859-1"}
Element = Any
"""An element of lxml, which has no types."""


class UnreadableError(ValueError):
    """A message or a part of one that cannot be read. ``code`` says why, in our own word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_xml(raw: bytes, *, most: int = LARGEST, encoding: str = "") -> Element:
    """The root element. A document type, and so every entity of its own, is refused before anything is read.

    Args:
        raw: The whole document.
        most: The most bytes.
        encoding: What it is known to be written in; else its own declaration, UTF-8 or ISO-8859-1.

    Raises:
        UnreadableError: ``too_large``, ``encoding``, ``document_type`` or ``not_xml``.
    """
    if len(raw) > most:
        raise UnreadableError("too_large")
    found = DECLARED.match(raw.removeprefix(b"\xef\xbb\xbf"))
    known = encoding or ENCODINGS.get(found[1].decode("ascii").lower() if found else "utf-8", "")
    if not known:
        raise UnreadableError("encoding")
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise UnreadableError("document_type")
    parser = etree.XMLParser(
        encoding=known, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError("not_xml") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("document_type")
    return root


class Schema:
    """A compiled schema that several threads may ask."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._schema = etree.XMLSchema(etree.parse(str(path)))

    def accepts(self, element: Element) -> bool:
        """True when the element, as a document of its own, follows the schema."""
        with self._lock:
            return bool(self._schema.validate(element))


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The schema of questions and answers."""
    return Schema(SCHEMA)


@lru_cache(maxsize=1)
def csn_schema() -> Schema:
    """The schema of CSN's own answer, which comes as base64 inside the other."""
    return Schema(CSN_SCHEMA)


@lru_cache(maxsize=1)
def operations() -> dict[str, str]:
    """From the element of a question to that of its answer, as the WSDL says."""
    wsdl = etree.parse(str(WSDL)).getroot()
    ns = {"w": "http://schemas.xmlsoap.org/wsdl/"}
    parts = {
        message.get("name"): message.find("w:part", ns).get("element") for message in wsdl.iterfind("w:message", ns)
    }

    def element(kind: str, operation: Element) -> str:
        name = parts[operation.find(f"w:{kind}", ns).get("message").partition(":")[2]]
        return f"{{{SSBT}}}{name.partition(':')[2]}"

    return {element("input", one): element("output", one) for one in wsdl.iterfind("w:portType/w:operation", ns)}


def add(parent: Element, namespace: str, name: str, text: str = "") -> Element:
    """A child element; without namespace where ``namespace`` is empty."""
    child = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)
    if text:
        child.text = text
    return child


def element(name: str) -> Element:
    """A root element of the contract's own namespace."""
    return etree.Element(f"{{{SSBT}}}{name}", nsmap=PREFIXES)


def envelope(body: Element) -> bytes:
    """The element in a SOAP envelope."""
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap=PREFIXES)
    add(root, SOAP, "Body").append(body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def body_of(raw: bytes) -> Element:
    """The one element in the body of an envelope.

    Raises:
        UnreadableError: as ``read_xml``, or ``not_soap``.
    """
    root = read_xml(raw)
    bodies = root.findall(f"{{{SOAP}}}Body") if root.tag == f"{{{SOAP}}}Envelope" else []
    if len(bodies) != 1 or len(bodies[0]) != 1:
        raise UnreadableError("not_soap")
    return bodies[0][0]


def fault(
    code: str, messages: list[str], *, operation: str = "hamtaBastjanstInformation", whose: str = "Server"
) -> bytes:
    """A SOAP fault with the contract's own detail."""
    root = etree.Element(f"{{{SOAP}}}Fault", nsmap=PREFIXES)
    add(root, "", "faultcode", f"soap:{whose}")
    add(root, "", "faultstring", "Fel i SSBT")
    detail = add(add(root, "", "detail"), SSBT, f"{operation}Fault")
    add(detail, SSBT, "felkod", code)
    for message in messages or [code]:
        add(detail, SSBT, "felmeddelande", message)
    return envelope(root)
