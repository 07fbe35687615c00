"""The JSON report: valid by its published schema for a validator that is not ours, and plain JSON for strict readers."""

import json
import unittest

import jsonschema

from Shared import hostile, reports


def strictly(path):
    """Read as RFC 8259 has it: no NaN, no key twice, UTF-8 without a mark."""

    def refuse(word):
        raise ValueError(f"{word} is no JSON")

    def once(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"a key stands twice among {keys}")
        return dict(pairs)

    return json.loads(path.read_bytes().decode("utf-8", errors="strict"), parse_constant=refuse, object_pairs_hook=once)


class JSONReport(unittest.TestCase):
    def test_valid_by_its_schema(self):
        schema = strictly(reports.ROOT / "Reports/report.schema.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for case in reports.READ:
            with self.subTest(report=case):
                report = strictly(reports.written(case).path("json"))
                problems = [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in validator.iter_errors(report)]
                self.assertEqual(problems, [])
        report["runs"][0]["verdict"] = "perhaps"
        self.assertFalse(validator.is_valid(report))

    def test_strings_come_out_as_they_went_in(self):
        report = reports.written("hostile").json
        (run,) = report["runs"]
        self.assertEqual(run["dataset"]["path"], str(hostile.dataset_path()))
        self.assertEqual([each["name"] for each in run["dataset"]["splits"]], ["train", hostile.SPLIT])
        paths = {each["path"] for rule in run["rules"] for each in rule["findings"] if each["path"]}
        self.assertIn(hostile.EVERYTHING, paths)
