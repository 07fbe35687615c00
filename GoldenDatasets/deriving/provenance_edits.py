"""Edits of what a dataset says about itself: cards beside it, calibrations of its camera."""

from deriving import wire
from deriving.convention_edits import from_vector

EPISODE_EDITS = {}
FILE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def file_edit(function):
    FILE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def declare_beside(dataset, feature, dtype, *dimensions):
    """A tensor, or a text, beside the steps."""
    features = dataset.features["featuresDict"]["features"]["episode_metadata"]["featuresDict"]["features"]
    if dtype == "string":
        features[feature] = {"pythonClassName": "tensorflow_datasets.core.features.text_feature.Text", "text": {}}
        return
    shape = {"dimensions": [str(size) for size in dimensions]} if dimensions else {}
    features[feature] = {
        "pythonClassName": "tensorflow_datasets.core.features.tensor_feature.Tensor",
        "tensor": {"dtype": dtype, "encoding": "none", "shape": shape},
    }


@edit
def tell_beside(dataset, feature, text, blank=()):
    """A text beside the steps of every episode; {} is the episode's number. Blank in those that are named."""
    declare_beside(dataset, feature, "string")
    left_blank = {(split, number) for split, number in blank}
    for split, number, episode in dataset.numbered():
        told = "" if (split, number) in left_blank else text.replace("{}", str(number))
        episode.put(f"episode_metadata/{feature}", wire.BYTES, [told.encode()])


@edit
def calibrate(dataset, focal, centre, turn, place, scale=1.0, episodes_scaled=()):
    """Intrinsics (3 x 3) and extrinsics (4 x 4) of one camera beside the steps; the rotation about `turn`, times `scale` in some episodes."""
    declare_beside(dataset, "camera_intrinsics", "float32", 3, 3)
    declare_beside(dataset, "camera_extrinsics", "float32", 4, 4)
    scaled = {(split, number) for split, number in episodes_scaled}
    rotation = from_vector(turn)
    for split, number, episode in dataset.numbered():
        by = scale if (split, number) in scaled else 1.0
        rows = [[by * value for value in row] + [shift] for row, shift in zip(rotation, place)] + [[0.0, 0.0, 0.0, 1.0]]
        episode.put("episode_metadata/camera_extrinsics", wire.FLOATS, [value for row in rows for value in row])
        episode.put(
            "episode_metadata/camera_intrinsics", wire.FLOATS, [focal[0], 0.0, centre[0], 0.0, focal[1], centre[1], 0.0, 0.0, 1.0]
        )


@file_edit
def write_beside(files, file, lines):
    """A text file beside the shards."""
    files[file] = ("\n".join(lines) + "\n").encode()
