"""The HTTP API, version 1."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Path, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.responses import Response

from counter_app import __version__
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.service import accounts, code_requests, identification, operations, wire
from counter_app.service.guard import Guard
from counter_app.service.limits import Caller
from counter_app.service.metrics import CountingMiddleware, Metrics, metrics_router
from counter_app.service.problems import HTTP_STATUS, field_names, problem, problem_of, responses
from counter_app.service.readiness import readiness_router
from counter_app.service.seal_keys import published
from counter_app.service.settings import ServiceSettings
from counter_app.service.statistics import statistics_router
from counter_app.service.store import Store
from counter_app.service.threads import DatabaseThreads

_C = FailureCode
_IDENTITY = (
    _C.IDENTITY_NOT_RECOGNISED,
    _C.IDENTITY_DECEASED,
    _C.IDENTITY_NOT_REPRESENTATIVE,
    _C.IDENTITY_TOO_MANY_ATTEMPTS,
    _C.IDENTITY_TOO_MANY_FROM_HERE,
)
_CODES = (_C.CODE_EXPIRED, _C.CODE_ALREADY_USED, _C.CODE_BLOCKED)
_ACCOUNT = (
    _C.ACCOUNT_LOGIN_NAME_TAKEN,
    _C.ACCOUNT_LOGIN_NAME_REFUSED,
    _C.ACCOUNT_PASSWORD_REFUSED,
)

_OF_A_POST = Security(
    HTTPBearer(scheme_name="post", description="The secret of a post.", auto_error=False)
)

KeyInPath = Annotated[wire.IdempotencyKey, Path(description="The key of an act.")]
KeyInHeader = Annotated[
    wire.IdempotencyKey, Header(alias="Idempotency-Key", description="New for each act.")
]


def create_app(settings: ServiceSettings, store: Store) -> FastAPI:
    """The application, on a prepared store."""
    app = FastAPI(
        title="counter-app reference service",
        version="1.0.0",
        description="Identification of a person and the acts on her space, for a counter.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    metrics = Metrics()
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(CountingMiddleware, metrics=metrics)  # the outermost: the last one added
    app.include_router(_posts_router(settings, store))
    app.include_router(statistics_router(store, _OF_A_POST))  # in no other: its path is then whole
    app.include_router(_public_router(settings, store))
    app.include_router(readiness_router(store))
    app.include_router(metrics_router(store, metrics))
    app.add_exception_handler(CounterError, _on_counter_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    described = app.openapi
    app.openapi = lambda: _with_problem_schema(described())  # type: ignore[method-assign]
    return app


def _posts_router(settings: ServiceSettings, store: Store) -> APIRouter:
    """What a post may ask, under its bearer secret (checked by the guard, before the body)."""
    router = APIRouter(prefix="/v1", dependencies=[_OF_A_POST])
    threads = DatabaseThreads()

    @router.post(
        "/identifications",
        operation_id="identify",
        responses=responses(*_IDENTITY, *_CODES),
    )
    async def identify(request: wire.IdentificationRequest, http: Request) -> wire.Identification:
        """Open a session of 20 minutes for one person."""
        return await threads.run(identification.identify, store, settings, request, _caller(http))

    @router.post(
        "/code-requests",
        operation_id="enquireAboutCode",
        responses=responses(*_IDENTITY, _C.CONTACT_UNKNOWN),
    )
    async def enquire(request: wire.CodeEnquiry, http: Request) -> wire.CodeOffer:
        """Who may have a new code, and where it can go; none is made."""
        return await threads.run(code_requests.offer, store, settings, request, _caller(http))

    @router.post(
        "/codes",
        operation_id="orderCode",
        responses=responses(*_IDENTITY, _C.CONTACT_UNKNOWN, _C.CODE_TOO_SOON),
    )
    async def order(request: wire.CodeOrder, http: Request) -> wire.OrderedCode:
        """Make a new code and send it; the older ones serve no more."""
        return await threads.run(code_requests.order, store, settings, request, _caller(http))

    @router.post(
        "/login-name-checks",
        operation_id="checkLoginName",
        responses=responses(_C.SESSION_EXPIRED, _C.ACCOUNT_LOGIN_NAME_REFUSED),
    )
    async def check_login_name(request: wire.LoginNameCheck) -> wire.LoginNameAnswer:
        """Whether a login name can be taken."""
        return await threads.run(accounts.check_availability, store, settings, request)

    @router.post(
        "/operations",
        operation_id="submitOperation",
        responses=responses(
            _C.SESSION_EXPIRED,
            *_CODES,
            _C.OPERATION_NOT_ALLOWED,
            _C.OPERATION_KEY_REUSED,
            _C.OPERATION_OUTCOME_UNKNOWN,
            _C.TERMS_NOT_ACCEPTED,
            _C.CONTACT_REFUSED,
            *_ACCOUNT,
        ),
    )
    async def submit(key: KeyInHeader, request: wire.OperationRequest) -> wire.Acknowledgement:
        """Register an act once; the same request under the same key gets the same answer."""
        return await threads.run(operations.submit, store, settings, key, request)

    @router.get(
        "/operations/{key}",
        operation_id="findOperation",
        responses=responses(_C.REQUEST_NOT_FOUND),
    )
    async def find(key: KeyInPath) -> wire.Acknowledgement:
        """What was registered under a key."""
        return await threads.run(operations.find, store, key)

    @router.post(
        "/operations/{key}/settlement", operation_id="settleOperation", responses=responses()
    )
    async def settle(key: KeyInPath) -> wire.Settlement:
        """End the doubt about a key: what was registered, or that nothing ever will be."""
        return await threads.run(operations.settle, store, settings, key)

    @router.get("/status", operation_id="status", responses=responses())
    def status() -> wire.ServiceStatus:
        """What the service says of itself."""
        return wire.ServiceStatus(
            version=__version__, fictive=settings.fictive, now=settings.clock()
        )

    return router


def _caller(http: Request) -> Caller:
    """Whose failures a request counts with."""
    _, _, secret = http.headers.get("authorization", "").partition(" ")
    return Caller(post_secret=secret, address=http.client.host if http.client else "")


def _public_router(settings: ServiceSettings, store: Store) -> APIRouter:
    router = APIRouter()

    @router.get("/v1/seal-keys", operation_id="sealKeys")
    def seal_keys() -> wire.SealKeys:
        """The public keys that the seal of a confirmation is checked with."""
        return published(store, settings)

    @router.get("/health", operation_id="health")
    def health() -> wire.Health:
        """The process serves."""
        return wire.Health(status="ok")

    return router


async def _on_counter_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, CounterError)  # noqa: S101 - registered for this class
    return problem_of(error)


async def _on_invalid_request(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    return problem(
        FailureCode.REQUEST_MALFORMED,
        fields=field_names([entry["loc"] for entry in error.errors()]),
    )


async def _on_http_exception(_request: Request, error: Exception) -> Response:
    """Unknown address or method, unreadable body: the framework's own refusals."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    known = error.status_code not in {404, 405}
    code = FailureCode.REQUEST_MALFORMED if known else FailureCode.REQUEST_NOT_FOUND
    answer = problem(code, status=error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def _with_problem_schema(description: dict[str, Any]) -> dict[str, Any]:
    schemas = description["components"]["schemas"]
    if "Problem" not in schemas:
        schema = wire.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema.pop("$defs")
        # Only what this service tells: the rest of the catalogue is the counter's own.
        told = sorted(code.value for code in HTTP_STATUS)
        schema["properties"]["code"] = {"title": "Code", "type": "string", "enum": told}
        schemas["Problem"] = schema
    return description
