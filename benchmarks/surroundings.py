"""What every measured process finds in its environment: a certificate for TLS on loopback."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import trustme

CERTIFICATE = "BENCHMARKS_CERTIFICATE"
"""Names the file with the key and the certificate of the servers."""


@contextmanager
def surroundings() -> Iterator[Mapping[str, str]]:
    """The variables to add, for as long as the body runs.

    The clients under test learn to trust the servers as they would a real one, by OpenSSL's own
    `SSL_CERT_FILE`; it has to be there before they are imported.
    """
    authority = trustme.CA()
    own = authority.issue_cert("127.0.0.1", "localhost")
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        trusted, certificate = Path(folder, "trusted.pem"), Path(folder, "server.pem")
        authority.cert_pem.write_to_path(str(trusted))
        own.private_key_and_cert_chain_pem.write_to_path(str(certificate))
        yield {"SSL_CERT_FILE": str(trusted), CERTIFICATE: str(certificate)}
