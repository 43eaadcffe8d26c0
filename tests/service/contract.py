"""What would break the clients of a published API: two OpenAPI 3.1 descriptions compared.

Towards the service, everything that was accepted must still be; from the service, nothing may come
that was not promised, except more than before. What cannot be compared counts as broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SAID_ONLY = {"title", "description", "examples", "example", "default", "deprecated"}
_COMPARED = {
    *("type", "anyOf", "enum", "const", "$ref"),
    *("pattern", "format", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("items", "minItems", "maxItems"),
    *("properties", "required", "additionalProperties"),
}
# Clients take a code that they do not know for an unreadable answer: the catalogue may grow.
_MAY_GROW = "application/problem+json.code"


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a client of `old` could not bear in `new`: where, and what. Empty: nothing."""
    return list(_Comparison(old, new).paths())


@dataclass(frozen=True)
class _Comparison:
    old: Schema
    new: Schema

    def paths(self) -> Iterator[str]:
        for path, old_methods in self.old["paths"].items():
            new_methods = self.new["paths"].get(path, {})
            for method in _METHODS:
                if method in old_methods:
                    where = f"{method.upper()} {path}"
                    if method not in new_methods:
                        yield f"{where}: removed"
                    else:
                        yield from self._operation(where, old_methods[method], new_methods[method])

    def _operation(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        if new.get("security", []) != old.get("security", []) and new.get("security"):
            yield f"{where}: another secret is asked for"
        yield from self._parameters(where, old, new)
        yield from self._request_body(where, old.get("requestBody"), new.get("requestBody"))
        for status in new["responses"]:
            if status not in old["responses"] and status < "400":
                yield f"{where} {status}: another way to succeed"
        for status, answer in old["responses"].items():
            if status not in new["responses"]:
                yield f"{where} {status}: removed"
            else:
                yield from self._answer(f"{where} {status}", answer, new["responses"][status])

    def _answer(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        for name in old.get("headers", {}).keys() - new.get("headers", {}).keys():
            yield f"{where}: header {name} removed"
        for kind, content in old.get("content", {}).items():
            if kind not in new.get("content", {}):
                yield f"{where} {kind}: removed"
            else:
                sent = _Direction(self.old, self.new, may_say_more=True)
                schemas = content["schema"], new["content"][kind]["schema"]
                yield from sent.refusals(f"{where} {kind}", *schemas)

    def _parameters(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        old_ones = {(each["in"], each["name"]): each for each in old.get("parameters", [])}
        new_ones = {(each["in"], each["name"]): each for each in new.get("parameters", [])}
        for key, each in new_ones.items():
            if each.get("required") and not old_ones.get(key, {}).get("required"):
                yield f"{where} {key[1]}: newly required"
        for key, each in old_ones.items():
            if key not in new_ones:
                yield f"{where} {key[1]}: removed"
            else:
                taken = _Direction(self.new, self.old, may_say_more=False)
                yield from taken.refusals(
                    f"{where} {key[1]}", new_ones[key]["schema"], each["schema"]
                )

    def _request_body(self, where: str, old: Schema | None, new: Schema | None) -> Iterator[str]:
        if old is None:
            if new is not None and new.get("required"):
                yield f"{where}: a body is newly required"
            return
        if new is None:
            yield f"{where}: its body is taken no more"
            return
        if new.get("required") and not old.get("required"):
            yield f"{where}: a body is newly required"
        for kind, content in old["content"].items():
            if kind not in new["content"]:
                yield f"{where} {kind}: taken no more"
            else:
                taken = _Direction(self.new, self.old, may_say_more=False)
                yield from taken.refusals(where, new["content"][kind]["schema"], content["schema"])


@dataclass(frozen=True)
class _Direction:
    """From a sender to a receiver: of requests the newer service receives, of answers the older
    client, to whom more may be said than it knows."""

    receiver: Schema
    sender: Schema
    may_say_more: bool

    def refusals(self, where: str, receiver: Schema, sender: Schema) -> Iterator[str]:
        """What the receiver would not take of all that the sender may send."""
        receiver, sender = _resolved(self.receiver, receiver), _resolved(self.sender, sender)
        unknown = (receiver.keys() | sender.keys()) - _COMPARED - _SAID_ONLY
        if unknown:
            if any(receiver.get(each) != sender.get(each) for each in unknown):
                yield f"{where}: {', '.join(sorted(unknown))} cannot be compared"
            return
        receivers, senders = _variants(receiver), _variants(sender)
        if len(receivers) > 1 or len(senders) > 1:
            for variant in senders:
                if not any(self._takes(where, each, variant) for each in receivers):
                    yield f"{where}: {_name(variant)} is not known"
            return
        yield from self._one(where, receiver, sender)

    def _takes(self, where: str, receiver: Schema, sender: Schema) -> bool:
        return not any(self.refusals(where, receiver, sender))

    def _one(self, where: str, receiver: Schema, sender: Schema) -> Iterator[str]:
        known, said = _values(receiver), _values(sender)
        if known is not None and said is None:
            yield f"{where}: any value instead of {len(known)} known ones"
        elif known is not None and said is not None and not where.endswith(_MAY_GROW):
            for value in sorted(map(str, said - known)):
                yield f"{where}: {value} is not known"
        kind = receiver.get("type")
        if (
            kind is not None
            and sender.get("type") != kind
            and not (kind == "number" and sender.get("type") == "integer")
        ):
            yield f"{where}: {sender.get('type')} instead of {kind}"
            return
        yield from _limits(where, receiver, sender)
        if kind == "array":
            yield from self.refusals(f"{where}[]", receiver["items"], sender["items"])
        if kind == "object":
            yield from self._object(where, receiver, sender)

    def _object(self, where: str, receiver: Schema, sender: Schema) -> Iterator[str]:
        known, said = receiver.get("properties", {}), sender.get("properties", {})
        for name in receiver.get("required", []):
            if name not in sender.get("required", []):
                yield f"{where}.{name}: " + ("optional" if self.may_say_more else "newly required")
        for name, schema in said.items():
            if name in known:
                yield from self.refusals(f"{where}.{name}", known[name], schema)
                if not self.may_say_more and known[name].get("default") != schema.get("default"):
                    yield f"{where}.{name}: another default"
            elif not self.may_say_more:
                yield f"{where}.{name}: taken no more"
        if self.may_say_more:
            for name in known.keys() - said.keys():
                yield f"{where}.{name}: removed"
        elif receiver.get("additionalProperties", True) not in (
            True,
            sender.get("additionalProperties", True),
        ):
            yield f"{where}: other names are taken no more"


def _limits(where: str, receiver: Schema, sender: Schema) -> Iterator[str]:
    for key in ("pattern", "format"):
        if key in receiver and sender.get(key) != receiver[key]:
            yield f"{where}: another {key}"
    for key in ("minLength", "minItems", "minimum", "exclusiveMinimum"):
        if key in receiver and sender.get(key, float("-inf")) < receiver[key]:
            yield f"{where}: {key} {sender.get(key)} instead of {receiver[key]}"
    for key in ("maxLength", "maxItems", "maximum", "exclusiveMaximum"):
        if key in receiver and sender.get(key, float("inf")) > receiver[key]:
            yield f"{where}: {key} {sender.get(key)} instead of {receiver[key]}"


def _resolved(description: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        place: Any = description
        for step in schema["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        schema = place
    return schema


def _variants(schema: Schema) -> list[Schema]:
    return list(schema.get("anyOf", [schema]))


def _values(schema: Schema) -> set[Any] | None:
    if "const" in schema:
        return {schema["const"]}
    return set(schema["enum"]) if "enum" in schema else None


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", schema.get("type"))).rpartition("/")[2]
