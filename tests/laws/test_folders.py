"""A folder holds what the eye takes in, and a file fits in the head."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIDE_BY_SIDE = 20  # files of code in a folder
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
CODE = (".py", ".js", ".css", ".html", ".ts", ".mjs")


def _code() -> Iterator[Path]:
    for top in ("server", "static", "tests", "scripts"):
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in CODE and not {"node_modules", "vendor"} & set(file.parts):
                yield file


def test_no_folder_holds_more_than_twenty_files_of_code() -> None:
    files = Counter(
        file.parent.relative_to(ROOT).as_posix() for file in _code() if file.name != "__init__.py"
    )

    assert not {folder: count for folder, count in files.items() if count > SIDE_BY_SIDE}


def test_a_file_fits_in_the_head() -> None:
    lines = {
        file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines())
        for file in _code()
    }

    assert not {file: count for file, count in lines.items() if count > LINES_OF_A_FILE}


def test_a_function_fits_on_a_screen() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file in (ROOT / "server").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, functions)
        and (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION
    }

    assert not long
