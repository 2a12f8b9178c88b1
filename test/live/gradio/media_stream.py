"""Sound and film that are written while they are played (HLS), on Gradio 5.x and 6.x. Needs ffmpeg.

    python media_stream.py --port 7864

Prints one line `READY gradio=<version> url=<url>` once it answers requests.
"""

import os
import subprocess
import tempfile
import time

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr  # noqa: E402
from serve_own import serve  # noqa: E402
import numpy as np  # noqa: E402

HERE = tempfile.mkdtemp()
RATE = 24_000
SECONDS = 1.0


def sound(steps):
    """Pieces of a second, each a tone of its own."""
    for step in range(int(steps)):
        at = np.arange(int(RATE * SECONDS)) / RATE
        yield RATE, (np.sin(2 * np.pi * (220 + 110 * step) * at) * 12_000).astype(np.int16)
        time.sleep(0.3)


def film(steps):
    """Pieces of a second, each a picture that moves, with a tone."""
    for step in range(int(steps)):
        path = os.path.join(HERE, f"piece-{step}.ts")
        given = ["-f", "lavfi", "-i", f"testsrc=size=320x240:rate=15:duration={SECONDS}"]
        tone = ["-f", "lavfi", "-i", f"sine=frequency={220 + 110 * step}:duration={SECONDS}"]
        made = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-f", "mpegts", path]
        subprocess.run(["ffmpeg", "-y", "-loglevel", "error", *given, *tone, *made], check=True)
        yield path
        time.sleep(0.3)


def build():
    with gr.Blocks(title="Streams") as demo:
        steps = gr.Number(label="Steps", value=4, precision=0)
        heard = gr.Audio(label="Sound", streaming=True, autoplay=True)
        seen = gr.Video(label="Film", streaming=True, autoplay=True)
        gr.Button("Sound").click(sound, steps, heard, api_name="sound")
        gr.Button("Film").click(film, steps, seen, api_name="film")
    return demo


if __name__ == "__main__":
    serve(build(), [HERE])
