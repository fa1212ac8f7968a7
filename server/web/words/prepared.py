"""What is made ready at the start: in somebody's request it would hold up everybody else."""

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from server.web.words.formats import Formats
from server.web.words.i18n import LOCALES


class _Compiled(BytecodeCache):
    """Templates compiled once a process, which takes up to 60 ms for one of them."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self._code.get(bucket.key + bucket.checksum)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


_compiled = _Compiled()


def prepare(templates: Environment) -> None:
    """Compile all templates, and read what is known of the languages of the house."""
    templates.bytecode_cache = _compiled
    for name in templates.list_templates():
        templates.get_template(name)
    for tag in LOCALES:
        Formats(tag).weekday(0)
        Formats(tag).number(1_000)
