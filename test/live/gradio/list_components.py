"""Prints every component and layout of the installed Gradio as JSON: its class names by the type it has in a config.

    python list_components.py > ../../fixtures/components-6.31.json
"""

import inspect
import json
import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr  # noqa: E402
from gradio.blocks import Block  # noqa: E402
from gradio.components.base import Component  # noqa: E402


def main():
    components, layouts = {}, {}
    for module in (gr.components, gr.layouts, gr):
        for name in dir(module):
            cls = getattr(module, name)
            if not inspect.isclass(cls) or not issubclass(cls, Block) or inspect.isabstract(cls):
                continue
            # The name does not hang on how the component was made.
            kind = cls.get_block_name(object.__new__(cls))
            # `gr.HTML` is both: it has a value.
            known = components if issubclass(cls, Component) else layouts
            known.setdefault(kind, set()).add(cls.__name__)
    listed = {
        "gradio": gr.__version__,
        "components": {kind: sorted(names) for kind, names in sorted(components.items())},
        "layouts": {kind: sorted(names) for kind, names in sorted(layouts.items())},
    }
    print(json.dumps(listed, indent=2))


if __name__ == "__main__":
    main()
