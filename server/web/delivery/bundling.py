"""Modules as one script, for a page that has nobody to ask for files. They stay as they are
written, each in a function of its own: whoever looks into the page can read them.
"""

import re

from server.web.delivery.assets import Assets, resolved

# As modules of the house are written: names in braces, declarations exported where they stand.
_IMPORT = re.compile(r'^import (\{[^}]+\}) from "([^"]+)"$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_ANY_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


class Unbundled(ValueError):
    """A module is not written as bundling understands it."""


def bundle(assets: Assets, entry: str) -> str:
    """A classic script that does what the module does. Raises LookupError if it or one that it
    needs is no file of ours, Unbundled."""
    modules = (*assets.imported_by(entry), entry)
    names = {module: f"module{number}" for number, module in enumerate(modules)}
    parts = [_as_function(assets, module, names) for module in modules]
    script = '(() => {\n"use strict"\n' + "\n".join(parts) + "\n})()\n"
    if _ENDS_SCRIPT.search(script):
        raise Unbundled("it would end the element that it stands in")
    return script


def _as_function(assets: Assets, module: str, names: dict[str, str]) -> str:
    asset = assets.get(module)
    assert asset is not None

    def taken(found: re.Match[str]) -> str:
        wanted = found[1].replace(" as ", ": ")
        return f"const {wanted} = {names[resolved(module, found[2])]}"

    text = _IMPORT.sub(taken, asset.body.decode())
    exported = [name for _, name in _EXPORT.findall(text)]
    text = _EXPORT.sub(r"\1", text)
    other = _ANY_OTHER.search(text)
    if other:
        raise Unbundled(f"{module}: {other[0]}")
    given = f"return {{ {', '.join(exported)} }}\n" if exported else ""
    return f"// {module}\nconst {names[module]} = (() => {{\n{text}{given}}})()\n"
