"""What this post trusts a remote service by, and the certificate that it shows it."""

from __future__ import annotations

import ssl

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.post.settings import Settings


def service_tls(settings: Settings) -> ssl.SSLContext:
    """TLS 1.2 or newer, the service's authority or else the system's, our certificate if there is
    one. Slow: reads the system's store.

    Raises `CounterError` Service_NotAuthorised when a file of the settings cannot be used: without
    it the service would not know this post, or the post the service.
    """
    import truststore  # noqa: PLC0415 - only for a post with a remote service

    try:
        if settings.service_authority:
            context = ssl.create_default_context(cafile=settings.service_authority)
        else:
            context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if settings.service_certificate:
            key = settings.service_certificate_key or None  # perhaps in the same file
            # An empty passphrase: without one OpenSSL would ask for it on a terminal.
            context.load_cert_chain(settings.service_certificate, key, password="")
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        raise CounterError(FailureCode.SERVICE_NOT_AUTHORISED) from None
    return context
