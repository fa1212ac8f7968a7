"""RFC 7396 JSON merge patches of documents. Documents hold no nulls; a null in a patch deletes."""

from typing import Any

from msgspec.json import encode

Json = dict[str, Any]


def merge(target: Any, patch: Any) -> Any:
    """The target after the patch (RFC 7396, section 2). Neither argument is changed."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged


def diff(before: Json, after: Json) -> Json:
    """The smallest patch with merge(before, patch) == after, for documents without nulls."""
    patch: Json = {key: None for key in before if key not in after}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            inner = diff(old, value)
            if inner:
                patch[key] = inner
        elif key not in before or not _same(old, value):
            patch[key] = value
    return patch


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON, where 1, 1.0 and true are three values; Python's == takes them for one."""
    if one != other or type(one) is not type(other):
        return False
    return not isinstance(one, list) or (
        encode(one, order="deterministic") == encode(other, order="deterministic")
    )
