"""The tables of the store. Nothing here names a person in clear.

`*_hash` columns are keyed hashes (hexadecimal), `*_sealed` columns are encrypted with the service
key; both by `service.keys`. Statements stay within what SQLite and PostgreSQL both speak.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware date-time, kept in UTC. SQLite forgets the zone: it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database. Raises ValueError for a date-time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a date-time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts by itself only on a column whose type is exactly INTEGER.
Identity = BigInteger().with_variant(Integer, "sqlite")
Hash = String(64)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROPERTIES = Table(
    "store_properties",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("nir_hash", Hash, nullable=False, unique=True),
    Column("birth_date_hash", Hash, nullable=False),
    Column("family_name_sealed", LargeBinary, nullable=False),
    Column("given_name_sealed", LargeBinary, nullable=False),
    Column("birth_date_sealed", LargeBinary, nullable=False),
    Column("email_sealed", LargeBinary),
    Column("mobile_sealed", LargeBinary),
    Column("territory", String(8), nullable=False),
    Column("status", String(32), nullable=False),
    Column("status_since", UtcDateTime, nullable=False),
    Column("notice_sent_on", Date),
    Column("deletion_due_by", Date),
    # The insured person whose account and contacts serve an attached profile (a child).
    Column("holder_id", Identity, ForeignKey("people.id"), index=True),
)

CARD_LINKS = Table(
    "card_links",
    METADATA,
    Column("lookup_hash", Hash, primary_key=True),  # of the person's NIR with a card's serial
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False, index=True),
)

CODES = Table(
    "enrolment_codes",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False, index=True),
    Column("code_hash", Hash, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("used_at", UtcDateTime),
    Column("superseded_at", UtcDateTime),
    Column("wrong_attempts", SmallInteger, nullable=False, server_default="0"),
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("person_id", Identity, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("login_name_hash", Hash, nullable=False, unique=True),
    Column("login_name_sealed", LargeBinary, nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

SESSIONS = Table(
    "identification_sessions",
    METADATA,
    Column("token_hash", Hash, primary_key=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False),
    Column("code_id", Identity, ForeignKey("enrolment_codes.id"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

FAILED_IDENTIFICATIONS = Table(
    "failed_identifications",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("lookup_hash", Hash, nullable=False),
    Column("failed_at", UtcDateTime, nullable=False),
    Index(None, "lookup_hash", "failed_at"),
)

OPERATIONS = Table(
    "operations",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("idempotency_key", String(64), nullable=False, unique=True),
    # False: the key was given up before anything came under it, and never will serve.
    Column("registered", Boolean, nullable=False),
    Column("registered_at", UtcDateTime, nullable=False),
    Column("fingerprint", Hash),
    Column("person_id", Identity, ForeignKey("people.id"), index=True),
    Column("action", String(16)),
    Column("delete_data", Boolean),
    Column("channel", String(16)),
    Column("identity_document", String(32)),
    Column("organisation", String(200)),
    Column("agent_sealed", LargeBinary),
    Column("terms_version", String(40)),
    Column("privacy_version", String(40)),
    Column("source_status", String(32)),
    Column("target_status", String(32)),
    Column("receipt_number", String(32), unique=True),
    Column("email_queued", Boolean),
    Column("deletion_due_by", Date),
    Column("reopened", Boolean),
    Column("seal", String(1000)),
    # An identifier never serves twice, even after a deletion: it makes the receipt's number.
    sqlite_autoincrement=True,
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("operation_id", Identity, ForeignKey("operations.id"), index=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False),
    Column("template", String(40), nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("recipient_sealed", LargeBinary, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime, index=True),
)
