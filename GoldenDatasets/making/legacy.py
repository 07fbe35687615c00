"""Rewrites a dataset's metadata into the form that TFDS wrote until 2021: `type` and `content`, plain arrays, snake_case keys, and
numbers where proto3 JSON would have strings. Records stay as they are."""

import json

SNAKE = {"encodingFormat": "encoding_format", "useColormap": "use_colormap"}


def _shape(shape):
    return [None if int(size) < 0 else int(size) for size in shape.get("dimensions", [])]


def feature(node):
    """One node of features.json in the old form."""
    name = node["pythonClassName"]
    if "featuresDict" in node:
        content = {key: feature(child) for key, child in node["featuresDict"]["features"].items()}
    elif "sequence" in node:
        content = {"feature": feature(node["sequence"]["feature"]), "length": None}
    elif "tensor" in node:
        tensor = node["tensor"]
        content = {"shape": _shape(tensor["shape"]), "dtype": tensor["dtype"], "encoding": tensor.get("encoding", "none")}
    elif "image" in node:
        image = node["image"]
        content = {"shape": _shape(image["shape"]), "dtype": image["dtype"]}
        content |= {SNAKE[key]: image[key] for key in SNAKE if key in image}
    else:
        content = {}
    return {"type": name, "content": content}


def info(old):
    """dataset_info.json: splits count their shards, and 64-bit integers are numbers."""
    splits = []
    for split in old["splits"]:
        lengths = [int(length) for length in split["shardLengths"]]
        splits.append(
            {
                "name": split["name"],
                "numBytes": int(split["numBytes"]),
                "numShards": len(lengths),
                "shardLengths": lengths,
                "statistics": {"numExamples": sum(lengths)},
            }
        )
    return {
        "description": old["description"],
        "name": old["name"],
        "schema": {},
        "sizeInBytes": sum(split["numBytes"] for split in splits),
        "splits": splits,
        "version": old["version"],
    }


def rewrite(folder):
    for name, convert in [("features.json", feature), ("dataset_info.json", info)]:
        path = folder / name
        path.write_text(json.dumps(convert(json.loads(path.read_text())), indent=4) + "\n")
