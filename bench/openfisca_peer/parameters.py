"""The dated parameter files, read anew and turned into OpenFisca's own parameters. Amounts become öre.

OpenFisca has no word for «no ceiling» or «the amount is not known»: the first becomes a very large amount, the second
0, and households that would meet the second are not compared.
"""

from decimal import Decimal
from pathlib import Path

import yaml
from openfisca_core.parameters import ParameterNode

MONEY = ("kronor_per_month", "kronor")
NO_CEILING = 2_000_000_000


def leaves(values, place=()):
    for key, value in values.items():
        if isinstance(value, dict) and "value" not in value:
            yield from leaves(value, (*place, str(key)))
        else:
            yield (*place, str(key)), value if isinstance(value, dict) else {"value": value}


def safe(name):
    """A name OpenFisca allows for ``1-2`` and the like; ``children`` is a word of its own."""
    if name == "children":
        return "at_children"
    return f"at_{name.replace('-', '_')}" if name[0].isdigit() else name


def families(folders):
    for folder in folders:
        for path in sorted(Path(folder).glob("*.yaml")):
            content = yaml.safe_load(path.read_text())
            if "values" in content:
                yield content


def tree(folders):
    """All numbers of all files as one parameter tree, and the words beside."""
    root, choices = {}, {}
    for family in families(folders):
        for place, leaf in leaves(family["values"]):
            day, value, unit = family["valid_from"].isoformat(), leaf["value"], leaf.get("unit", family["unit"])
            if isinstance(value, str):
                choices.setdefault(f"{family['name']}.{'.'.join(place)}", {})[day] = value
                continue
            node = root.setdefault(family["name"], {})
            for name in place[:-1]:
                node = node.setdefault(safe(name), {})
            if value is None:
                value = NO_CEILING if family["name"] == "costs" else 0
            elif unit in MONEY:
                value = int(Decimal(str(value)) * 100)
            node.setdefault(safe(place[-1]), {"values": {}})["values"][day] = {"value": value}
    return ParameterNode("", data=root), choices


def choice(choices, name, month):
    """The word that is in force the first day of the month."""
    dated = choices[name]
    return dated[max(day for day in dated if day <= f"{month}-01")]
