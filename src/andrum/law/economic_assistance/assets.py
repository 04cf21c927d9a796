"""Assets, 12 kap. 1 § socialtjänstlagen: under the municipality's limit no change, above it a person decides."""

from andrum.law.economic_assistance.draft import Draft, ForAPerson
from andrum.law.economic_assistance.household import Asset, Household
from andrum.law.economic_assistance.kinds import ASSET_KINDS, ASSETS_FOR_A_PERSON
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.open_facts import ANY


def weigh(household: Household, p: Parameters, draft: Draft) -> None:
    """Write down which assets a person must weigh, and which facts about them are unknown."""
    if isinstance(household.assets, Unknown):
        draft.open["assets"] = household.assets.reason
        return
    money = vehicles = 0
    for asset in household.assets:
        kind, amount = asset.kind, asset.amount
        if isinstance(kind, Unknown):
            draft.open[f"assets.{asset.id}.kind"] = kind.reason
        elif kind in ASSETS_FOR_A_PERSON or kind not in ASSET_KINDS:
            worth = ANY if isinstance(amount, Unknown) else amount
            draft.for_a_person.append(ForAPerson("asset", asset.id, kind, worth))
        elif isinstance(amount, Unknown):
            draft.open[f"assets.{asset.id}.amount"] = amount.reason
        elif kind == "vehicle":
            vehicles += amount
        else:
            money += amount
    if vehicles > p.guidelines.vehicle_limit:
        _over(household.assets, draft, vehicles, vehicle=True)
    if money > p.guidelines.asset_limit:
        _over(household.assets, draft, money, vehicle=False)


def _over(assets: tuple[Asset, ...], draft: Draft, amount: int, *, vehicle: bool) -> None:
    pile = [it for it in assets if it.kind in ASSET_KINDS.keys() - ASSETS_FOR_A_PERSON]
    pile = [it for it in pile if (it.kind == "vehicle") == vehicle and isinstance(it.amount, int)]
    kinds = {str(it.kind) for it in pile}
    about = " ".join(sorted(it.id for it in pile))
    draft.for_a_person.append(ForAPerson("asset", about, kinds.pop() if len(kinds) == 1 else "flera slag", amount))
