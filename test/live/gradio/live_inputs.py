"""Input streams: what a microphone and a camera send, told as it reached the function."""


import gradio as gr
import numpy as np
from PIL import Image

from serve_own import serve


def hear(chunk, state):
    """Counts the samples, and the gaps between the beeps of Chromium's fake microphone."""
    rate, samples = chunk
    state = state or {"frames": 0, "sound": []}
    state["frames"] += 1
    state["sound"] = np.concatenate([np.array(state["sound"], dtype=np.int16), samples])
    sound = state["sound"].astype(float)
    loud = np.abs(sound) > 1000
    at = np.flatnonzero(loud)
    starts = [int(x) for x in at[np.flatnonzero(np.diff(at, prepend=-rate) > rate // 10)]]
    told = {
        "rate": rate,
        "type": str(samples.dtype),
        "dimensions": samples.ndim,
        "frames": state["frames"],
        "samples": int(sound.size),
        "peak": int(np.abs(sound).max()),
        "beepsEveryMs": [round((b - a) * 1000 / rate) for a, b in zip(starts, starts[1:])],
    }
    return told, state


def see(picture, strength):
    """Tells size and colours of a picture, and what stood beside it."""
    return {
        "shape": list(picture.shape),
        "mean": [round(float(x)) for x in picture.reshape(-1, 3).mean(axis=0)],
        "left": [int(x) for x in picture[picture.shape[0] // 2, 10]],
        "strength": strength,
    }, Image.fromarray(255 - picture)


def see_file(path):
    with Image.open(path) as picture:
        return {"format": picture.format, "size": list(picture.size)}


with gr.Blocks() as demo:
    microphone = gr.Audio(sources=["microphone"], streaming=True, label="Voice")
    state = gr.State()
    heard = gr.JSON(label="Heard")
    camera = gr.Image(sources=["webcam"], streaming=True, label="Face")
    strength = gr.Slider(0, 10, 3, step=1, label="Strength")
    seen = gr.JSON(label="Seen")
    back = gr.Image(label="Inverted")
    other = gr.Image(sources=["webcam"], streaming=True, type="filepath", label="Other")
    # A page that was closed leaves its run at the relay until the time is up: the next one is not to wait for it.
    limits = {"concurrency_limit": 8}
    if not gr.__version__.startswith("4"):
        limits |= {"stream_every": 0.2, "time_limit": 20}
    microphone.stream(hear, [microphone, state], [heard, state], api_name="hear", **limits)
    camera.stream(see, [camera, strength], [seen, back], api_name="see", **limits)
    other.stream(see_file, other, seen, api_name="see_file", **limits)

serve(demo)
