"""From the case and the settings to what the confirmation tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.domain.receipts import ConfirmationFacts
from counter_app.domain.territory import TERRITORIES
from counter_app.gateway.port import ActingFor, Channel, IdentityDocument
from counter_app.post.settings import Settings
from counter_app.procedure.case import Case, capitalised

if TYPE_CHECKING:
    from counter_app.printing.page import SheetDocument

_DOCUMENTS = {
    IdentityDocument.NATIONAL_CARD: "carte nationale d’identité",
    IdentityDocument.PASSPORT: "passeport",
    IdentityDocument.RESIDENCE_PERMIT: "titre de séjour",
    IdentityDocument.OTHER: "autre pièce d’identité",
}
_CHANNELS = {
    Channel.CARD: "au guichet, carte Vitale lue",
    Channel.TYPED: "au guichet, numéros de la carte recopiés",
    Channel.PHONE: "par téléphone",
}


def confirmation_facts(case: Case, settings: Settings) -> ConfirmationFacts:
    """The facts of an acknowledged case. Raises LookupError when it is not acknowledged."""
    done = case.acknowledgement
    if done is None:
        raise LookupError("the act is not acknowledged")
    known = case.identification
    return ConfirmationFacts(
        action=done.action,
        status=done.status,
        receipt_number=done.receipt_number,
        registered_at=done.registered_at.astimezone(TERRITORIES[settings.territory].clock),
        territory=settings.territory,
        family_name=case.family_name,
        given_name=capitalised(case.given_name),
        birth_date=case.birth_date,
        nir=case.nir,
        organisation=settings.organisation,
        organisation_address=settings.organisation_address,
        agent=settings.agent,
        identity_document=_DOCUMENTS.get(case.identity_document or IdentityDocument.NOT_SEEN, ""),
        channel=_CHANNELS[case.channel],
        email_queued=done.email_queued,
        deletion_due_by=done.deletion_due_by,
        reopened=done.reopened,
        data_restored=done.data_restored,
        by_representative=known is not None and known.acting_for is not ActingFor.SELF,
        helpline=settings.helpline,
        fictive=settings.fictive,
        seal=done.seal,
    )


def confirmation_sheet(case: Case, settings: Settings) -> Callable[[], SheetDocument]:
    """What makes the confirmation, for `Papers`: a page printed before is a duplicate.

    Raises LookupError when the case is not acknowledged.
    """
    facts, duplicate = confirmation_facts(case, settings), case.printed

    def make() -> SheetDocument:
        from counter_app.printing.confirmation import confirmation_document  # noqa: PLC0415

        return confirmation_document(facts, duplicate)

    return make
