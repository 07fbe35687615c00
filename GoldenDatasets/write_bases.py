#!/usr/bin/env python3
"""Writes the clean bases with tensorflow_datasets itself, and the list that pins them (bases.sha256).

    python3 write_bases.py            all of them, into GoldenDatasets/bases
    python3 write_bases.py NAME...    only these

Seeded, and free of the clock: the same versions (requirements.txt) write the same bytes. TensorFlow is needed here and nowhere else.
"""

import hashlib
import io
import json
import os
import pathlib
import shutil
import sys
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from tensorflow_datasets.core import example_serializer

from making import designs, episodes, legacy, pictures

HERE = pathlib.Path(__file__).resolve().parent
VERSION = "1.0.0"
tfds.disable_progress_bar()


def serialize_in_key_order(self, example):
    """TFDS leaves the order of a record's keys to a hash that differs between processes. Sorted, the bytes can be pinned; readers meet
    other orders in a derived dataset."""
    return self.get_tf_example(example).SerializeToString(deterministic=True)


example_serializer.ExampleSerializer.serialize_example = serialize_in_key_order


def nested(flat):
    """{"observation/state": x} to {"observation": {"state": x}}."""
    tree = {}
    for path, value in flat.items():
        *parents, leaf = path.split("/")
        at = tree
        for parent in parents:
            at = at.setdefault(parent, {})
        at[leaf] = value
    return tree


def feature(path, column, design):
    """The declaration of one leaf of `steps`."""
    f = tfds.features
    if pictures.FORMS.get(path) == "png":
        return f.Image(shape=column[0].shape, dtype=column[0].dtype, encoding_format="png")
    if path in pictures.FORMS:
        return f.Tensor(shape=column.shape[1:], dtype=np.uint8, encoding=pictures.FORMS[path])
    if "image" in path:
        return f.Image(shape=column[0].shape, dtype=np.uint8, encoding_format="jpeg", doc="Camera, RGB.")
    if path == "language_instruction":
        return f.Text(doc="What the arm was asked to do.")
    encoding = f.Encoding.NONE
    if design.zlib and path in ("observation/state", "action"):
        encoding = f.Encoding.ZLIB
    if column.dtype == np.float64:
        encoding = f.Encoding.BYTES  # float64 without an encoding would be stored as float32
    return f.Tensor(shape=column.shape[1:], dtype=column.dtype.type, encoding=encoding)


def jpeg(pixels):
    """A small JPEG as a file object: TFDS stores a source file's bytes as they are."""
    return io.BytesIO(tf.io.encode_jpeg(pixels, quality=80, optimize_size=True).numpy())


def stored(path, value):
    return jpeg(value) if "image" in path and path not in pictures.FORMS else value


def builder_class(design):
    sample, metadata = episodes.episode(design, "train", 0)

    class GoldenBase(tfds.core.GeneratorBasedBuilder):
        name = design.name.replace("-", "_")
        VERSION = tfds.core.Version(VERSION)

        def _info(self):
            steps = nested({path: feature(path, column, design) for path, column in sample.items()})
            return tfds.core.DatasetInfo(
                builder=self,
                description=design.description,
                features=tfds.features.FeaturesDict(
                    {
                        "steps": tfds.features.Dataset(steps),
                        "episode_metadata": {
                            key: tfds.features.Scalar(np.bool_) if isinstance(value, bool) else tfds.features.Text()
                            for key, value in metadata.items()
                        },
                    }
                ),
            )

        def _split_generators(self, dl_manager):
            return {"train": self._generate_examples("train", design.train), "val": self._generate_examples("val", design.val)}

        def _generate_examples(self, split, count):
            for index in range(count):
                columns, metadata = episodes.episode(design, split, index)
                steps = [
                    nested({path: stored(path, column[t]) for path, column in columns.items()})
                    for t in range(len(columns["is_first"]))
                ]
                yield f"{split}-{index:04d}", {"steps": steps, "episode_metadata": metadata}

    GoldenBase.__module__ = "write_bases"
    return GoldenBase


def write(design):
    """Builds in a temporary folder, then puts the result in its place."""
    home = HERE / "bases" / design.name
    with tempfile.TemporaryDirectory() as scratch:
        builder = builder_class(design)(data_dir=scratch)
        builder.download_and_prepare(
            download_config=tfds.download.DownloadConfig(num_shards=design.shards, try_download_gcs=False)
        )
        version = pathlib.Path(scratch) / builder.name / VERSION
        if design.legacy:
            legacy.rewrite(version)
        if design.cupel:
            (version / "cupel.yaml").write_text(design.cupel)
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(version, home / builder.name / VERSION)
    expected = {
        "name": design.name,
        "dataset": f"{builder.name}/{VERSION}",
        "target": design.target,
        "what": design.description,
        "expected": {"verdict": "accept", "allowed": list(design.allowed)},
    }
    (home / "expected.json").write_text(json.dumps(expected, indent=2) + "\n")


def pin():
    """bases.sha256, in the form that `sha256sum -c` reads."""
    files = sorted(path for path in (HERE / "bases").rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(HERE).as_posix()}\n" for path in files]
    (HERE / "bases.sha256").write_text("".join(lines))


def main(names):
    unknown = set(names) - {design.name for design in designs.DESIGNS}
    if unknown:
        sys.exit(f"no such base: {', '.join(sorted(unknown))}")
    for design in designs.DESIGNS:
        if not names or design.name in names:
            write(design)
            size = sum(path.stat().st_size for path in (HERE / "bases" / design.name).rglob("*") if path.is_file())
            print(f"{design.name:24} {size / 1000:8.1f} kB", flush=True)
    pin()


if __name__ == "__main__":
    main(sys.argv[1:])
