"""The same bytes in, the same bytes out: again, with other workers, from another folder. And nothing of the machine that nobody typed."""

import datetime
import os
import pathlib
import unittest

from Shared import hostile, reports, visible


class Sameness(unittest.TestCase):
    CASES = {"faulty": [reports.golden("labels-in-millimetres"), "--target", "openvla"], "targets": reports.CASES["targets"]()}

    def files(self, home, words, **where):
        return self.read(reports.check(home, *words, **where))

    def read(self, written):
        return {path.name: path.read_bytes() for path in written.folder.iterdir() if path.name in {f"report.{kind}" for kind in reports.KINDS}}

    def assert_same(self, one, other):
        self.assertEqual(sorted(one), sorted(f"report.{kind}" for kind in reports.KINDS))
        self.assertEqual([name for name in one if one[name] != other[name]], [])

    def test_again_and_with_other_workers(self):
        for case, words in self.CASES.items():
            with self.subTest(report=case):
                first = self.read(reports.written(case))
                for jobs in ["1", "2"]:
                    self.assert_same(first, self.files(reports.scratch() / f"{case}-{jobs}", [*words, "--jobs", jobs]))

    def test_from_another_folder_by_the_same_words(self):
        elsewhere = reports.scratch() / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "GoldenDatasets").symlink_to(reports.ROOT / "GoldenDatasets")
        for case, words in self.CASES.items():
            with self.subTest(report=case):
                there = self.files(reports.scratch() / f"{case}-elsewhere", words, folder=elsewhere)
                self.assert_same(self.read(reports.written(case)), there)

    def test_no_path_that_nobody_typed(self):
        machine = [str(reports.ROOT), str(pathlib.Path.home()), os.uname().nodename, str(reports.BINARY.parent)]
        for case in reports.READ:
            for name, data in self.read(reports.written(case)).items():
                with self.subTest(report=case, file=name):
                    text = data.decode("utf-8", errors="strict")
                    for path in machine:
                        if len(path) > 4:
                            self.assertNotIn(path, text)
                    self.assertNotIn("/tmp/", text)

    def test_no_day_and_no_hour(self):
        """Waivers are judged as of a day, and that day was asked for."""
        for case in reports.READ:
            for name, data in self.read(reports.written(case)).items():
                with self.subTest(report=case, file=name):
                    self.assertNotIn(datetime.date.today().isoformat().encode(), data)

    def test_everything_is_text_that_can_be_seen(self):
        """No control character in any output, whatever was in the data; JSON spells them in its own way."""
        for name, data in self.read(reports.written("hostile")).items():
            with self.subTest(file=name):
                text = data.decode("utf-8", errors="strict")
                self.assertEqual([each for each in text if ord(each) < 0x20 and each not in "\n\r\t" or each == "\x7f"], [])
                if name != "report.json":
                    self.assertEqual([each for each in hostile.MARKS if visible.is_hidden(each) and each in text], [])
