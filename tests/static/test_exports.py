"""What a module exports another imports, or else a test of what the module does with it."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
TESTS = STATIC.parent / "tests"
EXPORTED = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
LIBRARY = "transparency/"  # whoever verifies an archive takes from it what they need
HANDED_ON = re.compile(r"^export \{([^}]+)\}", re.MULTILINE)
IMPORTED = (
    re.compile(r"\bimport \{([^}]+)\} from"),
    re.compile(r"\{([^{}]+)\} = await import\("),
    re.compile(r"\bimport\([^)]+\)\.then\(\(\{([^}]+)\}\)"),
)


def names(lists: list[str]) -> set[str]:
    """Of lists as in `import { one, two as other }`; each by the name that its module gave it."""
    return {
        name.split()[0].rstrip(",:") for one in lists for name in one.split(",") if name.strip()
    }


def imported(texts: list[str]) -> set[str]:
    return names([one for text in texts for form in IMPORTED for one in form.findall(text)])


def test_whatever_a_module_exports_is_imported() -> None:
    modules = [file for file in STATIC.rglob("*.js") if "vendor" not in file.parts]
    texts = {file.relative_to(STATIC).as_posix(): file.read_text("utf-8") for file in modules}
    tests = "\n".join(file.read_text("utf-8") for file in TESTS.rglob("*.py"))
    by_modules = imported(list(texts.values()))
    unused = set()
    for file, text in texts.items():
        for name in {*EXPORTED.findall(text), *names(HANDED_ON.findall(text))} - by_modules:
            word = re.compile(rf"\b{name}\b")
            is_used_inside = len(word.findall(text)) > 1 or file.startswith(LIBRARY)
            if not (is_used_inside and word.search(tests)):
                unused.add(f"{file}: {name}")

    assert "pick" in by_modules
    assert not unused
