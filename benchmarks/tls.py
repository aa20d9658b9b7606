"""TLS on loopback: a certificate, and the environment of measured processes that trusts it."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import trustme

CERTIFICATE = "BENCHMARKS_CERTIFICATE"
"""The variable that names the file with the servers' key and certificate."""


@contextmanager
def tls_environment() -> Iterator[Mapping[str, str]]:
    """Create certificates for the body, and yield the environment variables to add.

    Clients trust the servers because of OpenSSL's own `SSL_CERT_FILE`, which has to be set before
    they are imported.
    """
    authority = trustme.CA()
    own = authority.issue_cert("127.0.0.1", "localhost")
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        trusted, certificate = Path(folder, "trusted.pem"), Path(folder, "server.pem")
        authority.cert_pem.write_to_path(str(trusted))
        own.private_key_and_cert_chain_pem.write_to_path(str(certificate))
        yield {"SSL_CERT_FILE": str(trusted), CERTIFICATE: str(certificate)}
