"""Assets, 12 kap. 1 § socialtjänstlagen: under the municipality's limit no change, above it a person decides."""

from andrum.law.economic_assistance.draft import ANY, Draft, ForAPerson
from andrum.law.economic_assistance.household import Asset, Household
from andrum.law.economic_assistance.kinds import ASSET_KINDS, ASSETS_FOR_A_PERSON
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.vocabulary.facts import Unknown


def weigh(household: Household, p: Parameters, draft: Draft) -> None:
    """Write down which assets a person must weigh, and which facts about them are unknown."""
    if isinstance(household.assets, Unknown):
        draft.open["assets"] = household.assets.reason
        return
    sums = {"vehicle": 0, "money": 0}
    piles: dict[str, list[Asset]] = {"vehicle": [], "money": []}
    for asset in household.assets:
        kind, path = asset.kind, f"assets.{asset.id}"
        if isinstance(kind, Unknown):
            draft.open[f"{path}.kind"] = kind.reason
            continue
        if kind in ASSETS_FOR_A_PERSON or kind not in ASSET_KINDS:
            worth = ANY if isinstance(asset.amount, Unknown) else asset.amount
            draft.for_a_person.append(ForAPerson("asset", asset.id, kind, worth))
            continue
        pile = "vehicle" if kind == "vehicle" else "money"
        if isinstance(asset.amount, Unknown):
            draft.open[f"{path}.amount"] = asset.amount.reason
        else:
            sums[pile] += asset.amount
            piles[pile].append(asset)
    limits = {"vehicle": p.guidelines.vehicle_limit, "money": p.guidelines.asset_limit}
    for pile, limit in limits.items():
        if sums[pile] > limit:
            kinds = {str(asset.kind) for asset in piles[pile]}
            kind = kinds.pop() if len(kinds) == 1 else "flera slag"
            about = " ".join(sorted(asset.id for asset in piles[pile]))
            draft.for_a_person.append(ForAPerson("asset", about, kind, sums[pile]))
