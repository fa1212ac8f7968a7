"""What may be asked of the server, as its own description says it to Schemathesis."""

from typing import Any, TypeAlias

from schemathesis import APIOperation, BaseSchema, Case
from schemathesis.core.result import Ok

Operation: TypeAlias = APIOperation[Any, Any, Any, Any]
Asked: TypeAlias = Case[Operation]


def operations(schema: BaseSchema) -> list[Operation]:
    """All of them. Raises AssertionError where one is described wrongly."""
    found = []
    for described in schema.get_all_operations():
        assert isinstance(described, Ok)
        found.append(described.ok())
    return found
