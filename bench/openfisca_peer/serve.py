"""The peer's process: one JSON question a line on stdin, one JSON answer a line on stdout.

Runs only in the benchmark's own environment (OpenFisca-Core is AGPL and no part of the product).
Questions: ``{"do": "rules", ...}`` first, then ``assess`` (households as JSON), ``single`` (times) and ``batch`` (times over
arrays in an ``.npz`` file).
"""

import json
import sys
from time import perf_counter

import numpy
from households import arrays_of, one_as_dict
from openfisca_core.simulation_builder import SimulationBuilder
from rules import build_system


def simulate(system, arrays, month):
    """A simulation over all households at once, from arrays of inputs."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", arrays["person_id"])
    households = builder.declare_entity("household", numpy.arange(arrays["households"]))
    builder.join_with_persons(households, arrays["person_household"], numpy.where(arrays["is_child"], "child", "adult"))
    simulation = builder.build(system)
    for name, values in arrays["inputs"].items():
        simulation.set_input(name, month, values)
    return simulation


def results(simulation, month, names):
    return {name: simulation.calculate(name, month) for name in names}


def assess(system, question):
    arrays = arrays_of(question["households"], system.kinds)
    found = results(simulate(system, arrays, question["month"]), question["month"], question["results"])
    return {name: values.tolist() for name, values in found.items()}


def single(system, question):
    """Seconds a household: build the simulation from its description, trace on, calculate."""
    names, month = question["results"], question["month"]
    description = one_as_dict(question["household"], system.kinds, month)
    seconds = []
    for _ in range(question["rounds"]):
        began = perf_counter()
        simulation = SimulationBuilder().build_from_entities(system, description)
        simulation.trace = True
        found = results(simulation, month, names)
        seconds.append(perf_counter() - began)
    return {"seconds": seconds, "results": {name: values.tolist() for name, values in found.items()}}


def batch(system, question):
    """Seconds for all households, arrays in and arrays out, as the vectorised what-if is run."""
    with numpy.load(question["arrays"]) as stored:
        inputs = {name: stored[name] for name in stored.files}
    arrays = {name: inputs.pop(name) for name in ("person_id", "person_household", "is_child")}
    arrays |= {"households": int(inputs.pop("households")), "inputs": inputs}
    seconds = []
    for _ in range(question["rounds"]):
        began = perf_counter()
        found = results(simulate(system, arrays, question["month"]), question["month"], question["results"])
        seconds.append(perf_counter() - began)
    numpy.savez(question["answer"], **found)
    return {"seconds": seconds}


def main():
    system = None
    for line in sys.stdin:
        question = json.loads(line)
        if question["do"] == "rules":
            system = build_system(question)
            answer = {"ready": True}
        else:
            answer = {"assess": assess, "single": single, "batch": batch}[question["do"]](system, question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
