"""The shell of every recipe, run with the real binary: the gate is right, and reports are kept whatever the verdict is."""

import pathlib
import re
import subprocess
import unittest

import junitparser

from Recipes import recipes
from Shared import reports


def is_whole(path):
    return path.exists() and path.stat().st_size > 0


class GitHub(unittest.TestCase):
    FILES = {"html", "junit", "sarif", "json", "markdown", "csv", "rejects"}

    def check(self, name, inputs, status, verdict, **more):
        project = recipes.workspace(f"github-{name}")
        got, outputs, said = recipes.run_action(inputs | more, project)
        self.assertEqual((got, outputs["verdict"]), (status, verdict), said)
        if verdict:
            for each in self.FILES:
                self.assertTrue(is_whole(project / outputs[each]), f"{each}: {outputs[each]}")
        else:
            self.assertEqual({outputs[each] for each in self.FILES}, {""})
        return project, outputs, said

    def test_accept(self):
        project, outputs, _ = self.check("clean", recipes.CLEAN, 0, "accept")
        self.assertEqual(outputs["status"], "0")
        self.assertTrue(is_whole(project.parent / "summary.md"))

    def test_reject(self):
        _, outputs, said = self.check("faulty", recipes.FAULTY, 1, "reject")
        self.assertEqual(outputs["status"], "1")
        self.assertIn("::error file=", said)

    def test_incomplete_fails_unless_somebody_says_otherwise(self):
        config = {"config": "delivery.yaml", "target": ""}
        _, outputs, said = self.check("incomplete", recipes.INCOMPLETE, 3, "incomplete", **config)
        self.assertEqual(outputs["status"], "3")
        self.assertIn("::error title=cupel::the verdict is incomplete", said)
        _, _, said = self.check("incomplete-passes", recipes.INCOMPLETE, 0, "incomplete", incomplete="pass", **config)
        self.assertIn("::warning title=cupel::the verdict is incomplete", said)
        # Only that: a rejection does not pass.
        self.check("faulty-does-not", recipes.FAULTY, 1, "reject", incomplete="pass")

    def test_configuration(self):
        _, outputs, said = self.check("nowhere", recipes.NOWHERE, 2, "")
        self.assertEqual(outputs["status"], "2")
        self.assertIn("nothing was checked", said)
        self.check("no-such-pack", recipes.CLEAN, 2, "", pack="no-such-pack")

    def test_several_targets_and_further_words(self):
        project, outputs, _ = self.check(
            "several", recipes.FAULTY | {"target": "octo\nopenvla\n"}, 1, "reject", reports="out/of the way", arguments="--only\naction/*"
        )
        self.assertEqual(outputs["html"], "out/of the way/report.html")
        suites = [suite.name for suite in junitparser.JUnitXml.fromfile(str(project / outputs["junit"]))]
        self.assertEqual([name.rsplit("/", 1)[1] for name in suites], ["octo action", "openvla action"])

    def test_words_of_inputs_are_not_words_of_the_shell(self):
        project, _, said = self.check("hostile", recipes.CLEAN, 2, "", dataset="$(touch taken) `touch taken`; touch taken #\" '")
        self.assertFalse((project / "taken").exists())
        self.assertIn("touch taken", said)

    def test_reports_of_an_earlier_run_do_not_stay(self):
        project = recipes.workspace("github-stale")
        recipes.run_action(recipes.CLEAN, project)
        self.assertTrue(is_whole(project / "cupel-reports/report.sarif"))
        recipes.run_action(recipes.NOWHERE, project)
        self.assertEqual(list((project / "cupel-reports").iterdir()), [])

    def test_the_binary_is_the_one_given_or_found_or_it_is_said_that_there_is_none(self):
        project = recipes.workspace("github-binary")
        bare = self.bare_path(project)
        status, _, said = recipes.run_action(recipes.CLEAN, project, path=bare)
        self.assertEqual(status, 2)
        self.assertIn("no cupel on the PATH and no Swift", said)
        status, _, said = recipes.run_action(recipes.CLEAN | {"binary": str(reports.BINARY)}, project, path=bare)
        self.assertEqual(status, 0, said)

    def test_where_there_is_swift_it_is_built_from_the_sources_of_the_action(self):
        project = recipes.workspace("github-build")
        bare = pathlib.Path(self.bare_path(project))
        (bare / "swift").write_text("#!/bin/sh\n")
        (bare / "swift").chmod(0o755)
        # Building takes minutes and is what `make install` is tested by; here it is enough that it is asked for.
        (bare / "make").write_text(
            f"""#!/bin/sh
[ "$1 $3" = "-C install" ] && [ -f "$2/Package.swift" ] || exit 9
mkdir -p "${{4#PREFIX=}}/bin" && ln -s '{reports.BINARY}' "${{4#PREFIX=}}/bin/cupel"
"""
        )
        (bare / "make").chmod(0o755)
        status, outputs, said = recipes.run_action(recipes.CLEAN, project, path=str(bare))
        self.assertEqual((status, outputs["verdict"]), (0, "accept"), said)

    def bare_path(self, project):
        """A PATH with what the steps need, and neither cupel nor Swift."""
        bare = project.parent / "bare"
        bare.mkdir()
        for name in ["bash", "sh", "mkdir", "rm", "ln"]:
            (bare / name).symlink_to(subprocess.run(["sh", "-c", f"command -v {name}"], capture_output=True, text=True, check=True).stdout.strip())
        return str(bare)


