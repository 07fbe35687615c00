"""CSV of episodes and the reject list as Python's csv reads them: a row for each episode, numbers that agree, and no cell that a spreadsheet
would compute."""

import collections
import csv
import io
import json
import unittest

from Shared import hostile, reports, visible


def rows(path):
    text = path.read_bytes().decode("utf-8", errors="strict")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    return [dict(zip(read[0], row, strict=True)) for row in read[1:]]


def cell(text):
    """A text from data as a cell holds it: no formula."""
    shown = visible.line(text, 4096)
    return "'" + shown if shown[:1] in ("=", "+", "-", "@") else shown


def findings(report, chosen):
    """(target, split, shard, record) to the rules that name it."""
    named = collections.defaultdict(set)
    for run in report["runs"]:
        for rule in run["rules"]:
            if chosen(run, rule):
                for each in rule["findings"]:
                    if None not in (each["split"], each["shard"], each["record"]):
                        named[cell(run["target"]), cell(each["split"]), cell(each["shard"]), str(each["record"])].add(rule["id"])
    return named


class Episodes(unittest.TestCase):
    def test_a_row_for_each_episode_with_what_it_breaks(self):
        for case in reports.READ:
            with self.subTest(report=case):
                report = reports.written(case).json
                read = rows(reports.written(case).path("csv"))
                self.assertEqual(
                    collections.Counter((row["target"], row["split"]) for row in read),
                    collections.Counter(
                        {(cell(run["target"]), cell(split["name"])): split["episodes"] for run in report["runs"] for split in run["dataset"]["splits"]}
                    ),
                )
                for column, severity in [("errors", "error"), ("warnings", "warning"), ("infos", "info")]:
                    expected = findings(report, lambda _, rule: rule["outcome"] == "fail" and rule["severity"] == severity)
                    for row in read:
                        key = row["target"], row["split"], row["shard"], row["record"]
                        self.assertEqual(set(filter(None, row[column].split(";"))), expected.get(key, set()), key)

    def test_no_cell_begins_a_formula(self):
        for row in rows(reports.written("hostile").path("csv")):
            for name in ["split", "shard", "file_path", "instruction", "dataset"]:
                self.assertNotIn(row[name][:1], ("=", "+", "-", "@", "\t", "\r"), row[name])
        instructions = {row["instruction"] for row in rows(reports.written("hostile").path("csv"))}
        self.assertIn(cell(hostile.CELLS), instructions)
        self.assertIn("'=HYPERLINK", "".join(instructions))


class Rejects(unittest.TestCase):
    def test_it_names_whatever_a_rejecting_rule_names(self):
        for case in reports.READ:
            with self.subTest(report=case):
                report = reports.written(case).json
                read = rows(reports.written(case).path("rejects.csv"))
                listed = {(row["split"], row["shard"], row["record"]): set(row["rules"].split(";")) for row in read}
                self.assertEqual(len(listed), len(read))
                failing = findings(report, lambda _, rule: rule["outcome"] == "fail")
                expected = collections.defaultdict(set)
                for (_, split, shard, record), names in failing.items():
                    expected[split, shard, record] |= names
                # Which of the failing rules gate is told by the JUnit file.
                gating = {each for names in listed.values() for each in names}
                for place, names in expected.items():
                    self.assertEqual(listed.get(place, set()), names & gating, place)
                self.assertLessEqual(set(listed), set(expected))
                self.assertEqual(bool(read), case not in ("clean",))

    def test_leaving_them_out_is_what_the_loader_can_do(self):
        """`cupel stats` takes the list as it is, hostile names and all, and counts what is left."""
        path = reports.written("hostile").path("rejects.csv")
        words = ["stats", hostile.dataset_path(), "--schema", "openvla"]
        # As it is, a loader could not compute them: one action is no number, and its episode is listed.
        status, _, errors = reports.cupel(*words)
        self.assertEqual(status, 2)
        self.assertIn(b"no finite number", errors)
        status, output, errors = reports.cupel(*words, "--exclude", path)
        self.assertEqual(status, 0, errors)
        (statistics,) = json.loads(output).values()
        episodes = sum(split["episodes"] for split in reports.written("hostile").json["runs"][0]["dataset"]["splits"])
        self.assertEqual(statistics["num_trajectories"], episodes - len(rows(path)))
