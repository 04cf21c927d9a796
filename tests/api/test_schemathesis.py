"""The API holds to its own description, whatever is sent to it.

One check is left out: it takes a call for wrong when the wrong part is lost on the way (an empty list in a query sends
nothing). That wrong values and unknown parameters are refused is tested by hand in ``test_site_api``. What is handed in
may have the right shape and still be wrong (a personal number that is none), and is refused as the description says.
"""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from andrum.accounts.service import create_api_token
from andrum.audit.service import SYSTEM
from andrum.cases.service import open_matter
from tests.cast import NOW

EXAMPLES = 12


@pytest.fixture
def one_connection():
    """A call is answered inside the test's own transaction; nothing closes its connection in between."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(cast, one_connection):
    """The API's own description, with a token and a case to find."""
    open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW)
    secret = create_api_token(
        unit=cast.norr, name="Prov", scopes=["read", "applications:write", "fees:write"], by=SYSTEM, at=timezone.now()
    )[1]
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    return found, {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_answer_is_as_described(described, mode):
    schema, headers = described
    operations = [found.ok() for found in schema.get_all_operations()]
    assert operations
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def holds(case):
            left_out = [negative_data_rejection] + [positive_data_acceptance] * (case.method == "POST")
            case.call_and_validate(headers=headers, excluded_checks=left_out)

        holds()
