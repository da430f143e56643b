"""A TLS handshake with a stranger, in memory: proof that the libraries of an installation verify, without a network."""

from __future__ import annotations

import ssl
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from permit_desktop.api.connection import trust

_NAME: Final = "localhost"
_MOST_TURNS: Final = 8


def refuses_strangers() -> bool:
    """Meets a server whose certificate is its own, and tells whether that was refused."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trust(ca_file=None).wrap_bio(to_client, to_server, server_hostname=_NAME)
    server = _stranger().wrap_bio(to_server, to_client, server_side=True)
    try:
        for _ in range(_MOST_TURNS):
            for side in (client, server):
                with suppress(ssl.SSLWantReadError):
                    side.do_handshake()
    except ssl.SSLCertVerificationError:
        return True
    return False


def _stranger() -> ssl.SSLContext:
    """A server with a certificate that it signed itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, _NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(_NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory(prefix="permit-desktop-self-test-") as folder:
        file = Path(folder, "stranger.pem")  # `ssl` takes certificates from files only
        file.write_bytes(certificate.public_bytes(pem) + private)
        context.load_cert_chain(file)
    return context
