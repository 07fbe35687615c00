"""Pictures, decoded by TensorFlow and looked at by plain definitions."""

import numpy as np
import tensorflow as tf

START, END = b"\xff\xd8", b"\xff\xd9"


def decoded(payload, channels=0):
    """uint8 or uint16 [height, width, channels]; None where TensorFlow cannot make a picture of it."""
    wide = payload[:4] == b"\x89PNG" and payload[24] == 16
    try:
        return tf.io.decode_image(payload, channels, tf.uint16 if wide else tf.uint8, expand_animations=False).numpy()
    except tf.errors.InvalidArgumentError:
        return None


def brightness(picture):
    """Mean of 0.299 R + 0.587 G + 0.114 B; of a grey picture, its mean."""
    return float((picture @ [0.299, 0.587, 0.114]).mean() if picture.shape[-1] == 3 else picture.mean())


def heights(pictures):
    """How far up in the picture something moves: for each picture, the mean row of what differs from the episode's median picture, counted
    from below, in shares of the height."""
    change = np.abs(pictures - np.median(pictures, axis=0)).sum(-1)
    change = np.where(change > 0.3 * change.max(), change, 0)
    rows = np.arange(pictures.shape[1])[:, None]
    return 1 - (change * rows).sum((1, 2)) / np.maximum(change.sum((1, 2)), 1e-9) / pictures.shape[1]


def rises(episodes):
    """Correlation of height in the picture with height in the room, over episodes of (pictures, z), each about its own mean. Near 1 where
    pictures are upright, near -1 where they are upside down."""
    seen = [heights(pictures.astype(float)) for pictures, _ in episodes]
    seen = np.concatenate([each - each.mean() for each in seen])
    truth = np.concatenate([z - z.mean() for _, z in episodes])
    return float(np.corrcoef(seen, truth)[0, 1])
