"""SARIF as sarif-tools reads it: nothing is lost on the way to its summary, its list and its table."""

import collections
import contextlib
import csv
import io
import json
import unittest
import urllib.parse

from sarif import loader
from sarif.operations import csv_op, ls_op, summary_op

from Shared import reports, visible

LEVELS = ["error", "warning", "note"]


def plain(message):
    """A message as a viewer shows it: a brace that opens no placeholder is doubled, a bracket that opens no link stands behind a backslash where
    there could be one (§ 3.11.5 and 3.11.6)."""
    shown = message.replace("{{", "{").replace("}}", "}")
    return shown.replace("\\[", "[").replace("\\]", "]") if "\\](" in shown else shown


class SARIF(unittest.TestCase):
    maxDiff = None

    def read(self, case):
        return loader.load_sarif_files(str(reports.written(case).path("sarif")))

    def told(self, case):
        """(run, result) of everything that did not hold, could not be evaluated or was waived."""
        return [
            (run, result) for run in reports.written(case).json["runs"] for result in run["rules"] if result["outcome"] in ("fail", "error", "waived")
        ]

    def test_every_result_arrives(self):
        for case in reports.READ:
            with self.subTest(report=case):
                read = self.read(case)
                expected = self.told(case)
                results = read.get_results()
                self.assertEqual(
                    sorted((each["ruleId"], each["properties"]["scope"]) for each in results),
                    sorted((result["id"], visible.line(result["scope"])) for _, result in expected),
                )
                by_level = read.get_report().get_issue_count_for_severity
                self.assertEqual(sum(by_level(level) for level in [*LEVELS, "none"]), len(expected))
                rejected = reports.written(case).json["verdict"] == "reject"
                self.assertEqual(by_level("error") > 0, rejected)
                for result in results:
                    matching = [each for _, each in expected if (each["id"], visible.line(each["scope"])) == (result["ruleId"], result["properties"]["scope"])]
                    message = plain(result["message"]["text"])
                    self.assertTrue(any(visible.line(each["found"] or each["reason"])[:100] in message for each in matching), message)

    def test_the_table_and_the_list_and_the_summary_agree(self):
        for case in reports.READ:
            with self.subTest(report=case):
                expected = self.told(case)
                out = reports.scratch() / case
                # It says on standard output what it writes.
                silent = contextlib.redirect_stdout(io.StringIO())
                with silent:
                    csv_op.generate_csv(self.read(case), str(out / "sarif.csv"), output_multiple_files=False)
                with open(out / "sarif.csv", newline="", encoding="utf-8") as file:
                    rows = list(csv.DictReader(file))
                self.assertEqual(collections.Counter(row["Code"] for row in rows), collections.Counter(result["id"] for _, result in expected))
                self.assertEqual({row["Tool"] for row in rows}, {"Cupel"} if rows else set())
                self.assertTrue(all(int(row["Line"]) >= 1 for row in rows))
                with silent:
                    summary_op.generate_summary(self.read(case), str(out / "sarif.txt"), output_multiple_files=False)
                counts = {}
                for line in (out / "sarif.txt").read_text().splitlines():
                    level, _, count = line.partition(": ")
                    if level in LEVELS:
                        counts[level] = int(count)
                self.assertEqual(counts, {level: sum(row["Severity"] == level for row in rows) for level in LEVELS})
                with contextlib.redirect_stdout(io.StringIO()) as listed:
                    ls_op.print_ls([str(out)], None)
                self.assertIn("report.sarif", listed.getvalue())

    def test_what_the_standard_and_code_scanning_demand(self):
        for case in reports.READ:
            with self.subTest(report=case):
                log = json.loads(reports.written(case).path("sarif").read_bytes())
                self.assertEqual(log["version"], "2.1.0")
                self.assertLessEqual(len(log["runs"]), 20)
                categories = [run["automationDetails"]["id"] for run in log["runs"]]
                self.assertEqual(len(set(categories)), len(categories))
                for run, told in zip(log["runs"], reports.written(case).json["runs"], strict=True):
                    rules = run["tool"]["driver"]["rules"]
                    self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
                    self.assertEqual(run["invocations"][0]["exitCode"], {"accept": 0, "reject": 1, "incomplete": 3}[told["verdict"]])
                    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
                    self.assertEqual(len(set(prints)), len(prints))
                    for result in run["results"]:
                        self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
                        places = result["locations"] + result.get("relatedLocations", [])
                        for place in places:
                            uri = place["physicalLocation"]["artifactLocation"]["uri"]
                            # A relative reference, with nothing in it that a URI may not hold.
                            self.assertRegex(uri, r"^[A-Za-z0-9._~!$&'()*+,;=:@/%-]*$")
                            self.assertFalse(urllib.parse.urlsplit(uri).scheme or uri.startswith("/"), uri)

    def test_places_lie_in_the_repository(self):
        """Where they are files of the dataset, they are there."""
        for case in ["faulty", "hostile"]:
            for result in self.read(case).get_results():
                for place in result["locations"] + result.get("relatedLocations", []):
                    path = urllib.parse.unquote(place["physicalLocation"]["artifactLocation"]["uri"])
                    self.assertTrue((reports.ROOT / path).exists(), path)
