"""docs/openapi.json is what the service really says. To make it anew:

python -m tests.service.test_openapi
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from counter_app.domain.failures import FailureCode
from counter_app.service.problems import HTTP_STATUS
from tests.service.databases import SqliteDatabase
from tests.service.post import Post

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


def text_of(description: dict[str, Any]) -> str:
    """The committed form."""
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


def test_the_committed_description_is_the_running_one(post: Post) -> None:
    described = post.client.get("/v1/openapi.json").json()
    assert COMMITTED.read_text("utf-8") == text_of(described), __doc__


def routes(post: Post) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each route."""
    return [
        (path, method, route)
        for path, methods in post.app.openapi()["paths"].items()
        for method, route in methods.items()
    ]


def test_each_error_is_described_as_a_problem(post: Post) -> None:
    for _path, _method, route in routes(post):
        errors = {
            status: answer for status, answer in route["responses"].items() if status[0] > "3"
        }
        for answer in errors.values():
            [(media_type, content)] = answer["content"].items()
            assert media_type == "application/problem+json"
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
            for code in answer["description"].split(", "):
                assert FailureCode(code)


def test_each_route_of_a_post_says_that_it_needs_a_secret(post: Post) -> None:
    for path, _method, route in routes(post):
        public = path in {"/health", "/ready", "/v1/seal-keys"}
        assert ("security" in route) != public
        assert ("401" in route["responses"]) != public


def test_no_address_holds_personal_data(post: Post) -> None:
    parameters = {
        (parameter["in"], parameter["name"])
        for _path, _method, route in routes(post)
        for parameter in route.get("parameters", [])
    }
    assert parameters == {
        *(("path", "key"), ("header", "Idempotency-Key")),
        *(("query", "since"), ("query", "until")),
    }


def test_the_problem_lists_the_codes_that_the_service_tells(post: Post) -> None:
    schemas = post.app.openapi()["components"]["schemas"]
    assert schemas["Problem"]["properties"]["code"]["enum"] == sorted(HTTP_STATUS)
    assert "HTTPValidationError" not in schemas


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        COMMITTED.write_text(text_of(Post(SqliteDatabase(Path(folder))).app.openapi()), "utf-8")
