"""No change breaks the clients of /v1: today's description against the frozen one.

The frozen one grows with each release, and only grows:

python -m tests.service.test_contract
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.service.contract import breaks

FROZEN = Path(__file__).parent / "contract_v1.json"
CURRENT = Path(__file__).parents[2] / "docs" / "openapi.json"
PROBLEM = "application/problem+json"
Description = dict[str, Any]
Mutation = tuple[str, Callable[[Description], object]]


def read(path: Path) -> Description:
    """A description of the API."""
    description: Description = json.loads(path.read_text("utf-8"))
    return description


def test_no_change_breaks_the_clients_of_v1() -> None:
    assert breaks(read(FROZEN), read(CURRENT)) == [], (
        "a client of /v1 would break: leave /v1 as it is, and make another way or /v2"
    )


# The checker itself: each spot of the contract, changed in every way that could break a client.


def inlined(description: Description) -> Description:
    """The same without references: a change of one spot then concerns that spot alone."""

    def resolve(node: Any) -> Any:
        if isinstance(node, dict) and "$ref" in node:
            place: Any = description
            for step in node["$ref"].removeprefix("#/").split("/"):
                place = place[step]
            return resolve(place)
        if isinstance(node, dict):
            return {key: resolve(value) for key, value in node.items()}
        return [resolve(each) for each in node] if isinstance(node, list) else node

    return {"paths": resolve(description["paths"])}


CONTRACT = inlined(read(FROZEN))


def schemas(node: Any, *place: str | int) -> Iterator[tuple[tuple[str | int, ...], Description]]:
    """Each schema in a schema, with the way to it."""
    yield place, node
    for name, schema in node.get("properties", {}).items():
        yield from schemas(schema, *place, "properties", name)
    for number, schema in enumerate(node.get("anyOf", [])):
        yield from schemas(schema, *place, "anyOf", number)
    if "items" in node:
        yield from schemas(node["items"], *place, "items")


def at(node: Any, place: tuple[str | int, ...]) -> Any:
    """What is there."""
    for step in place:
        node = node[step]
    return node


def contents() -> Iterator[tuple[bool, tuple[str | int, ...]]]:
    """Each place of a whole message: whether the client sends it, and the way to its schema."""
    for path, methods in CONTRACT["paths"].items():
        for method, operation in methods.items():
            here = ("paths", path, method)
            for kind in operation.get("requestBody", {}).get("content", {}):
                yield True, (*here, "requestBody", "content", kind, "schema")
            for number, _ in enumerate(operation.get("parameters", [])):
                yield True, (*here, "parameters", number, "schema")
            for status, answer in operation["responses"].items():
                for kind in answer.get("content", {}):
                    yield False, (*here, "responses", status, "content", kind, "schema")


# A problem is the same one everywhere: once is enough.
_ONE_PROBLEM = next(place for _, place in contents() if PROBLEM in place)
SPOTS = [
    (sent, (*place, *inner), schema)
    for sent, place in contents()
    if PROBLEM not in place or place == _ONE_PROBLEM
    for inner, schema in schemas(at(CONTRACT, place))
]


def broken_by(place: tuple[str | int, ...], change: Callable[[Any], object]) -> list[str]:
    """What one change of one spot breaks; only the operation it is in is looked at."""
    _, path, method, *_ = *place, None, None
    kept = {path: {method: CONTRACT["paths"][path][method]}} if method else CONTRACT["paths"]
    old = {"paths": kept}
    new = copy.deepcopy(old)
    change(at(new, place))
    return breaks(old, new)


def breaking(sent: bool, schema: Description) -> Iterator[Mutation]:
    """Every way to break a client by this schema."""
    for name in schema.get("properties", {}):
        yield f"remove {name}", lambda spot, name=name: spot["properties"].pop(name)
        yield (
            f"{name} a file",
            lambda spot, name=name: spot["properties"].update({name: {"type": "file"}}),
        )
    if schema.get("type") == "object" and sent:
        yield (
            "require more",
            lambda spot: (
                spot["properties"].update(another={"type": "string"}),
                spot.update(required=[*spot.get("required", []), "another"]),
            ),
        )
        for name in set(schema["properties"]) - set(schema.get("required", [])):
            yield (
                f"require {name}",
                lambda spot, name=name: spot.update(required=[*spot.get("required", []), name]),
            )
            yield (
                f"default of {name}",
                lambda spot, name=name: spot["properties"][name].update(default="another"),
            )
    for name in schema.get("required", []) if not sent else []:
        yield f"{name} optional", lambda spot, name=name: spot["required"].remove(name)
    if schema.get("type", "null") != "null" and not sent:
        yield "or null", lambda spot: spot.update(anyOf=[dict(spot), {"type": "null"}])
    if "enum" in schema and sent:
        yield "a value less", lambda spot: spot["enum"].pop()
    if "enum" in schema and not sent:
        yield "any value", lambda spot: spot.pop("enum")
    if schema.get("type") == "string" and "enum" not in schema and sent:
        yield "another pattern", lambda spot: spot.update(pattern="^another$")
        yield "shorter", lambda spot: spot.update(maxLength=spot.get("maxLength", 100) - 1)
        yield "longer", lambda spot: spot.update(minLength=spot.get("minLength", 0) + 1)
        yield "an enumeration", lambda spot: spot.update(enum=["one"])
    if schema.get("type") == "integer" and sent:
        yield "less", lambda spot: spot.update(maximum=spot.get("maximum", 100) - 1)
        yield "more", lambda spot: spot.update(minimum=spot.get("minimum", 0) + 1)
    if "format" in schema and not sent:
        yield "another format", lambda spot: spot.pop("format")
    if schema.get("anyOf") and sent:
        yield "a variant less", lambda spot: spot["anyOf"].pop()
    if "type" in schema:
        yield "not comparable", lambda spot: spot.update({"not": {"type": "null"}})


def additive(sent: bool, schema: Description) -> Iterator[Mutation]:
    """What a client of the frozen contract does not even see."""
    if schema.get("type") == "object":
        yield "one more", lambda spot: spot["properties"].update(another={"type": "string"})
    if "enum" in schema and sent:
        yield "a value more", lambda spot: spot["enum"].append("another")
    if "maxLength" in schema and sent:
        yield "longer", lambda spot: spot.update(maxLength=spot["maxLength"] + 1)
        yield "no limit", lambda spot: spot.pop("maxLength")
    if "pattern" in schema:
        yield "pattern", lambda spot: spot.pop("pattern") if sent else spot.update(minLength=1)
    for name in schema.get("required", []) if sent else []:
        yield f"{name} optional", lambda spot, name=name: spot["required"].remove(name)
    if "type" in schema and sent:
        yield "or null", lambda spot: spot.update(anyOf=[dict(spot), {"type": "null"}])
    yield "words", lambda spot: spot.update(description="Otherwise.", title="Otherwise")


def test_a_contract_does_not_break_itself() -> None:
    assert breaks(CONTRACT, copy.deepcopy(CONTRACT)) == []
    assert breaks(read(FROZEN), CONTRACT) == []


def test_each_change_of_a_message_that_breaks_is_found() -> None:
    tried = 0
    for sent, place, schema in SPOTS:
        for name, change in breaking(sent, schema):
            tried += 1
            assert broken_by(place, change), f"{name} at {place}"
    assert tried > 300


def test_each_addition_to_a_message_is_let_through() -> None:
    tried = 0
    for sent, place, schema in SPOTS:
        for name, change in additive(sent, schema):
            tried += 1
            assert broken_by(place, change) == [], f"{name} at {place}"
    assert tried > 300


def operations() -> Iterator[tuple[str, str, Description]]:
    """Path, method and what is said of them."""
    for path, methods in CONTRACT["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_each_change_of_an_operation_that_breaks_is_found() -> None:
    header = {"in": "header", "name": "X", "required": True, "schema": {"type": "string"}}
    for path, method, operation in operations():
        here = ("paths", path, method)
        mutations: list[tuple[tuple[str | int, ...], Callable[[Any], object]]] = [
            (("paths",), lambda spot, path=path: spot.pop(path)),
            (("paths", path), lambda spot, method=method: spot.pop(method)),
            (here, lambda spot: spot.update(parameters=[*spot.get("parameters", []), header])),
            (here, lambda spot: spot.update(security=[{"another": []}])),
            ((*here, "responses"), lambda spot: spot.update({"202": {"description": ""}})),
        ]
        for status, answer in operation["responses"].items():
            mutations.append(((*here, "responses"), lambda spot, status=status: spot.pop(status)))
            mutations += [
                ((*here, "responses", status, "content"), lambda spot, kind=kind: spot.pop(kind))
                for kind in answer["content"]
            ]
        if "requestBody" in operation:
            mutations.append((here, lambda spot: spot.pop("requestBody")))
            mutations.append(((*here, "requestBody"), lambda spot: spot.update(content={})))
        else:
            body = {"required": True, "content": {"application/json": {"schema": {}}}}
            mutations.append((here, lambda spot, body=body: spot.update(requestBody=body)))
        for number, parameter in enumerate(operation.get("parameters", [])):
            mutations.append(((*here, "parameters"), lambda spot, n=number: spot.pop(n)))
            if parameter["in"] == "query":
                mutations.append(
                    ((*here, "parameters", number), lambda spot: spot.update(name="another"))
                )
        for place, change in mutations:
            assert broken_by(place, change), place


def test_each_addition_to_the_operations_is_let_through() -> None:
    more = {"in": "query", "name": "more", "schema": {"type": "string"}}
    for path, method, _ in operations():
        here = ("paths", path, method)
        mutations: list[tuple[tuple[str | int, ...], Callable[[Any], object]]] = [
            (("paths",), lambda spot: spot.update({"/v1/another": {"get": {"responses": {}}}})),
            (("paths", path), lambda spot: spot.update(trace={"responses": {}})),
            (here, lambda spot: spot.update(parameters=[*spot.get("parameters", []), more])),
            (here, lambda spot: spot.pop("security", None)),
            ((*here, "responses"), lambda spot: spot.update({"507": {"description": ""}})),
        ]
        for place, change in mutations:
            assert broken_by(place, change) == [], place


@pytest.mark.parametrize("code", ["Service_Invented"])
def test_the_catalogue_of_failures_may_grow(code: str) -> None:
    description = read(FROZEN)
    description["components"]["schemas"]["Problem"]["properties"]["code"]["enum"].append(code)
    assert breaks(read(FROZEN), description) == []


if __name__ == "__main__":
    broken = breaks(read(FROZEN), read(CURRENT)) if FROZEN.exists() else []
    if broken:
        sys.exit("\n".join(broken))
    FROZEN.write_text(CURRENT.read_text("utf-8"), "utf-8")
