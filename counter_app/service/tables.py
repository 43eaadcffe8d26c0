"""The tables of the store. Nothing here names a person in clear.

`*_hash` columns are keyed hashes (hexadecimal), `*_sealed` columns are encrypted with the service
key; both by `service.keys`. Statements stay within what SQLite and PostgreSQL both speak.

    people          one row a person, her space's state          ← numbers, card_links lead to her
    representations who may act for whom                         ← enrolment_codes, accounts
    campaigns       waves of notices, with their sendings
    operations      each act of a person, once                   ← outbox: the messages to send
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
    text,
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

# The waves ----------------------------------------------------------------------------------------

CAMPAIGNS = Table(
    "campaigns",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

# Who is written to on which day: a territory, narrowed to a department or a health fund if said.
CAMPAIGN_SENDINGS = Table(
    "campaign_sendings",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("campaign_id", Identity, ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("territory", String(8), nullable=False),
    Column("department", String(3)),
    Column("health_fund", String(9)),
    Column("send_on", Date, nullable=False),
    Column("issued_at", UtcDateTime),  # when the code of everyone concerned was made
)

# The people ---------------------------------------------------------------------------------------

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("nir_sealed", LargeBinary),  # empty in rows older than this column, until she comes
    Column("birth_date_hash", Hash, nullable=False),
    Column("family_name_sealed", LargeBinary, nullable=False),
    Column("given_name_sealed", LargeBinary, nullable=False),
    Column("birth_date_sealed", LargeBinary, nullable=False),
    Column("email_sealed", LargeBinary),
    Column("mobile_sealed", LargeBinary),
    Column("address_sealed", LargeBinary),  # lines joined by a line break
    Column("territory", String(8), nullable=False),
    Column("department", String(3)),
    Column("health_fund", String(9)),
    Column("status", String(32), nullable=False),
    Column("status_since", UtcDateTime, nullable=False),
    # The sending whose notice was made for her; when its message has left, the day of that.
    Column("sending_id", Identity, ForeignKey("campaign_sendings.id"), index=True),
    Column("notice_sent_on", Date),
    Column("deletion_due_by", Date),
    Column("archive_until", Date),  # of a closed space: the last day of its ten years
    Column("objected_at", UtcDateTime),  # to a suspension: it is then not closed by itself
    # The insured person whose account and contacts serve an attached profile (a child).
    Column("holder_id", Identity, ForeignKey("people.id"), index=True),
    # Of an attached profile: the first day of the month of the eighteenth birthday.
    Column("adult_from_month", Date),
)
_PENDING = text("status = 'PENDING'")
_TO_NOTIFY = text("status = 'PENDING' AND sending_id IS NULL")
_CLOSED = text("status = 'CLOSED'")
# Each finds the rows of one scheduled job and holds no others.
for _name, _columns, _condition in (
    ("ix_people_to_open", ("territory", "notice_sent_on"), _PENDING),
    ("ix_people_to_notify", ("territory", "id"), _TO_NOTIFY),
    ("ix_people_deletion", ("deletion_due_by",), text("status = 'CLOSED_DELETION_PENDING'")),
    ("ix_people_archive", ("archive_until",), _CLOSED),
    ("ix_people_suspension", ("status_since",), text("status = 'SUSPENDED'")),
    ("ix_people_coming_of_age", ("adult_from_month",), text("adult_from_month IS NOT NULL")),
):
    Index(
        _name,
        *(PEOPLE.c[column] for column in _columns),
        sqlite_where=_condition,
        postgresql_where=_condition,
    )

# The numbers that a person is known under: a temporary one, then her own, lead to the same row.
NUMBERS = Table(
    "numbers",
    METADATA,
    Column("nir_hash", Hash, primary_key=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False, index=True),
    Column("nir_sealed", LargeBinary),  # to hash it anew; empty in rows older than this column
)

# What leads to a person at a counter: a NIR with the serial of a card. Her own NIR, or that of the
# person who may act for her (`representative_id`): children are found under their parent's.
CARD_LINKS = Table(
    "card_links",
    METADATA,
    Column("lookup_hash", Hash, primary_key=True),  # of the NIR with the card's serial
    Column("person_id", Identity, ForeignKey("people.id"), primary_key=True, index=True),
    Column("representative_id", Identity, ForeignKey("people.id"), index=True),
    Column("serial_sealed", LargeBinary),  # empty in rows older than this column
)

REPRESENTATIONS = Table(
    "representations",
    METADATA,
    Column("person_id", Identity, ForeignKey("people.id"), primary_key=True),
    Column("representative_id", Identity, ForeignKey("people.id"), primary_key=True, index=True),
    Column("kind", String(32), nullable=False),  # of domain.family
    Column("since", Date, nullable=False),
    Column("until", Date),  # the last day, when it is known
)

CODES = Table(
    "enrolment_codes",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False, index=True),
    Column("code_hash", Hash, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("issued_at", UtcDateTime),
    Column("sent_on", Date),  # the day on which its message left; nobody uses it before
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

# At the counter -----------------------------------------------------------------------------------

SESSIONS = Table(
    "identification_sessions",
    METADATA,
    Column("token_hash", Hash, primary_key=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False),
    Column("representative_id", Identity, ForeignKey("people.id")),  # who acts, if not herself
    Column("code_id", Identity, ForeignKey("enrolment_codes.id"), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

FAILED_IDENTIFICATIONS = Table(
    "failed_identifications",
    METADATA,
    Column("id", Identity, primary_key=True),
    # Of what is limited: a NIR with a serial, an agent, an address.
    Column("subject_hash", Hash, nullable=False),
    Column("failed_at", UtcDateTime, nullable=False),
    Index(None, "subject_hash", "failed_at"),
    Index(None, "failed_at"),
)

OPERATIONS = Table(
    "operations",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("idempotency_key", String(64), nullable=False, unique=True),
    # False: the key was given up before anything came under it, and never will serve.
    Column("registered", Boolean, nullable=False),
    Column("registered_at", UtcDateTime, nullable=False),
    Column("registered_on", Date, index=True),  # that day in the person's territory
    Column("fingerprint", Hash),
    Column("person_id", Identity, ForeignKey("people.id"), index=True),
    Column("representative_id", Identity, ForeignKey("people.id")),
    Column("territory", String(8)),
    Column("action", String(32)),
    Column("delete_data", Boolean),
    Column("channel", String(16)),
    Column("identity_document", String(32)),
    Column("situation", String(32)),  # who was at the counter, where it was said
    Column("decided_by", String(16)),  # the person, or who came for her: by that situation
    Column("mandate", String(40)),  # the version of the one signed, null without one
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
    Column("data_restored", Boolean),
    Column("seal", String(1000)),
    # An identifier never serves twice, even after a deletion: it makes the receipt's number.
    sqlite_autoincrement=True,
)

# The messages -------------------------------------------------------------------------------------

LETTER_BATCHES = Table(
    "letter_batches",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("posted_on", Date, nullable=False),  # the day on which the mailing house posts them
    Column("letters", Integer, nullable=False),
    Column("ended_at", UtcDateTime),  # when its file was whole on the disk
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", Identity, primary_key=True),
    Column("operation_id", Identity, ForeignKey("operations.id"), index=True),
    Column("person_id", Identity, ForeignKey("people.id"), nullable=False, index=True),
    Column("code_id", Identity, ForeignKey("enrolment_codes.id")),  # whose life begins at sending
    Column("channel", String(16), nullable=False),  # email, sms, letter
    Column("template", String(40), nullable=False),
    Column("parameters", JSON, nullable=False),  # nothing personal
    Column("recipient_sealed", LargeBinary, nullable=False),
    Column("secret_sealed", LargeBinary),  # the code in clear; empty once sent
    Column("state", String(12), nullable=False),  # queued, sending, sent, stuck, cancelled
    Column("queued_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),  # not tried before
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("last_error", String(60)),  # a word of ours, never the other side's text
    Column("sent_at", UtcDateTime, index=True),
    Column("batch_id", Identity, ForeignKey("letter_batches.id"), index=True),
)
_WAITING = text("state IN ('queued', 'sending')")
Index(
    "ix_outbox_waiting",
    OUTBOX.c.channel,
    OUTBOX.c.due_at,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
_STUCK = text("state = 'stuck'")
Index("ix_outbox_stuck", OUTBOX.c.queued_at, sqlite_where=_STUCK, postgresql_where=_STUCK)

# The scheduled work -------------------------------------------------------------------------------

JOB_RUNS = Table(
    "job_runs",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("holder", String(64)),  # who is at it, until then; nobody else begins before
    Column("held_until", UtcDateTime),
    Column("last_ended_at", UtcDateTime),
    Column("last_count", BigInteger),
)

# Old receipts stay verifiable after a change of keys: the public halves are kept for ever.
SEAL_KEYS = Table(
    "seal_keys",
    METADATA,
    Column("key_id", String(32), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)
