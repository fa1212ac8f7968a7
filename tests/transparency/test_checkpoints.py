"""Heads of logs, and what witnesses say of them."""

import pytest

from server.transparency.checkpoints import Checkpoint, open_checkpoint
from server.transparency.cosignatures import time_of
from server.transparency.notes import BadNote, Note, Signature, cosign, open_note, sign
from server.transparency.vkeys import COSIGNATURE, SigningKey

# The examples of tlog-checkpoint and tlog-cosignature, of which no key is published.
TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
COSIGNED = (
    "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJs"
    "X3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
)
LOG, WITNESS = SigningKey(bytes(32)), SigningKey(bytes([1]) * 32)
ORIGIN, HEAD = "example.com/behind-the-sofa", 20_852_163
AT = 1_679_315_147


def test_a_head_is_read_and_written_as_it_was() -> None:
    head = Checkpoint.parse(TEXT)
    assert (head.origin, head.size) == (ORIGIN, HEAD)
    assert head.text == TEXT
    assert head.short == "20852163:CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def test_lines_behind_the_head_stay() -> None:
    assert Checkpoint.parse(TEXT + "more\n").text == TEXT + "more\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        TEXT.removesuffix("\n"),
        TEXT + "\n",
        TEXT.replace("20852163", "020852163"),
        TEXT.replace("20852163", "+20852163"),
        TEXT.replace("20852163", "-1"),
        TEXT.replace("20852163", "2e3"),
        TEXT.replace("20852163", "\u0662"),
        TEXT.replace("20852163", str(2**63)),
        TEXT.replace("20852163", ""),
        TEXT.replace("example.com/behind-the-sofa", ""),
        TEXT.replace("q2I=", "q2J="),
        TEXT.replace("q2I=", ""),
        TEXT.replace("q2I=", "q2I=AAAA"),
        "\n".join(TEXT.split("\n")[:2]) + "\n",
    ],
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


def test_a_head_is_signed_by_its_own_log() -> None:
    note = str(sign(TEXT, LOG, ORIGIN)).encode()
    assert open_checkpoint(note, [LOG.vkey(ORIGIN)])[0].size == HEAD


def test_a_log_does_not_speak_for_another() -> None:
    other = str(sign(TEXT, LOG, "example.com/another")).encode()
    with pytest.raises(BadNote, match="its log"):
        open_checkpoint(other, [LOG.vkey("example.com/another")])


def test_a_witness_alone_makes_no_head() -> None:
    name = "witness.example.com/w1"
    note = str(Note(TEXT, (cosign(TEXT, WITNESS, name, AT),))).encode()
    with pytest.raises(BadNote, match="its log"):
        open_checkpoint(note, [LOG.vkey(ORIGIN), WITNESS.vkey(name, COSIGNATURE)])


def test_the_cosignature_of_the_example_says_when_it_was_made() -> None:
    line = Signature.parse(COSIGNED)
    assert time_of(line.body) == AT
    assert str(line) == COSIGNED + "\n"
    assert len(line.body) == len(cosign(TEXT, WITNESS, "w", AT).body)


def test_a_cosignature_is_of_its_time_its_text_and_its_kind() -> None:
    name = "witness.example.com/w1"
    vkey, made = WITNESS.vkey(name, COSIGNATURE), cosign(TEXT, WITNESS, name, AT)
    message = f"cosignature/v1\ntime {AT}\n{TEXT}".encode()
    assert vkey.verifies(message, made.body[8:])
    assert open_note(str(Note(TEXT, (made,))).encode(), [vkey]).signatures == (made,)
    later = Signature(name, made.id, (AT + 1).to_bytes(8, "big") + made.body[8:])
    for text, signature in ((TEXT, later), (TEXT.replace("sofa", "door"), made)):
        with pytest.raises(BadNote, match="wrong"):
            open_note(str(Note(text, (signature,))).encode(), [vkey])
    with pytest.raises(BadNote, match="nobody"):  # the same key, for notes
        open_note(str(Note(TEXT, (made,))).encode(), [WITNESS.vkey(name)])


def test_a_signature_of_a_text_is_no_cosignature() -> None:
    name = "witness.example.com/w1"
    vkey = WITNESS.vkey(name, COSIGNATURE)
    plain = sign(TEXT, WITNESS, name).signatures[0]
    posing = Signature(name, vkey.id, plain.body)
    with pytest.raises(BadNote, match="wrong"):
        open_note(str(Note(TEXT, (posing,))).encode(), [vkey])
