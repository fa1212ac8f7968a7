"""Modules of the house become one script that does the same."""

from pathlib import Path

import pytest

from server.web.delivery.assets import VENDORED, Assets
from server.web.delivery.bundling import Unbundled, bundle


def assets(folder: Path, **modules: str) -> Assets:
    for path in VENDORED.values():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).touch()
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text)
    return Assets(folder)


def test_each_module_stands_behind_what_it_needs_under_names_of_its_own(tmp_path: Path) -> None:
    files = assets(
        tmp_path,
        one='import { two as other } from "./two.js"\nconst SAME = 1\nother(SAME)\n',
        two="const SAME = 2\nexport const two = (n) => console.log(n + SAME)\n",
    )

    script = bundle(files, "one.js")

    assert script.index("// two.js") < script.index("// one.js")
    assert "const { two: other } = module0" in script
    assert "return { two }" in script
    assert "import" not in script and "export" not in script


@pytest.mark.parametrize(
    "text",
    [
        'import * as all from "./two.js"\n',
        "const a = 1\nexport { a }\n",
        "export default 1\n",
        'const end = "</script>"\n',
        'const end = "<!--"\n',
    ],
)
def test_what_it_does_not_understand_it_refuses(text: str, tmp_path: Path) -> None:
    files = assets(tmp_path, one=text, two="export const two = 2\n")

    with pytest.raises(Unbundled):
        bundle(files, "one.js")
