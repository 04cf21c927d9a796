"""The peer's process: one JSON question a line on stdin, one JSON answer a line on stdout.

Runs only in the benchmark's own environment (OpenFisca-Core is AGPL and no part of the product).
Questions: ``{"do": "rules", "benefit": …, "folders": […], "month": "2024-05"}`` first, then
``assess`` (households as JSON), ``single`` (times of one household) and ``batch`` (times over arrays in an ``.npz``).
"""

import json
import sys
from pathlib import Path
from time import process_time

import fee_reading
import numpy as np
import reading as assistance_reading
from fee_rules import build_fee_system
from openfisca_core.simulation_builder import SimulationBuilder
from rules import build_system

ASSISTANCE, FEE = "economic-assistance", "home-care-fee"
READINGS = {ASSISTANCE: assistance_reading, FEE: fee_reading}


def simulate(system, arrays, month):
    """A simulation over all households at once, from arrays of inputs."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(len(arrays["person_household"])))
    households = builder.declare_entity("household", np.arange(arrays["households"]))
    builder.join_with_persons(households, arrays["person_household"], arrays["roles"])
    simulation = builder.build(system)
    for name, values in arrays["inputs"].items():
        simulation.set_input(name, month, values)
    return simulation


def assess(system, question):
    reading = READINGS[question.get("benefit", ASSISTANCE)]
    simulation = simulate(system, reading.arrays_of(question["households"], question["month"]), question["month"])
    return {name: simulation.calculate(name, question["month"]).tolist() for name in question["results"]}


def single(system, question):
    """Seconds a household: build the simulation from its description, trace on, calculate."""
    month = question["month"]
    description = READINGS[question.get("benefit", ASSISTANCE)].described(question["household"], month)
    built, seconds = [], []
    for _ in range(question["rounds"]):
        began = process_time()
        simulation = SimulationBuilder().build_from_entities(system, description)
        simulation.trace = True
        built.append(process_time() - began)
        found = {name: int(simulation.calculate(name, month)[0]) for name in question["results"]}
        seconds.append(process_time() - began)
    alone = [whole - part for whole, part in zip(seconds, built, strict=True)]
    return {"seconds": seconds, "calculating": alone, "results": found}


def batch(system, question):
    """Seconds for all households, arrays in and arrays out, as a vectorised what-if is run."""
    reading = READINGS[question.get("benefit", ASSISTANCE)]
    arrays = reading.arrays_of(json.loads(Path(question["households"]).read_text()), question["month"])
    seconds = []
    for _ in range(question["rounds"]):
        began = process_time()
        simulation = simulate(system, arrays, question["month"])
        found = {name: simulation.calculate(name, question["month"]) for name in question["results"]}
        seconds.append(process_time() - began)
    np.savez(question["answer"], **found)
    return {"seconds": seconds}


def main():
    system = None
    for line in sys.stdin:
        question = json.loads(line)
        if question["do"] == "rules":
            build = build_fee_system if question.get("benefit") == FEE else build_system
            system = build(question["folders"], question["month"])
            answer = {"ready": True}
        else:
            answer = {"assess": assess, "single": single, "batch": batch}[question["do"]](system, question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