class GitLab(unittest.TestCase):
    FILES = ["report.html", "junit.xml", "gl-code-quality-report.json", "report.json", "episodes.csv", "rejects.csv"]

    def check(self, name, status, shell="bash", **variables):
        job = recipes.load(recipes.GITLAB)[".cupel"]
        project = recipes.workspace(f"gitlab-{name}")
        script = recipes.gitlab_script() if shell == "bash" else recipes.gitlab_script().replace("set -eo pipefail", "set -e")
        got, said = recipes.run([shell], script, project, PATH=recipes.path_with_cupel(project), GITLAB_CI="true", CI_PROJECT_DIR=str(project), **job["variables"] | variables)
        self.assertEqual(got, status, said)
        return project

    def test_the_exit_status_is_the_gate_and_reports_are_kept(self):
        incomplete = {"CUPEL_DATASET": recipes.INCOMPLETE["dataset"], "CUPEL_CONFIG": "delivery.yaml"}
        # Images without bash run the script by sh.
        for shell in ["bash", "sh"]:
            for name, status, variables in [
                ("clean", 0, {"CUPEL_DATASET": recipes.CLEAN["dataset"], "CUPEL_TARGET": "openvla"}),
                ("faulty", 1, {"CUPEL_DATASET": recipes.FAULTY["dataset"], "CUPEL_TARGET": "openvla"}),
                ("incomplete", 3, incomplete),
            ]:
                with self.subTest(shell=shell, dataset=name):
                    project = self.check(f"{name}-{shell}", status, shell, **variables)
                    for each in self.FILES:
                        self.assertTrue(is_whole(project / "cupel-reports" / each), each)
                    # Nothing beside the folder that is kept.
                    self.assertFalse((project / "gl-code-quality-report.json").exists())
        self.check("nowhere", 2, CUPEL_DATASET=recipes.NOWHERE["dataset"])

    def test_what_is_kept_is_what_is_written(self):
        artifacts = recipes.load(recipes.GITLAB)[".cupel"]["artifacts"]
        self.assertEqual(artifacts["when"], "always")
        project = self.check("artifacts", 0, CUPEL_DATASET=recipes.CLEAN["dataset"], CUPEL_REPORTS="kept here")
        for path in artifacts["reports"].values():
            self.assertTrue(is_whole(project / path.replace("$CUPEL_REPORTS", "kept here")), path)

    def test_lines_are_words(self):
        project = self.check("several", 1, CUPEL_DATASET=recipes.FAULTY["dataset"], CUPEL_TARGET="octo\nopenvla\n")
        suites = {suite.name.rsplit(" ", 2)[0] for suite in junitparser.JUnitXml.fromfile(str(project / "cupel-reports/junit.xml"))}
        self.assertTrue(any("octo" in name for name in suites) and any("openvla" in name for name in suites), suites)
        project = self.check("hostile", 2, CUPEL_DATASET="* $(touch taken); touch taken")
        self.assertFalse((project / "taken").exists())


class Jenkins(unittest.TestCase):
    def test_the_stage_fails_as_the_verdict_says_and_post_finds_the_reports(self):
        (script,) = recipes.jenkins_scripts()
        text = recipes.JENKINS.read_text()
        published = re.findall(r"'(cupel-reports/[a-z.]+)'", text) + ["cupel-reports/report.html"]
        self.assertIn("cupel-reports/junit.xml", published)
        self.assertIn("reportFiles: 'report.html'", text)
        self.assertRegex(text, r"post \{\s+always \{")
        for name, case, status in [("clean", recipes.CLEAN, 0), ("faulty", recipes.FAULTY, 1), ("nowhere", recipes.NOWHERE, 2)]:
            with self.subTest(dataset=name):
                project = recipes.workspace(f"jenkins-{name}")
                # As the step runs a script that names no interpreter.
                got, said = recipes.run(
                    ["sh", "-xe"], script, project, PATH=recipes.path_with_cupel(project), DATASET=case["dataset"], TARGET=case["target"], JENKINS_URL="http://ci"
                )
                self.assertEqual(got, status, said)
                for each in published if status != 2 else []:
                    self.assertTrue(is_whole(project / each), each)

    def test_braces_and_quotes_are_closed(self):
        text = re.sub(r"//.*", "", recipes.JENKINS.read_text())
        text = re.sub(r"'''.*?'''|'[^'\n]*'", "", text, flags=re.DOTALL)
        self.assertNotIn("'", text)
        for opening, closing in ["{}", "[]", "()"]:
            self.assertEqual(text.count(opening), text.count(closing))


