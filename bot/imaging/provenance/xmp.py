"""XMP packets: written with IPTC's digital source type, and searched without an XML parser."""

import re

_NAMESPACE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TRAINED = "trainedAlgorithmicMedia"
"""Made by a model that was trained on samples."""
# Terms of the vocabulary that say the same or more: nothing weaker replaces ours.
_AI_TERMS = frozenset(
    {
        TRAINED,
        "compositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic",
        "algorithmicMedia",
        "algorithmicallyEnhanced",
    }
)
_SOURCE_TYPE = re.compile(re.escape(_NAMESPACE.encode()) + rb"([A-Za-z]{1,64})")
_JOB = re.compile(rb"\beasel:job:([1-9][0-9]{0,18})(?![0-9])")
_MAX_ID = 2**63 - 1
# The frame of a packet that nobody is meant to change in place (ISO 16684-1, section 7.3.2).
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' dc:identifier="easel:job:{job_id}"'
    ' Iptc4xmpExt:DigitalSourceType="{source_type}"/>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


def packet(job_id: int, source_type: str | None = None) -> bytes:
    """Return a packet with a job's id and a term of the vocabulary, by default `TRAINED`."""
    term = _NAMESPACE + (source_type or TRAINED)
    return _PACKET.format(job_id=job_id, source_type=term).encode()


def job_in(xmp: bytes) -> int | None:
    """Return the job's id in a packet, None without one that the database could hold."""
    found = _JOB.search(xmp)
    if found is None:
        return None
    job_id = int(found[1])
    return job_id if job_id <= _MAX_ID else None


def source_type_in(xmp: bytes) -> str | None:
    """Return the term in a packet, None if it does not say that AI was used."""
    terms = (found[1].decode() for found in _SOURCE_TYPE.finditer(xmp))
    return next((term for term in terms if term in _AI_TERMS), None)
