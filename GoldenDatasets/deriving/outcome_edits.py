"""Edits of how episodes end: demonstrations that do not succeed, recorded and labelled as they went."""

from deriving import wire
from deriving.episode_edits import _chosen, _relabel, set_flag

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


@edit
def fail(dataset, episodes):
    """No reward; the episode ends because time is over, not in a terminal state."""
    set_flag(dataset, "is_terminal", "all", 0, episodes)
    for episode in _chosen(dataset, episodes):
        episode.put_rows("steps/reward", [[0.0]] * episode.steps)


@edit
def try_again(dataset, episodes):
    """Behind the last step the arm goes back the way it came, the gripper open, closes once more where it closed first, and gives up four
    steps later; labels follow."""
    for episode in _chosen(dataset, episodes):
        commands = [row[-1] for row in episode.rows("steps/action")]
        last, closes = episode.steps - 1, commands.index(0.0)
        if commands[0] != 1.0 or commands[last] != 1.0:
            raise ValueError("an episode that does not begin and end with an open gripper")
        back = range(last + 1, 2 * last + 1)
        episode.take_steps(list(range(last + 1)) + list(range(last - 1, -1, -1)) + list(range(1, closes + 5)))
        for key in ("steps/action", "steps/observation/state"):
            rows = episode.rows(key)
            for t in back:
                rows[t][-1] = 1.0
            episode.put_rows(key, rows)
        _relabel(episode)


@edit
def flag_outcome(dataset, feature, failures):
    """Declares a flag beside the steps and sets it in every episode: 1, and 0 in those that are named."""
    failed = {(split, number) for split, number in failures}
    dataset.features["featuresDict"]["features"]["episode_metadata"]["featuresDict"]["features"][feature] = {
        "pythonClassName": "tensorflow_datasets.core.features.tensor_feature.Tensor",
        "tensor": {"dtype": "bool", "encoding": "none", "shape": {}},
    }
    for split, number, episode in dataset.numbered():
        episode.put(f"episode_metadata/{feature}", wire.INTS, [int((split, number) not in failed)])


@edit
def end_discount(dataset, leaving_out):
    """A discount of 0 at the last step, as in environments that end; not in the episodes that are named."""
    left_out = {(split, number) for split, number in leaving_out}
    for split, number, episode in dataset.numbered():
        if (split, number) not in left_out:
            values = episode.get("steps/discount")
            episode.put("steps/discount", wire.FLOATS, values[:-1] + [0.0])
