"""Starts other people's apps one after the other: imports Gradio once, then forks for each line of its input, `<run.py> <port>`.

Each child serves on the port it was given whatever the app asks for, shares nothing, and reaches no host but this machine.
Says `PID <run.py> <pid>`, then `READY <run.py> <url>` or `ENDED <run.py> <why>`.
"""

import os
import runpy
import signal
import socket
import sys
import threading
import time

import gradio as gr
import numpy  # noqa: F401 -- what most apps import is loaded before the first fork
import pandas  # noqa: F401

OWN = ("127.", "localhost", "::1", "0.0.0.0")
say_to = os.fdopen(os.dup(1), "w", buffering=1)


def say(*words):
    say_to.write(" ".join(str(word).replace("\n", " ") for word in words) + "\n")


def keep_home():
    """No network: what an app would load from elsewhere fails at once and in the same way everywhere."""
    connect = socket.socket.connect
    resolve = socket.getaddrinfo

    def own_connect(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(OWN):
            raise OSError(f"no network: {address[0]}")
        return connect(self, address)

    def own_resolve(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not str(name).startswith(OWN):
            raise socket.gaierror(f"no network: {name}")
        return resolve(host, *args, **kwargs)

    socket.socket.connect = own_connect
    socket.getaddrinfo = own_resolve


def end_with(parent):
    """An app does not outlive what has started it."""

    def watch():
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def serve(path, port):
    keep_home()
    hold = threading.Event()

    def wrap(launch):
        def own_launch(self, *args, **kwargs):
            for name in ("share", "inbrowser", "server_name", "mcp_server", "debug", "ssr_mode", "auth"):
                kwargs.pop(name, None)
            kwargs.update(server_port=port, prevent_thread_lock=True, quiet=True)
            answer = launch(self, *args, **kwargs)
            say("READY", path, f"http://127.0.0.1:{port}")
            hold.wait()
            return answer

        return own_launch

    for kind in {gr.Blocks, getattr(gr, "Server", gr.Blocks)}:
        kind.launch = wrap(kind.launch)
    os.chdir(os.path.dirname(os.path.dirname(os.path.dirname(path))))
    sys.path.insert(0, os.path.dirname(path))
    sys.argv = [path]
    runpy.run_path(path, run_name="__main__")
    raise RuntimeError("it launches nothing")


def main():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        path, port = line.split()
        parent = os.getpid()
        child = os.fork()
        if child != 0:
            say("PID", path, child)
            continue
        # Its own group, so that it ends together with what it starts.
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        devnull = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(devnull, descriptor)
        end_with(parent)
        try:
            serve(path, int(port))
        except BaseException as error:
            say("ENDED", path, f"{type(error).__name__}: {str(error)[:200]}")
        os._exit(1)


main()
