"""The published sample is what Cupel writes today."""

import subprocess
import unittest

from Shared import reports

SAMPLE = reports.ROOT / "Reports/sample"


class Sample(unittest.TestCase):
    def test_is_what_is_written_today(self):
        home = reports.scratch() / "sample"
        subprocess.run(
            [reports.ROOT / "Scripts/sample.sh", home], env=reports.environment(CUPEL=str(reports.BINARY)), check=True, capture_output=True
        )
        written = {path.name: path.read_bytes() for path in home.iterdir()}
        published = {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.suffix != ".png"}
        self.assertEqual(sorted(written), sorted(published))
        self.assertGreaterEqual(len(written), 5)
        for name in sorted(written):
            self.assertTrue(written[name] == published[name], f"Reports/sample/{name} is out of step: run make sample")


if __name__ == "__main__":
    unittest.main()
