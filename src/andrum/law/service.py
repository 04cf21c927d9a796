"""The door of the room."""

from andrum.law.benefits import BENEFITS
from andrum.law.economic_assistance.assessment import Assessment
from andrum.law.economic_assistance.batch import assess_all, columns_of
from andrum.law.economic_assistance.entry import assess
from andrum.law.economic_assistance.guidelines import NO_LIMIT
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.law.economic_assistance.parameters import DEMO_MUNICIPALITY, parameters_for
from andrum.law.economic_assistance.reading import load_household
from andrum.law.economic_assistance.wording import amount_in_words
from andrum.law.economic_assistance.writing import household_as_json
from andrum.law.home_care_fee.answers import FeeOutcome
from andrum.law.home_care_fee.assessment import FeeAssessment
from andrum.law.home_care_fee.batch import fee_assess_all
from andrum.law.home_care_fee.column_lines import columns_of as fee_columns_of
from andrum.law.home_care_fee.entry import fee_assess
from andrum.law.home_care_fee.household import (
    FeeChange,
    FeeHousehold,
    FeeHousing,
    FeeIncome,
    FeePerson,
    FeeService,
)
from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.home_care_fee.months import (
    FeeCircumstances,
    FeeCorrection,
    fee_applies_from,
    fee_corrections,
    fee_households,
)
from andrum.law.home_care_fee.parameters import parameters_for as fee_parameters_for
from andrum.law.home_care_fee.reading import load_fee as fee_load
from andrum.law.home_care_fee.receipt import input_in_words as fee_input_in_words
from andrum.law.home_care_fee.writing import household_as_json as fee_as_json
from andrum.law.opening import parameter_by_version, provision_for, replay
from andrum.law.vocabulary.answers import ReceiptLine
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.outcomes import Outcome
from andrum.law.vocabulary.parameter_files import ParameterFileError
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.reading import MAX_BYTES, HouseholdError
from andrum.law.vocabulary.spans import Span
from andrum.law.vocabulary.trace import TraceStep

__all__ = [
    "ASSET_KINDS",
    "BENEFITS",
    "COST_KINDS",
    "DEMO_MUNICIPALITY",
    "FEE_KINDS",
    "INCOME_KINDS",
    "MAX_BYTES",
    "NO_LIMIT",
    "Assessment",
    "FeeAssessment",
    "FeeChange",
    "FeeCircumstances",
    "FeeCorrection",
    "FeeHousehold",
    "FeeHousing",
    "FeeIncome",
    "FeeOutcome",
    "FeePerson",
    "FeeService",
    "Household",
    "HouseholdError",
    "Outcome",
    "Parameter",
    "ParameterFileError",
    "ReceiptLine",
    "Span",
    "TraceStep",
    "Unknown",
    "amount_in_words",
    "assess",
    "assess_all",
    "columns_of",
    "fee_applies_from",
    "fee_as_json",
    "fee_assess",
    "fee_assess_all",
    "fee_columns_of",
    "fee_corrections",
    "fee_households",
    "fee_input_in_words",
    "fee_load",
    "fee_parameters_for",
    "household_as_json",
    "load_household",
    "parameter_by_version",
    "parameters_for",
    "provision_for",
    "replay",
]
