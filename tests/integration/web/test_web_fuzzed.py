"""Schemathesis asks the API whatever its description allows, and more: no answer is a fault of the
server, and each has the shape that the description says."""

from __future__ import annotations

import os

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from dateline.archive import open_archive
from dateline.values.users import Role
from dateline.web.access.recognition import Everyone
from dateline.web.access.visitors import Visitor
from dateline.web.app import create_app
from tests.conftest import Command

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("DATELINE_API_EXAMPLES", "12"))  # of each operation


def test_the_api_keeps_its_word(stocked: Command) -> None:
    app = create_app(
        open_archive().settings,
        Everyone(Visitor("Mary", Role.ADMIN)),
        frozenset(("localhost", "testserver")),
    )
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def asked(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        asked()
    app.state.archives.close()
