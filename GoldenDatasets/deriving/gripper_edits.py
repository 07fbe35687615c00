"""Edits of the gripper, by name: its command is the last number of the action, its opening the last of the state."""

from deriving.geometry import float32

EPISODE_EDITS = {}


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _chosen(dataset, episodes):
    if isinstance(episodes, list):
        return [dataset.episode(split, number) for split, number in episodes]
    return [episode for split, _, episode in dataset.numbered() if episodes in ("all", split)]


ACTION, STATE = "steps/action", "steps/observation/state"


def _commands(episode):
    return [row[-1] for row in episode.rows(ACTION)]


def _put(episode, key, values):
    episode.put_rows(key, [row[:-1] + [float32(value)] for row, value in zip(episode.rows(key), values)])


@edit
def rescale_gripper(dataset, times=1.0, plus=0.0, state_times=1.0, episodes="all"):
    """Writes commands as times * x + plus, and the state as state_times * x."""
    for episode in _chosen(dataset, episodes):
        _put(episode, ACTION, [times * value + plus for value in _commands(episode)])
        if state_times != 1.0:
            _put(episode, STATE, [state_times * row[-1] for row in episode.rows(STATE)])


@edit
def shift_gripper(dataset, by, episodes="all"):
    """Every command comes so many steps later."""
    for episode in _chosen(dataset, episodes):
        commands = _commands(episode)
        _put(episode, ACTION, [commands[max(0, t - by)] for t in range(len(commands))])


@edit
def follow_gripper(dataset, transport=0, share=0.6, ramp=1.0, episodes="all"):
    """The command goes over by at most `ramp` a step; the state follows it `transport` steps later, by `share` of what is missing a step."""
    for episode in _chosen(dataset, episodes):
        wanted = _commands(episode)
        commands, opening = [wanted[0]], [wanted[0]]
        for t in range(1, len(wanted)):
            commands.append(commands[-1] + min(max(wanted[t] - commands[-1], -ramp), ramp))
            opening.append(opening[-1] + share * (commands[max(0, t - 1 - transport)] - opening[-1]))
        _put(episode, ACTION, commands)
        _put(episode, STATE, opening)


@edit
def chatter_gripper(dataset, every, episodes="all"):
    """One step in so many goes the other way."""
    for episode in _chosen(dataset, episodes):
        commands = _commands(episode)
        _put(episode, ACTION, [1 - c if t % every == every - 1 else c for t, c in enumerate(commands)])


@edit
def increment_gripper(dataset, episodes="all"):
    """Commands become increments that last two steps, 1 to close and -1 to open."""
    for episode in _chosen(dataset, episodes):
        commands = _commands(episode)
        steps = [0.0] * len(commands)
        for t in range(1, len(commands)):
            if commands[t] != commands[t - 1]:
                for at in range(t, min(t + 2, len(commands))):
                    steps[at] = 1.0 if commands[t] < commands[t - 1] else -1.0
        _put(episode, ACTION, steps)


@edit
def start_increments(dataset, episodes="all"):
    """Increments begin with a command for what is already so: to open an open gripper, to close a closed one."""
    for episode in _chosen(dataset, episodes):
        opening = episode.rows(STATE)[0][-1]
        _put(episode, ACTION, [-1.0 if opening > 0.5 else 1.0] + _commands(episode)[1:])


@edit
def gripper_first(dataset, episodes="all"):
    """The gripper becomes the first number of the action."""
    for episode in _chosen(dataset, episodes):
        episode.put_rows(ACTION, [[row[-1]] + row[:-1] for row in episode.rows(ACTION)])
