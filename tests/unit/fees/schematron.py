"""Runs published Schematron: each rule becomes a template, each assertion a test, in the way ISO 19757-3 says."""

import zipfile
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from saxonche import PySaxonProcessor

RULES = Path(__file__).parents[2] / "data" / "e-invoice" / "peppol-billing-3.0.19.zip"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
FILES = ("CEN-EN16931-UBL.sch", "PEPPOL-EN16931-UBL.sch")


def _let(parent: ET.Element, row: ET.Element) -> None:
    ET.SubElement(parent, f"{XSL}variable", {"name": row.attrib["name"], "select": row.attrib["value"]})


def _check(template: ET.Element, row: ET.Element) -> None:
    wanted = row.attrib["test"]
    test = f"not({wanted})" if row.tag == f"{SCH}assert" else wanted
    found = ET.SubElement(ET.SubElement(template, f"{XSL}if", {"test": test}), f"{XSL}message")
    found.set("terminate", "no")
    said = ET.SubElement(template[-1], "broken", {"id": row.get("id", ""), "flag": row.get("flag", "fatal")})
    said.text = " ".join("".join(row.itertext()).split())
    template[-1].remove(found)


def to_xslt(source: bytes) -> str:
    """The Schematron as an XSLT 2.0 stylesheet that writes ``<broken id flag>`` for every broken rule."""
    schema = ET.fromstring(source)  # noqa: S314 - a file of our own
    spaces = {row.attrib["prefix"]: row.attrib["uri"] for row in schema.iter(f"{SCH}ns")}
    sheet = ET.Element(f"{XSL}stylesheet", {"version": "2.0"})
    main = ET.Element(f"{XSL}template", {"match": "/"})
    found = ET.SubElement(main, "found")
    for row in schema:
        if row.tag == f"{SCH}let":
            _let(sheet, row)
        elif row.tag == f"{XSL}function":
            sheet.append(row)
    for place, pattern in enumerate(schema.iter(f"{SCH}pattern")):
        mode = f"m{place}"
        ET.SubElement(found, f"{XSL}apply-templates", {"select": "/", "mode": mode})
        for row in pattern.findall(f"{SCH}let"):
            _let(sheet, row)
        rules = pattern.findall(f"{SCH}rule")
        for number, rule in enumerate(rules):
            template = ET.SubElement(
                sheet, f"{XSL}template",
                {"match": rule.attrib["context"], "mode": mode, "priority": str(len(rules) - number)},
            )  # fmt: skip
            for row in rule:
                if row.tag == f"{SCH}let":
                    _let(template, row)
                elif row.tag in {f"{SCH}assert", f"{SCH}report"}:
                    _check(template, row)
            ET.SubElement(template, f"{XSL}apply-templates", {"select": "@*|node()", "mode": mode})
        through = ET.SubElement(sheet, f"{XSL}template", {"match": "@*|node()", "mode": mode, "priority": "-1"})
        ET.SubElement(through, f"{XSL}apply-templates", {"select": "@*|node()", "mode": mode})
    sheet.append(main)
    text = ET.tostring(sheet, encoding="unicode")
    named = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items() if f'xmlns:{prefix}="' not in text)
    head, _space, rest = text.partition(" ")
    return f"{head}{named} {rest}"


@lru_cache(maxsize=1)
def _compiled() -> tuple[PySaxonProcessor, list[object]]:
    processor = PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    with zipfile.ZipFile(RULES) as rules:
        sheets = [compiler.compile_stylesheet(stylesheet_text=to_xslt(rules.read(name))) for name in FILES]
    return processor, sheets


def broken_rules(document: bytes) -> list[str]:
    """Every rule of EN 16931 and of Peppol that a UBL document breaks, warnings too, with its words."""
    processor, sheets = _compiled()
    node = processor.parse_xml(xml_text=document.decode())
    said = []
    for sheet in sheets:
        answer = ET.fromstring(sheet.transform_to_string(xdm_node=node))  # noqa: S314 - what we just made
        said += [f"{row.get('id')} ({row.get('flag')}): {row.text}" for row in answer.iter("broken")]
    return said
