"""The door of the room."""

from andrum.law.benefits import BENEFITS, Benefit
from andrum.law.economic_assistance.answers import (
    CappedCost,
    Missing,
    NotCounted,
    PersonReason,
    ReceiptLine,
)
from andrum.law.economic_assistance.assessment import Assessment
from andrum.law.economic_assistance.batch import (
    NO_AMOUNT,
    BatchResult,
    HouseholdColumns,
    assess_all,
    columns_of,
)
from andrum.law.economic_assistance.entry import assess, parameter_by_version, provision_for, replay
from andrum.law.economic_assistance.guidelines import NO_LIMIT
from andrum.law.economic_assistance.household import (
    AfterSixMonths,
    Asset,
    Cost,
    Household,
    Housing,
    Income,
    Member,
)
from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.law.economic_assistance.parameters import DEMO_MUNICIPALITY, Parameters, parameters_for
from andrum.law.economic_assistance.reading import load_household
from andrum.law.economic_assistance.schema import household_schema
from andrum.law.economic_assistance.wording import amount_in_words
from andrum.law.economic_assistance.writing import household_as_json
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.outcomes import Outcome
from andrum.law.vocabulary.parameter_files import ParameterFileError
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.provisions import Provision
from andrum.law.vocabulary.reading import MAX_BYTES, HouseholdError
from andrum.law.vocabulary.spans import Span
from andrum.law.vocabulary.trace import Trace, TraceStep

__all__ = [
    "ASSET_KINDS",
    "BENEFITS",
    "COST_KINDS",
    "DEMO_MUNICIPALITY",
    "INCOME_KINDS",
    "MAX_BYTES",
    "NO_AMOUNT",
    "NO_LIMIT",
    "AfterSixMonths",
    "Assessment",
    "Asset",
    "BatchResult",
    "Benefit",
    "CappedCost",
    "Cost",
    "Household",
    "HouseholdColumns",
    "HouseholdError",
    "Housing",
    "Income",
    "Member",
    "Missing",
    "NotCounted",
    "Outcome",
    "Parameter",
    "ParameterFileError",
    "Parameters",
    "PersonReason",
    "Provision",
    "ReceiptLine",
    "Span",
    "Trace",
    "TraceStep",
    "Unknown",
    "amount_in_words",
    "assess",
    "assess_all",
    "columns_of",
    "household_as_json",
    "household_schema",
    "load_household",
    "parameter_by_version",
    "parameters_for",
    "provision_for",
    "replay",
]
