"""JUnit XML: valid by the project's own schema, and read by junitparser with nothing lost of what the JSON report says."""

import collections
import re
import subprocess
import unittest

import junitparser

from Shared import reports, visible

NUMBERED = re.compile(r" #\d+$")


class JUnit(unittest.TestCase):
    maxDiff = None

    def test_valid_by_its_schema(self):
        for case in reports.READ:
            with self.subTest(report=case):
                done = self.validate(reports.written(case).path("xml"))
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])

    def test_the_schema_is_looked_at(self):
        spoilt = reports.scratch() / "spoilt.xml"
        spoilt.write_text(reports.written("clean").path("xml").read_text().replace(' time="0.000"', "", 3))
        self.assertNotEqual(self.validate(spoilt).returncode, 0)

    def validate(self, path):
        words = ["xmllint", "--nonet", "--noout", "--huge", "--schema", reports.ROOT / "Reports/junit.xsd", path]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    def test_read_without_loss(self):
        for case in reports.READ:
            with self.subTest(report=case):
                written = reports.written(case)
                self.compare(junitparser.JUnitXml.fromfile(str(written.path("xml"))), written.json)

    def compare(self, read, report):
        suites = list(read)
        expected = []
        for number, run in enumerate(report["runs"]):
            families = collections.OrderedDict()
            for result in run["rules"]:
                families.setdefault(result["id"].split("/")[0], []).append(result)
            expected += [(run, family, results) for family, results in families.items()]
        self.assertEqual(len(suites), len(expected))
        for suite, (run, family, results) in zip(suites, expected):
            prefix = f"{visible.line(run['dataset']['name'], 100)}/{visible.line(run['target'], 100)} " if len(report["runs"]) > 1 else ""
            self.assertEqual(NUMBERED.sub("", suite.name), prefix + family)
            self.compare_properties(suite, run)
            cases = list(suite)
            self.assertEqual(suite.tests, len(results))
            self.assertEqual(len(cases), len(results))
            for case, result in zip(cases, results):
                with self.subTest(rule=result["id"], scope=result["scope"]):
                    plain = f"{prefix}{result['id'].split('/', 1)[1]} [{visible.line(result['scope'], 200)}]"
                    self.assertEqual(NUMBERED.sub("", case.name), plain)
                    self.assertEqual(case.classname, f"cupel.{family}")
                    self.compare_result(case, result)
            by_kind = collections.Counter(type(each).__name__ for case in cases for each in case.result)
            self.assertEqual((suite.failures, suite.errors, suite.skipped), (by_kind["Failure"], by_kind["Error"], by_kind["Skipped"]))
        self.assertEqual(read.tests, sum(len(results) for _, _, results in expected))
        rejected = any(run["verdict"] == "reject" for run in report["runs"])
        self.assertEqual(read.failures > 0, rejected)

    def compare_properties(self, suite, run):
        held = {each.name: each.value for each in suite.properties()}
        for name, value in {
            "dataset.name": run["dataset"]["name"],
            "dataset.path": run["dataset"]["path"],
            "dataset.digest": run["dataset"]["digest"],
            "target": run["target"],
            "pack": run["pack"],
            "plan.digest": run["plan_digest"],
            "rules.digest": run["rules_digest"],
            "looked": f"{run['looked']['could']} of {run['looked']['gating']} gating rules could look",
        }.items():
            self.assertEqual(held[name], visible.line(value), name)
        self.assertTrue(held["verdict"].startswith(run["verdict"]))

    def compare_result(self, case, result):
        kinds = {
            "pass": [()],
            "error": [(junitparser.Error,)],
            "not-applicable": [(junitparser.Skipped,)],
            "waived": [(junitparser.Skipped,)],
            # Which of the failures reject is the gate's business; none is silent.
            "fail": [(junitparser.Failure,), ()],
        }
        self.assertIn(tuple(type(each) for each in case.result), kinds[result["outcome"]])
        if not case.result:
            self.assert_tells(case.system_out, result)
            return
        (outcome,) = case.result
        if result["outcome"] in ("not-applicable", "waived"):
            word = "waived" if result["outcome"] == "waived" else "not applicable"
            self.assertEqual(outcome.message, f"{word}: {visible.line(result['reason'])}")
            return
        self.assertEqual(outcome.type, result["id"])
        said = result["found"] if result["outcome"] == "fail" else result["reason"]
        self.assertEqual(outcome.message, visible.line(said))
        self.assert_tells(outcome.text, result)

    def assert_tells(self, text, result):
        """What holds, what was found, and the places of the first twenty findings."""
        self.assertIn(f"states: {visible.line(result['states'], 1000)}\n", text)
        if result["found"]:
            self.assertIn(f"found: {visible.line(result['found'], 1000)}\n", text)
        if "characters, cut here)" in text.splitlines()[-1]:
            return
        listed = text.split("examples", 1)[1].split(":\n", 1)[1].splitlines() if result["findings"] else []
        for finding, said in zip(result["findings"][:20], listed):
            if finding["episode"] is not None:
                self.assertIn(f"/{finding['episode']}", said)
        if result["findings_total"] > 20:
            self.assertIn(f"20 of {result['findings_total']} ", text)
        self.assertGreaterEqual(len(listed), min(20, result["findings_total"]))
