"""What a line of any rulebook rests on, and whether what was kept comes out the same again."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from andrum.kernel.periods import Month
from andrum.law.economic_assistance import entry as assistance
from andrum.law.home_care_fee import entry as fee
from andrum.law.home_care_fee.assessment import BENEFIT as HOME_CARE_FEE
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.provisions import Provision
from andrum.law.vocabulary.reading import HouseholdError

NO_ASSESSMENT: Final = ("Det här är ingen sparad bedömning.", "Ange JSON från en bedömning.")


def replay(kept: bytes | str | Mapping[str, object], *, municipality: Path | None = None) -> bool:
    """True when the household in a kept assessment, of any benefit, gives the same again, byte for byte.

    The day of the rules' text, first in ``rulebook_version``, may be a later one: old months still come out the same.

    Raises:
        HouseholdError: when what was kept is no assessment.
    """
    old = kept if isinstance(kept, Mapping) else _kept(kept)
    household = old.get("household")
    if not isinstance(household, Mapping):
        raise HouseholdError("household", "i bedömningen finns inget hushåll.", "Ange en sparad bedömning.")
    assess = fee.fee_assess if old.get("benefit") == HOME_CARE_FEE else assistance.assess
    again = assess(household, municipality=municipality).as_json()
    return _compared(again) == _compared(old)


def _compared(assessment: Mapping[str, object]) -> str:
    parameters = str(assessment.get("rulebook_version", "")).rpartition("/")[2]
    return json.dumps({**assessment, "rulebook_version": parameters}, sort_keys=True)


def _kept(text: bytes | str) -> Mapping[str, object]:
    try:
        old = json.loads(text)
    except (ValueError, RecursionError):
        old = None
    if isinstance(old, dict):
        return old
    raise HouseholdError("", *NO_ASSESSMENT)


def provision_for(rule: str, month: Month) -> Provision | None:
    """The section that a rule rests on in a month: ``str()``, ``heading`` and ``text``. None when there is none."""
    return assistance.provision_for(rule, month) or fee.provision_for(rule, month)


def parameter_by_version(version: str, *, municipality: Path | None = None) -> Parameter | None:
    """The parameter ``riksnorm.single@2026-01-01``, with its source and who checked it. None when there is none."""
    found = assistance.parameter_by_version(version, municipality=municipality)
    return found or fee.parameter_by_version(version, municipality=municipality)
