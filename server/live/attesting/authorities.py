"""Asking a time stamp authority for a stamp over HTTP (RFC 3161). Blocking: for a thread."""

from collections.abc import Sequence
from http import HTTPStatus

from cryptography.x509 import Certificate
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.tsp import PKIStatus

from server.live.attesting.posting import post

HEADERS = {
    "Accept": "application/timestamp-reply",
    "Content-Type": "application/timestamp-query",
}


class NoStamp(ValueError):
    """It is no stamp of what was asked for."""


def stamp(url: str, note: bytes, roots: Sequence[Certificate]) -> bytes:
    """The response (DER, as in a file `.tsr`) with a stamp of SHA-256 of these bytes. Its signature
    is verified if there are `roots`, and else by whoever has them. Raises OSError where the
    authority is not reached, NoStamp for any other answer."""
    request = TimestampRequestBuilder(note, HashAlgorithm.SHA256, nonce=True, cert_req=True).build()
    answer = post(url, request.as_bytes(), HEADERS)
    if answer.status != HTTPStatus.OK:
        raise NoStamp(f"the authority answers {answer.status}")
    try:
        response = decode_timestamp_response(answer.body)
        _must_answer(response, request)
        if roots:
            _must_be_signed(response, request, roots)
    except (ValueError, VerificationError) as error:
        raise NoStamp(str(error)) from error
    return answer.body


def _must_answer(response: TimeStampResponse, request: TimeStampRequest) -> None:
    if response.status != PKIStatus.GRANTED:
        raise NoStamp("not granted")
    said, asked = response.tst_info, request.message_imprint
    if said.nonce != request.nonce:
        raise NoStamp("an answer to another request")
    imprint = said.message_imprint
    if (imprint.hash_algorithm, imprint.message) != (asked.hash_algorithm, asked.message):
        raise NoStamp("a stamp of something else")


def _must_be_signed(
    response: TimeStampResponse, request: TimeStampRequest, roots: Sequence[Certificate]
) -> None:
    verifying = VerifierBuilder.from_request(request)
    for root in dict.fromkeys(roots):
        verifying = verifying.add_root_certificate(root)
    verifying.build().verify(response, request.message_imprint.message)
