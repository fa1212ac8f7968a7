"""What is made ready at the start: in somebody's request it would hold up everybody else."""

from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from server.web.words.formats import Formats
from server.web.words.i18n import LOCALES


class _Compiled(BytecodeCache):
    """Templates compiled once a process, which takes up to 60 ms for one of them."""

    def __init__(self) -> None:
        self._code: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None, "it was just compiled"
        self._code[bucket.key + bucket.checksum] = bucket.code


_compiled = _Compiled()


def prepare(templates: Environment) -> None:
    """Compile all templates, and read what is known of the languages of the house."""
    templates.bytecode_cache = _compiled
    for name in templates.list_templates():
        templates.get_template(name)
    for tag in LOCALES:
        Formats(tag).weekday(0)
        Formats(tag).number(1_000)
