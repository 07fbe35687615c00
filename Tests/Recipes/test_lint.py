"""Every recipe is what its service takes: YAML that lints, schemas that hold, shell without traps."""

import re
import subprocess
import tempfile
import unittest

import yaml

from Recipes import recipes
from Shared import reports

YAML = [recipes.ACTION, recipes.WORKFLOW, recipes.GITLAB, recipes.HOOKS]
SCHEMAS = {recipes.ACTION: "vendor.github-actions", recipes.WORKFLOW: "vendor.github-workflows", recipes.GITLAB: "vendor.gitlab-ci"}


def tool(*words):
    name, *rest = words
    return subprocess.run([recipes.TOOLS / name, *rest], capture_output=True, text=True, check=False, cwd=reports.ROOT)


class Lint(unittest.TestCase):
    def assert_clean(self, done):
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_yaml(self):
        self.assert_clean(tool("yamllint", "--strict", "--config-file", "Tests/Recipes/.yamllint.yml", *YAML))

    def test_schemas_of_the_services(self):
        for path, schema in SCHEMAS.items():
            with self.subTest(path=path.name):
                self.assert_clean(tool("check-jsonschema", "--builtin-schema", schema, path))
                # The schema is looked at: it knows this word from none.
                spoilt = reports.scratch() / f"spoilt-{path.name}"
                spoilt.write_text(path.read_text() + ("\nrunz: 1\n" if path is not recipes.GITLAB else "\nother:\n  script: {}\n"))
                self.assertNotEqual(tool("check-jsonschema", "--builtin-schema", schema, spoilt).returncode, 0)

    def test_hooks(self):
        self.assert_clean(tool("pre-commit", "validate-manifest", recipes.HOOKS))

    def test_shell(self):
        scripts = [("bash", step["run"]) for step in recipes.load(recipes.ACTION)["runs"]["steps"]]
        scripts += [("sh", recipes.gitlab_script().replace("set -eo pipefail", "set -e"))]
        scripts += [("sh", script) for script in recipes.jenkins_scripts()]
        self.assertEqual(len(scripts), 4)
        for shell, script in scripts:
            with self.subTest(script=script[:60]), tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
                # Variables come from the environment.
                file.write(f"#!/usr/bin/env {shell}\n{script}")
                file.flush()
                self.assert_clean(tool("shellcheck", "--shell", shell, file.name))

    def test_no_input_is_pasted_into_the_shell(self):
        """What a person may set comes by the environment: an expression within a script would be shell."""
        for path in [recipes.ACTION, recipes.WORKFLOW]:
            for step in _steps(yaml.safe_load(path.read_text())):
                self.assertNotIn("${{", step.get("run", ""))
        for script in recipes.jenkins_scripts():
            self.assertNotIn("${", script)

    def test_the_workflow_uses_what_the_action_has(self):
        action = recipes.load(recipes.ACTION)
        (job,) = recipes.load(recipes.WORKFLOW)["jobs"].values()
        (use,) = [step for step in job["steps"] if step.get("uses", "").split("@")[0].endswith("Integrations/ci/github")]
        self.assertLessEqual(set(use["with"]), set(action["inputs"]))
        self.assertLessEqual({name for name, each in action["inputs"].items() if each.get("required")}, set(use["with"]))
        named = set(re.findall(rf"steps\.{use['id']}\.outputs\.([a-z]+)", recipes.WORKFLOW.read_text()))
        self.assertTrue(named)
        self.assertLessEqual(named, set(action["outputs"]))


def _steps(document):
    if "runs" in document:
        return document["runs"]["steps"]
    return [step for job in document["jobs"].values() for step in job["steps"]]
