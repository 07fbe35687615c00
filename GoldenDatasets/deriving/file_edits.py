"""Edits of files, by name: what happens to bytes on their way. Each takes name-to-bytes and its own arguments from the recipe."""

import gzip
import json
import struct
import zlib

from deriving import wire

FILE_EDITS = {}


def edit(function):
    FILE_EDITS[function.__name__.replace("_", "-")] = function
    return function


@edit
def flip_bit(files, file, record, part, at=0, bit=0):
    """One bit of a record's `length`, `payload`, `length-checksum` or `payload-checksum`; `at` counts bytes within the part."""
    data = bytearray(files[file])
    start, end = wire.frames(files[file])[record]
    offset = {"length": start, "length-checksum": start + 8, "payload": start + 12, "payload-checksum": end - 4}[part]
    data[offset + at] ^= 1 << bit
    files[file] = bytes(data)


@edit
def cut(files, file, record, into, after):
    """Ends a file so many bytes into a record's `header` or `payload`."""
    start, _ = wire.frames(files[file])[record]
    files[file] = files[file][: start + (12 if into == "payload" else 0) + after]


@edit
def cut_file(files, file, share):
    """Keeps the first share of a file."""
    files[file] = files[file][: int(len(files[file]) * share)]


@edit
def remove(files, file):
    del files[file]


@edit
def rename(files, file, to):
    files[to] = files.pop(file)


@edit
def copy(files, file, to):
    files[to] = files[file]


@edit
def overwrite(files, file, text="", hex="", keep=False):
    """Replaces a file, or with `keep` its first bytes."""
    head = text.encode() + bytes.fromhex(hex)
    files[file] = head + (files[file][len(head) :] if keep else b"")


@edit
def compress(files, matching, form):
    """Compresses whole files, `gzip` or `zlib`, without a time stamp."""
    for name in files:
        if matching in name:
            files[name] = gzip.compress(files[name], mtime=0) if form == "gzip" else zlib.compress(files[name])


@edit
def set_json(files, file, path, value):
    """Sets one value in a JSON file; path entries are keys and indices."""
    tree = json.loads(files[file])
    node = tree
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    files[file] = (json.dumps(tree, indent=2) + "\n").encode()


@edit
def as_tensor_protos(files, matching):
    """Each record as another family of tools writes it: every key one bytes value that holds a serialized TensorProto
    { 1: dtype, 2: shape { 2: { 1: size } }, 4: content }."""
    types = {wire.FLOATS: 1, wire.INTS: 9, wire.BYTES: 7}
    for name in list(files):
        if matching not in name:
            continue
        records = []
        for start, end in wire.frames(files[name]):
            out = {}
            for key, encoded in wire.read_example(files[name][start + 12 : end - 4]).items():
                kind, values = wire.read_feature(encoded)
                if kind == wire.BYTES:
                    content = b"".join(wire.field(8, value) for value in values)
                else:
                    content = wire.field(4, struct.pack(f"<{len(values)}{'f' if kind == wire.FLOATS else 'q'}", *values))
                shape = wire.field(2, wire.field(2, b"\x08" + wire.varint(len(values))))
                tensor = b"\x08" + wire.varint(types[kind]) + shape + content
                out[key.removeprefix("steps/")] = wire.feature(wire.BYTES, [tensor])
            records.append(wire.frame(wire.example(out)))
        files[name] = b"".join(records)
