"""A dataset in memory, at two levels: episodes (records as dictionaries of features), and files (bytes)."""

import json
import struct

from deriving import wire


class Episode:
    """One record. Features are decoded when asked for and written again only when they were changed, so that an untouched record keeps
    its bytes."""

    def __init__(self, framed):
        self._framed = framed
        self._features = None
        self._changed = False

    @property
    def features(self):
        """Key to encoded Feature, for looking."""
        if self._features is None:
            self._features = wire.read_example(self._framed[12:-4])
        return self._features

    def change(self):
        """The same, for changing."""
        self._changed = True
        return self.features

    def copy(self):
        twin = Episode(self._framed)
        twin._features, twin._changed = dict(self.features), self._changed
        return twin

    def get(self, key):
        return wire.read_feature(self.features[key])[1]

    def kind(self, key):
        return wire.read_feature(self.features[key])[0]

    def put(self, key, kind, values):
        self.change()[key] = wire.feature(kind, values)

    @property
    def step_keys(self):
        return [key for key in self.features if key.startswith("steps/")]

    @property
    def steps(self):
        return len(self.get("steps/is_first"))

    def rows(self, key):
        """Values of one step leaf in rows, one for each step."""
        values = self.get(key)
        width = len(values) // self.steps
        return [list(values[at : at + width]) for at in range(0, len(values), width)]

    def put_rows(self, key, rows):
        self.put(key, self.kind(key), [value for row in rows for value in row])

    def doubles(self, key):
        """A float64 leaf that is stored as eight bytes a step."""
        return [struct.unpack("<d", value)[0] for value in self.get(key)]

    def put_doubles(self, key, values):
        self.put(key, wire.BYTES, [struct.pack("<d", value) for value in values])

    def take_steps(self, order):
        """Keeps the steps named in `order`, in that order, in every step leaf, and mends the flags."""
        everything = {key: self.rows(key) for key in self.step_keys}
        for key, rows in everything.items():
            self.put_rows(key, [rows[t] for t in order])
        last = len(order) - 1
        for key, at in [("is_first", 0), ("is_last", last), ("is_terminal", last)]:
            self.put(f"steps/{key}", wire.INTS, [int(t == at) for t in range(len(order))])
        self.put("steps/reward", wire.FLOATS, [float(t == last) for t in range(len(order))])

    def framed(self):
        return wire.frame(wire.example(self.features)) if self._changed else self._framed


class Dataset:
    def __init__(self, folder):
        self.folder = folder
        self.info = json.loads((folder / "dataset_info.json").read_text())
        self.features = json.loads((folder / "features.json").read_text())
        cupel = folder / "cupel.yaml"
        self.cupel = cupel.read_text() if cupel.exists() else ""
        self.shards = {}
        for split in self.info["splits"]:
            count = len(split["shardLengths"])
            for index in range(count):
                data = (folder / self.shard_name(split["name"], index, count)).read_bytes()
                self.shards[split["name"], index] = [Episode(data[a:b]) for a, b in wire.frames(data)]

    def shard_name(self, split, index, count):
        return f"{self.info['name']}-{split}.tfrecord-{index:05d}-of-{count:05d}"

    @property
    def splits(self):
        return [split["name"] for split in self.info["splits"]]

    def place(self, split, episode):
        """(shard, record) of an episode that is counted from 0 within its split."""
        for index in sorted(index for name, index in self.shards if name == split):
            if episode < len(self.shards[split, index]):
                return index, episode
            episode -= len(self.shards[split, index])
        raise IndexError(f"{split} has no such episode")

    def episode(self, split, number):
        shard, record = self.place(split, number)
        return self.shards[split, shard][record]

    def numbered(self):
        """(split, number, episode) of all episodes."""
        for split in self.splits:
            shards = sorted(index for name, index in self.shards if name == split)
            everyone = [episode for index in shards for episode in self.shards[split, index]]
            for number, episode in enumerate(everyone):
                yield split, number, episode

    def declaration(self, path):
        """The node of features.json that declares a feature, and the dictionary it stands in: `observation/state`."""
        parent = self.features["featuresDict"]["features"]["steps"]["sequence"]["feature"]["featuresDict"]["features"]
        *above, leaf = path.split("/")
        for name in above:
            parent = parent[name]["featuresDict"]["features"]
        return parent, leaf

    def files(self):
        """Everything as it will stand on disk: name to bytes, with counts and sizes that are true."""
        out = {}
        for split in self.info["splits"]:
            name = split["name"]
            count = len(split["shardLengths"])
            shards = [b"".join(episode.framed() for episode in self.shards[name, index]) for index in range(count)]
            lengths = [len(self.shards[name, index]) for index in range(count)]
            split["shardLengths"] = [str(length) for length in lengths]
            split["numBytes"] = str(sum(map(len, shards)) - 16 * sum(lengths))
            out |= {self.shard_name(name, index, count): data for index, data in enumerate(shards)}
        out["dataset_info.json"] = (json.dumps(self.info, indent=2) + "\n").encode()
        out["features.json"] = (json.dumps(self.features, indent=4) + "\n").encode()
        if self.cupel:
            out["cupel.yaml"] = self.cupel.encode()
        return out
