"""Edits that show what a loader does: other layouts, other pictures, other grippers."""

from deriving import png, wire
from deriving.episode_edits import _chosen, _key

EPISODE_EDITS = {}
FILE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


@edit
def hold_orientation(dataset, episodes="all"):
    """The arm keeps the orientation that it began with, in states and labels alike."""
    for episode in _chosen(dataset, episodes):
        states = episode.rows("steps/observation/state")
        episode.put_rows("steps/observation/state", [row[:3] + states[0][3:6] + row[6:] for row in states])
        episode.put_rows("steps/action", [row[:3] + [0.0] * 3 + row[6:] for row in episode.rows("steps/action")])


@edit
def turn_gripper(dataset, features, episodes="all"):
    """1 - x of the last dimension: open becomes closed."""
    for episode in _chosen(dataset, episodes):
        for feature in features:
            rows = episode.rows(_key(feature))
            episode.put_rows(_key(feature), [row[:-1] + [1 - row[-1]] for row in rows])


@edit
def paint(dataset, feature, height, width, episodes="all"):
    """Replaces pictures by PNGs of another size, a gradient that moves with the step, in another shade for each episode; declares
    them so."""
    parent, leaf = dataset.declaration(feature)
    parent[leaf]["image"] |= {"encodingFormat": "png", "shape": {"dimensions": [str(height), str(width), "3"]}}
    for number, episode in enumerate(_chosen(dataset, episodes)):
        payloads = [png.written(_gradient(height, width, step, number)) for step in range(episode.steps)]
        episode.put(_key(feature), wire.BYTES, payloads)


def _gradient(height, width, step, shade):
    return [
        bytes(value for x in range(width) for value in ((x * 7 + step) % 256, (y * 9 + shade) % 256, (x + y + 3 * step) % 256))
        for y in range(height)
    ]


def _tensor(dtype, *dimensions):
    shape = {"dimensions": [str(each) for each in dimensions]} if dimensions else {}
    return {
        "pythonClassName": "tensorflow_datasets.core.features.tensor_feature.Tensor",
        "tensor": {"shape": shape, "dtype": dtype, "encoding": "none"},
    }


@edit
def lay_out_as_roboturk(dataset):
    """The action as a dictionary, the gripper as a closedness, names as in RoboTurk; the state stays."""
    steps, _ = dataset.declaration("action")
    observation = steps["observation"]["featuresDict"]["features"]
    del steps["action"]
    steps["action"] = {
        "pythonClassName": "tensorflow_datasets.core.features.features_dict.FeaturesDict",
        "featuresDict": {
            "features": {
                "gripper_closedness_action": _tensor("float32", 1),
                "rotation_delta": _tensor("float32", 3),
                "terminate_episode": _tensor("float32"),
                "world_vector": _tensor("float32", 3),
            }
        },
    }
    observation["front_rgb"] = observation.pop("image")
    observation["natural_language_instruction"] = steps.pop("language_instruction")
    for _, _, episode in dataset.numbered():
        actions = episode.rows("steps/action")
        features = episode.change()
        features["steps/observation/front_rgb"] = features.pop("steps/observation/image")
        features["steps/observation/natural_language_instruction"] = features.pop("steps/language_instruction")
        del features["steps/action"]
        last = len(actions) - 1
        episode.put("steps/action/gripper_closedness_action", wire.FLOATS, [1 - row[6] for row in actions])
        episode.put("steps/action/rotation_delta", wire.FLOATS, [value for row in actions for value in row[3:6]])
        episode.put("steps/action/terminate_episode", wire.FLOATS, [float(t == last) for t in range(len(actions))])
        episode.put("steps/action/world_vector", wire.FLOATS, [value for row in actions for value in row[:3]])


@edit
def call(dataset, name):
    """Gives the dataset another name; files are called by it."""
    dataset.info["name"] = name