class PreCommit(unittest.TestCase):
    def git(self, *words, folder):
        identity = {name: "test" for name in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"]} | {name: "test@localhost" for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"]}
        environment = reports.environment(**identity, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null")
        return subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout.strip()

    def hook(self, project):
        """A repository that holds the hook as ours does, at one commit."""
        home = project.parent / "hooks"
        home.mkdir()
        (home / recipes.HOOKS.name).write_bytes(recipes.HOOKS.read_bytes())
        self.git("init", "--quiet", folder=home)
        self.git("add", ".", folder=home)
        self.git("commit", "--quiet", "--message", "hook", folder=home)
        return home, self.git("rev-parse", "HEAD", folder=home)

    def test_a_commit_of_a_contract_is_held_and_others_are_not(self):
        for name, case, status in [("clean", recipes.CLEAN, 0), ("faulty", recipes.FAULTY, 1)]:
            with self.subTest(dataset=name):
                project = recipes.workspace(f"pre-commit-{name}")
                home, commit = self.hook(project)
                (project / ".pre-commit-config.yaml").write_text(
                    f"repos:\n  - repo: {home}\n    rev: {commit}\n    hooks:\n      - id: cupel\n        args: [{case['dataset']}, --target, openvla]\n"
                )
                (project / "contracts").mkdir()
                (project / "contracts/delivery.yaml").write_text("pack: training-gate\n")
                (project / "README").write_text("nothing to do with it\n")
                self.git("init", "--quiet", folder=project)
                self.git("add", "README", ".pre-commit-config.yaml", "contracts", folder=project)
                ran, said = self.pre_commit(project, "contracts/delivery.yaml")
                self.assertEqual(ran, status, said)
                self.assertIn("Passed" if status == 0 else "Failed", said)
                self.assertEqual("action/units" in said, status == 1)
                ran, said = self.pre_commit(project, "README")
                self.assertEqual(ran, 0, said)
                self.assertIn("Skipped", said)

    def pre_commit(self, project, *files):
        done = subprocess.run(
            [recipes.TOOLS / "pre-commit", "run", "cupel", "--files", *files],
            cwd=project,
            env=reports.environment(
                PATH=recipes.path_with_cupel(project), PRE_COMMIT_HOME=str(project.parent / "cache"), GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null"
            ),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def test_which_files_it_is_for(self):
        (hook,) = recipes.load(recipes.HOOKS)
        for path, meant in [
            ("cupel.yaml", True), ("data/set/cupel.yml", True), ("contracts/a/vla.yaml", True), ("contract/x.yml", True),
            ("README.md", False), ("notcupel.yaml", False), ("contracts.md", False), ("src/main.py", False),
        ]:
            self.assertEqual(bool(re.search(hook["files"], path)), meant, path)
        self.assertFalse(hook["pass_filenames"])


class Make(unittest.TestCase):
    def make(self, project, goal, **variables):
        (project / "Makefile").write_text(f"include {recipes.MAKE}\ntrain: check-data\n\t@echo trained > trained\n")
        done = subprocess.run(
            ["make", goal, *[f"{name}={value}" for name, value in variables.items()]],
            cwd=project,
            env=reports.environment(PATH=recipes.path_with_cupel(project), MAKEFLAGS="", MAKELEVEL="0"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def test_what_depends_on_the_data_waits_for_the_verdict(self):
        for name, case, error, flags in [
            ("clean", recipes.CLEAN, None, "--target openvla"),
            ("faulty", recipes.FAULTY, 1, "--target openvla"),
            ("incomplete", recipes.INCOMPLETE, 3, "--config delivery.yaml"),
            ("nowhere", recipes.NOWHERE, 2, "--target openvla"),
        ]:
            with self.subTest(dataset=name):
                project = recipes.workspace(f"make-{name}")
                status, said = self.make(project, "train", CUPEL_DATASET=case["dataset"], CUPEL_FLAGS=flags)
                self.assertEqual(status, 0 if error is None else 2, said)
                self.assertEqual((project / "trained").exists(), error is None)
                if error is not None:
                    self.assertIn(f"Error {error}", said)
                if error != 2:
                    for each in ["report.html", "junit.xml", "rejects.csv"]:
                        self.assertTrue(is_whole(project / "cupel-reports" / each), each)
