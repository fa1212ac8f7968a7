"""What EBU OGraf v1 demands of a manifest (its JSON Schema and Specification.md, with the additions
of February 2026): as rules, not as a copy."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

SCHEMA = "https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json"
REQUIRED = {"$schema", "id", "name", "main", "supportsRealTime", "supportsNonRealTime"}
KINDS: dict[str, type | tuple[type, ...]] = {
    "$schema": str,
    "id": str,
    "version": str,
    "name": str,
    "description": str,
    "author": dict,
    "main": str,
    "customActions": list,
    "supportsRealTime": bool,
    "supportsNonRealTime": bool,
    "stepCount": (int, float),
    "schema": dict,
    "renderRequirements": list,
    "thumbnails": list,
}
REQUIREMENTS = {"resolution", "frameRate", "accessToPublicInternet", "engine"}
CONSTRAINTS = {"min", "max", "exact", "ideal"}
TYPES: dict[str, type | tuple[type, ...]] = {
    "boolean": bool,
    "string": str,
    "number": (int, float),
    "integer": int,
    "array": list,
    "object": dict,
}
COLOUR = "^#[0-9a-f]{6}$"  # just so, says the meta-schema
# What hints of the Graphics Data Definition are for.
GDD = {
    "single-line": "string",
    "multi-line": "string",
    "select": "string",
    "color-rrggbb": "string",
    "duration-ms": "integer",
}


def broken_rules(manifest: Mapping[str, Any]) -> list[str]:
    """Empty for a manifest that every renderer takes."""
    return list(_of(manifest))


def _of(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} is missing" for key in REQUIRED - manifest.keys())
    yield from _unknown(manifest, KINDS.keys(), "manifest")
    for key, kind in KINDS.items():
        if key in manifest and not isinstance(manifest[key], kind):
            yield f"{key} is no {kind}"
    if manifest.get("$schema") != SCHEMA:
        yield "$schema is another"
    if "/" in manifest.get("id", ""):
        yield "id has a slash"
    steps = manifest.get("stepCount", 1)
    if isinstance(steps, int) and steps < -1:
        yield "stepCount is below -1"
    author = manifest.get("author", {"name": ""})
    yield from _unknown(author, {"name", "email", "url"}, "author")
    if "name" not in author:
        yield "author has no name"
    for one in manifest.get("renderRequirements", ()):
        yield from _requirement(one)
    for action in manifest.get("customActions", ()):
        yield from _unknown(action, {"id", "name", "description", "schema"}, "action")
    yield from _schema(manifest.get("schema", {}))


def _requirement(one: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(one, REQUIREMENTS, "requirement")
    yield from _unknown(one.get("accessToPublicInternet", {}), CONSTRAINTS, "constraint")
    for engine in one.get("engine", ()):
        if not isinstance(engine.get("type"), str):
            yield "an engine has no type"
        if not isinstance(engine.get("version", {}).get("min"), str):
            yield "an engine has no least version"


def _schema(schema: Mapping[str, Any]) -> Iterator[str]:
    if schema.get("type") != "object":
        yield "data are no object"
    for key, one in schema.get("properties", {}).items():
        kind = TYPES.get(one.get("type", "")) if isinstance(one.get("type"), str) else None
        if kind is None:
            yield f"{key} has no type, or several"
            continue
        if "default" in one and not isinstance(one["default"], kind):
            yield f"{key}: its default is no {one['type']}"
        hint = one.get("gddType")
        if hint is not None and GDD.get(hint) != one["type"]:
            yield f"{key}: {hint} is not for {one['type']}"
        if hint == "color-rrggbb" and one.get("pattern") != COLOUR:
            yield f"{key}: its pattern is another"
        if hint == "select" and set(one.get("gddOptions", {}).get("labels", ())) != {*one["enum"]}:
            yield f"{key}: a label for each that can be selected"


def _unknown(given: Mapping[str, Any], known: Any, what: str) -> Iterator[str]:
    yield from (
        f"{what}: {key} is unknown"
        for key in given
        if key not in known and not re.match(r"v_.", key)
    )
