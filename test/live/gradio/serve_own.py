"""Serves the app of one live test and prints READY, which `start-own-app.ts` waits for."""

import argparse

import gradio as gr


def serve(demo, allowed_paths=(), **options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=7861)
    port = parser.parse_args().port
    demo.queue()
    demo.launch(server_port=port, prevent_thread_lock=True, quiet=True, allowed_paths=list(allowed_paths), **options)
    print(f"READY gradio={gr.__version__} url=http://127.0.0.1:{port}", flush=True)
    demo.block_thread()
