"""What docs/architecture.md says of files, modules and names holds for every file."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "ithaca"
FRONTEND = PACKAGE.parents[1] / "frontend"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
PURE = {"states.py", "rules.py", "events.py"}
VAGUE = {"utils", "helpers", "common", "misc", "manager", "util", "helper"}
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 40, 5


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_pure_modules_know_nothing_of_django() -> None:
    pure = [path for path in MODULES if path.name in PURE or path.parent.name in {"access", "catalogue"}]
    assert len(pure) > 10
    guilty = [
        name_of(p)
        for p in pure
        if any(i.split(".")[0] in {"django", "allauth", "ninja"} for i in imported(tree_of(p)))
    ]
    assert guilty == []


def test_views_leave_models_to_actions_and_queries() -> None:
    views = [path for path in MODULES if path.name == "views.py" or path.parent.name == "views"]
    assert views
    guilty = [name_of(p) for p in views if any(".objects" in line for line in p.read_text().splitlines())]
    assert guilty == []


def test_an_apps_tables_are_read_and_written_by_that_app_alone() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for model in apps.get_models():
        if model.__module__.startswith("ithaca."):
            owners[model.__name__].add(model.__module__.split(".")[1])
    guilty = []
    for path in MODULES:
        app = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Attribute)
                and node.attr == "objects"
                and isinstance(node.value, ast.Name)
            ):
                own = owners.get(node.value.id, {app})
                if app not in own and not (app == "cli" and "demo" in path.parts):
                    guilty.append(f"{name_of(path)}: {node.value.id}")
    assert guilty == []


def test_files_are_short_and_named_for_what_they_hold() -> None:
    sources = [*MODULES, *(p for p in FRONTEND.rglob("*.ts*") if "node_modules" not in p.parts)]
    long = {str(p): len(p.read_text().splitlines()) for p in sources}
    assert {p: n for p, n in long.items() if n > LONGEST_FILE} == {}
    assert [str(p) for p in sources if p.stem in VAGUE] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_fit_a_screen_and_take_few_parameters(path: Path) -> None:
    for function in functions(tree_of(path)):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} has {length} lines"
        arguments = function.args
        positional = [a for a in [*arguments.posonlyargs, *arguments.args] if a.arg not in {"self", "cls"}]
        assert len(positional) <= MOST_PARAMETERS, function.name


def test_no_translated_text_is_an_f_string() -> None:
    guilty = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "gettext", "gettext_lazy", "ngettext"}
            ):
                guilty += [
                    f"{name_of(path)}:{node.lineno}" for a in node.args if isinstance(a, ast.JoinedStr)
                ]
    assert guilty == []


def test_every_package_says_in_a_paragraph_what_it_is() -> None:
    packages = list(PACKAGE.glob("*/__init__.py"))
    assert [name_of(p) for p in packages if not ast.get_docstring(tree_of(p))] == []


def test_all_but_the_command_line_is_kept_from_the_vaults_keys() -> None:
    """The contract that import-linter checks names every package and every module of the vault."""
    settings = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one.get("forbidden_modules") == ["ithaca.vault.client"]]
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {"cli", "vault"}
    vault = {path.stem for path in (PACKAGE / "vault").glob("*.py")} - {"__init__"}
    vault |= {path.parent.name for path in (PACKAGE / "vault").glob("*/__init__.py")} - {
        "client",
        "migrations",
    }
    expected = {f"ithaca.{name}" for name in packages} | {f"ithaca.vault.{name}" for name in vault}
    assert set(contract["source_modules"]) == expected


def test_tests_share_through_modules_of_their_own() -> None:
    """A test module that another imports from runs for two reasons, and can't be moved or run by itself."""
    tests = Path(__file__).resolve().parents[1]
    found = [
        f"{path.relative_to(tests)}: {line}"
        for path in tests.rglob("*.py")
        for line in path.read_text().splitlines()
        if re.match(r"\s*(from|import) tests\S*\.test_", line)
    ]
    assert found == []
