"""The recipes for CI, and their shell as each service would run it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

from Shared import reports

HOME = reports.ROOT / "Integrations/ci"
ACTION = HOME / "github/action.yml"
WORKFLOW = HOME / "github/workflow.yml"
GITLAB = HOME / "gitlab/cupel.yml"
JENKINS = HOME / "jenkins/Jenkinsfile"
MAKE = HOME / "make/cupel.mk"
HOOKS = reports.ROOT / ".pre-commit-hooks.yaml"
TOOLS = pathlib.Path(sys.executable).parent

# What the tests go through: arguments as a person gives them, and the exit status that is right.
CLEAN = {"dataset": reports.golden("euler-base"), "target": "openvla"}
FAULTY = {"dataset": reports.golden("labels-in-millimetres"), "target": "openvla"}
INCOMPLETE = {"dataset": reports.golden("delivery-incomplete"), "target": "generic"}
NOWHERE = {"dataset": "no/such/dataset", "target": "openvla"}


def load(path):
    return yaml.safe_load(path.read_text())


def contract_of(case):
    """The contract under which the incomplete delivery is incomplete."""
    return json.loads((reports.ROOT / f"GoldenDatasets/defects/{case}.json").read_text())["contract"]


def workspace(name):
    """An empty project, with the golden datasets in it under the paths that the tests type, and cupel on the PATH."""
    home = reports.scratch() / "recipes" / name
    shutil.rmtree(home, ignore_errors=True)
    (home / "bin").mkdir(parents=True)
    (home / "project").mkdir()
    (home / "project/GoldenDatasets").symlink_to(reports.ROOT / "GoldenDatasets")
    (home / "bin/cupel").symlink_to(reports.BINARY)
    (home / "project/delivery.yaml").write_text(contract_of("delivery-incomplete"))
    return home / "project"


def path_with_cupel(project):
    return f"{project.parent / 'bin'}:{os.environ['PATH']}"


def run(shell, script, project, **environment):
    """Runs a script of a recipe in a project; gives (exit status, everything that was said)."""
    path = project.parent / "script"
    path.write_text(script)
    done = subprocess.run([*shell, path], cwd=project, env=reports.environment(**environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


class Step:
    """A step of the composite action with its expressions filled in."""

    EXPRESSION = re.compile(r"\$\{\{ *([a-z0-9_.-]+) *\}\}")

    def __init__(self, step, inputs, context):
        self.name, self.id, self.run = step["name"], step["id"], step["run"]
        values = context | {f"inputs.{name}": value for name, value in inputs.items()}
        self.environment = {name: self.EXPRESSION.sub(lambda match: values[match[1]], text) for name, text in step.get("env", {}).items()}


def run_action(inputs, project, path=None):
    """The whole action: (exit status, outputs, what it said), as the runner would have them."""
    action = load(ACTION)
    given = {name: each.get("default", "") for name, each in action["inputs"].items()} | inputs
    missing = [name for name, each in action["inputs"].items() if each.get("required") and not given[name]]
    assert not missing, missing
    context = {"github.action_path": str(ACTION.parent), "runner.temp": str(project.parent / "temp")}
    said, status, outputs = "", 0, {}
    for each in action["runs"]["steps"]:
        step = Step(each, given, context)
        file = project.parent / f"output-{step.id}"
        file.write_text("")
        status, told = run(
            ["bash", "--noprofile", "--norc", "-euo", "pipefail"],
            step.run,
            project,
            PATH=path or path_with_cupel(project),
            GITHUB_ACTIONS="true",
            GITHUB_OUTPUT=str(file),
            GITHUB_STEP_SUMMARY=str(project.parent / "summary.md"),
            GITHUB_WORKSPACE=str(project),
            **step.environment,
        )
        said += told
        for line in file.read_text().splitlines():
            name, _, value = line.partition("=")
            outputs[f"steps.{step.id}.outputs.{name}"] = value
        context |= outputs
        if status != 0:
            break
    result = {name: outputs.get(Step.EXPRESSION.match(each["value"])[1], "") for name, each in action["outputs"].items()}
    return status, result, said


def gitlab_script():
    """As the runner glues it: each entry a line of one script that ends at the first failure."""
    return "set -eo pipefail\n" + "\n".join(load(GITLAB)[".cupel"]["script"])


def jenkins_scripts():
    return re.findall(r"\bsh '''\n(.*?)'''", JENKINS.read_text(), flags=re.DOTALL)
