"""Runs the cupel binary over datasets, for tests that look at what it writes from outside.

CUPEL names the binary; without it the debug build is taken. What is made here lies under .build-tests/, which Git ignores.
"""

import dataclasses
import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build-tests"
BINARY = pathlib.Path(os.environ.get("CUPEL", ROOT / ".build/debug/cupel")).absolute()

# What a CI would be known by: a test that means one says so itself.
MARKS_OF_CI = ("CI", "GITHUB_", "GITLAB_", "JENKINS_", "BUILD_", "NO_COLOR", "CLICOLOR", "FORCE_COLOR")


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(MARKS_OF_CI)}
    return kept | more


def cupel(*words, folder=ROOT, **more):
    """(exit status, standard output, standard error), as bytes."""
    done = subprocess.run([BINARY, *map(str, words)], cwd=folder, env=environment(**more), capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


@dataclasses.dataclass(frozen=True)
class Written:
    """The files of one run of `cupel check`."""

    folder: pathlib.Path
    status: int
    words: tuple

    def path(self, kind):
        return self.folder / f"report.{kind}"

    @property
    def html(self):
        return self.path("html")

    @functools.cached_property
    def json(self):
        return json.loads(self.path("json").read_text())


# The flag of each kind of file.
KINDS = {
    "html": "--html",
    "json": "--json",
    "xml": "--junit",
    "sarif": "--sarif",
    "gitlab.json": "--gitlab",
    "md": "--markdown",
    "csv": "--csv",
    "rejects.csv": "--rejects",
}


def check(home, *words, kinds=tuple(KINDS), folder=ROOT):
    """Reports of one check that is run in `folder`, written into `home`."""
    home.mkdir(parents=True, exist_ok=True)
    wanted = [part for kind in kinds for part in (KINDS[kind], home / f"report.{kind}")]
    status, _, errors = cupel("check", *words, "--quiet", *wanted, folder=folder)
    if status not in (0, 1, 3):
        raise RuntimeError(f"cupel check {' '.join(map(str, words))} gave {status}: {errors.decode(errors='replace')}")
    return Written(home, status, words)


def golden(name):
    """A golden dataset as one would type its path from the top of the repository."""
    for home in ["GoldenDatasets/bases", "GoldenDatasets/derived"]:
        listed = ROOT / home / name / "expected.json"
        if listed.exists():
            return f"{home}/{name}/{json.loads(listed.read_text())['dataset']}"
    raise FileNotFoundError(f"no golden dataset {name}; python3 GoldenDatasets/derive.py makes them")


@functools.cache
def scratch():
    """A folder that lives as long as the tests."""
    home = SCRATCH / "made"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    return home


@functools.cache
def written(case):
    """The reports of a case, made once."""
    # All findings of the crowd as JSON would take minutes, and prove nothing of the page.
    return check(scratch() / case, *CASES[case](), kinds=("html",) if case == "crowd" else tuple(KINDS))


def contract():
    path = scratch() / "contract.yaml"
    path.write_text(json.loads((ROOT / "GoldenDatasets/defects/delivery-rejected.json").read_text())["contract"])
    return path.relative_to(ROOT)


def hostile():
    from Shared import hostile

    return hostile.dataset()


def hostile_contract():
    from Shared import hostile

    return hostile.contract()


def crowd():
    from Shared import crowd

    return crowd.dataset(SCRATCH)


# The cases that every reader goes through.
READ = ["clean", "faulty", "delivery", "targets", "pictured", "hostile"]

CASES = {
    "clean": lambda: [golden("euler-base"), "--target", "openvla"],
    "faulty": lambda: [golden("labels-in-millimetres"), "--target", "openvla"],
    "delivery": lambda: [golden("delivery-rejected"), "--config", contract(), "--pack", "vendor-acceptance", "--as-of", "2026-01-01"],
    "targets": lambda: [golden("one-episode-scaled"), "--target", "octo", "--target", "openvla", "--target", "pi0"],
    "pictured": lambda: [golden("pictures-black-in-two"), "--target", "openvla", "--thumbnails"],
    "hostile": lambda: [hostile(), "--target", "openvla", "--config", hostile_contract(), "--as-of", "2026-01-01"],
    "crowd": lambda: [crowd(), "--target", "openvla"],
}
