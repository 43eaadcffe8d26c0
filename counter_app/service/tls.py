"""TLS of the service: its certificate, and those that it asks of the posts."""

from __future__ import annotations

import ssl
from pathlib import Path

from counter_app.service.deployment import DeploymentError, Tls
from counter_app.service.deployment_file import read_secret


def server_context(tls: Tls) -> ssl.SSLContext:
    """TLS 1.2 or newer. With an authority, a post without a certificate of it is not heard.

    Raises `DeploymentError` naming the key of the file that cannot be used.
    """
    read_secret(tls.key, "tls.key_file")  # for its reasons to refuse, clearer than OpenSSL's
    _readable(tls.certificate, "tls.certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # An empty passphrase: without one OpenSSL would ask for it on the terminal.
        context.load_cert_chain(tls.certificate, tls.key, password="")
    except (ssl.SSLError, ValueError):
        raise DeploymentError(
            "tls.certificate and tls.key_file: not a certificate and its key, in PEM and without "
            "a passphrase"
        ) from None
    if tls.client_authority is not None:
        _readable(tls.client_authority, "tls.client_authority")
        try:
            context.load_verify_locations(tls.client_authority)
        except ssl.SSLError:
            raise DeploymentError("tls.client_authority: not certificates in PEM") from None
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def context_for_uvicorn(tls: Tls, _config: object, _default: object) -> ssl.SSLContext:
    """`server_context` as uvicorn calls it, in each process."""
    return server_context(tls)


def _readable(path: Path, key: str) -> None:
    try:
        path.open("rb").close()
    except OSError as refused:
        raise DeploymentError(f"{key}: {path}: {refused.strerror}") from refused
