"""No person in a log line."""

import json
import logging
import sys

import pytest

from andrum.site.logs import JsonFormatter, MaskingFormatter, mask


@pytest.mark.parametrize(
    "text", ["person 19900101-9802 sökte", "199001019802", "900101-9802", "19900101 9802", "nr=9001019802,"]
)
def test_what_looks_like_a_personal_number_is_masked(text):
    assert "9802" not in mask(text)


def test_a_query_string_is_taken_out():
    assert mask("GET /sok/?q=Alva+Ek HTTP") == "GET /sok/?… HTTP"


def test_the_traceback_is_masked_too():
    try:
        raise ValueError("19900101-9802")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "f", 1, "fault", (), sys.exc_info())
    assert "9802" not in MaskingFormatter().format(record)


def test_a_line_for_machines_is_one_object_and_masked():
    try:
        raise ValueError("19900101-9802")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "f", 1, "fault\nof %s", ("900101-9802",), sys.exc_info())
    line = JsonFormatter().format(record)
    said = json.loads(line)
    assert "\n" not in line
    assert "9802" not in line
    assert (said["level"], said["logger"], said["at"][-6:]) == ("ERROR", "a", "+00:00")
    assert said["traceback"].startswith("Traceback")
