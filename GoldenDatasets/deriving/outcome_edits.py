"""Edits of how episodes end: demonstrations that do not succeed, recorded and labelled as they went."""

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
