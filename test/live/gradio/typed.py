"""Typed functions, with every annotation `gr.api` takes: in a `gr.Server` where there is one (6.10 and newer), else, and with `--blocks`, in a Blocks app.

Each function answers with what it was given, and what Python made of it. Prints READY, which `start-own-app.ts` waits for.
"""

import argparse
import datetime
import enum
import threading
from dataclasses import asdict, dataclass, field, is_dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Literal, NamedTuple, Optional, Set, Tuple, TypedDict, Union

import gradio as gr
from gradio.data_classes import FileData
from pydantic import BaseModel, HttpUrl


class Colour(str, enum.Enum):
    """Also a text: with the default of an enum that is none, Gradio 6 cannot write its `/info`."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Point(TypedDict):
    x: float
    y: float


class Extra(TypedDict, total=False):
    note: str
    count: int


@dataclass
class Size:
    width: int
    height: int
    unit: str = "px"
    exact: bool = False
    tags: List[str] = field(default_factory=list)


class Named(NamedTuple):
    first: int
    second: str = "x"


class Author(BaseModel):
    name: str
    email: Optional[str] = None


class Article(BaseModel):
    title: str
    words: int = 100
    draft: bool = True
    mood: Literal["calm", "bold"] = "calm"
    author: Author
    tags: List[str] = []


class Row(BaseModel):
    label: str
    score: float
    checked: bool


class Node(BaseModel):
    name: str
    children: List["Node"] = []


class Attached(BaseModel):
    caption: str
    document: FileData


def plain(value):
    """What was given, as JSON, with Python's name of its type: what the form sends must be told apart."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return value


def said(**given) -> Dict[str, Any]:
    return {name: [type(value).__name__, plain(value)] for name, value in given.items()}


def scalars(
    text: str,
    max_tokens: int,
    temperature: float,
    is_fast: bool,
    mode: Literal["draft", "final", "review"],
    colour: Colour,
    level: Level,
    only: Literal["this"],
    nothing: None,
    seed: Literal[1, 2, 3],
) -> Dict[str, Any]:
    """Plain values, all of them required.

    Args:
        text: What to write about.
        max_tokens: How long it may be.
    """
    return said(
        text=text, max_tokens=max_tokens, temperature=temperature, is_fast=is_fast, mode=mode, colour=colour, level=level,
        only=only, nothing=nothing, seed=seed,
    )


def defaults(
    text: str = "hello",
    empty: str = "",
    count: int = 3,
    zero: int = 0,
    ratio: float = 0.5,
    on: bool = True,
    off: bool = False,
    mode: Literal["draft", "final"] = "final",
    colour: Colour = Colour.GREEN,
    names: List[str] = ["a", "b"],
    nobody: str = None,
    big: int = 9007199254740993,
) -> Dict[str, Any]:
    """Plain values with defaults."""
    return said(
        text=text, empty=empty, count=count, zero=zero, ratio=ratio, on=on, off=off, mode=mode, colour=colour, names=names,
        nobody=nobody, big=big,
    )


def optionals(
    topic: Optional[str],
    limit: Optional[int],
    share: Optional[float],
    flag: Optional[bool],
    mode: Optional[Literal["draft", "final"]],
    either: Union[int, str],
    any_of: Union[int, float, None],
    new_style: "str | None" = None,
    deep: Optional[List[int]] = None,
    unlike: Union[List[int], Dict[str, int]] = None,
) -> Dict[str, Any]:
    """Values that may be nothing, or one of several."""
    return said(
        topic=topic, limit=limit, share=share, flag=flag, mode=mode, either=either, any_of=any_of, new_style=new_style, deep=deep,
        unlike=unlike,
    )


def lists(
    words: List[str],
    numbers: List[int],
    ratios: List[float],
    flags: List[bool],
    picks: List[Literal["red", "green", "blue"]],
    colours: Set[Colour],
    grid: List[List[float]],
    pair: Tuple[str, int],
    many: Tuple[int, ...],
    bare_list: list,
    unordered: Set[int],
) -> Dict[str, Any]:
    """Several values of a kind. A bare `tuple` or `set` Gradio does not take: its page and its `/info` answer 500."""
    return said(
        words=words, numbers=numbers, ratios=ratios, flags=flags, picks=picks, colours=colours, grid=grid, pair=pair, many=many,
        bare_list=bare_list, unordered=unordered,
    )


def objects(
    bare_dict: dict,
    prices: Dict[str, float],
    labels: Dict[str, str],
    by_number: Dict[int, str],
    lists_by_name: Dict[str, List[int]],
    point: Point,
    extra: Extra,
    size: Size,
    article: Article,
    rows: List[Row],
    maybe: Optional[Point],
    tree: Node,
) -> Dict[str, Any]:
    """Keys and values, and models."""
    return said(
        bare_dict=bare_dict, prices=prices, labels=labels, by_number=by_number, lists_by_name=lists_by_name, point=point, extra=extra,
        size=size, article=article, rows=rows, maybe=maybe, tree=tree,
    )


def files(
    document: FileData,
    pictures: List[FileData],
    attached: Attached,
    cover: Optional[FileData] = None,
) -> Dict[str, Any]:
    """Files, by what they hold."""
    def read(file):
        return Path(file["path"]).read_text() if file else None

    return {
        "document": read(document),
        "pictures": [read(picture) for picture in pictures],
        "attached": [attached["caption"], read(attached["document"])],
        "cover": read(cover),
    }


def others(
    anything: Any,
    raw: bytes,
    day: datetime.date,
    moment: datetime.datetime,
    time: datetime.timedelta,
    where: Path,
    whatever: object,
    key: "int | str | None",
) -> Dict[str, Any]:
    """What JSON has no type for."""
    return said(anything=anything, raw=raw, day=day, moment=moment, time=time, where=where, whatever=whatever, key=key)


def mixtures(
    mixed: Literal["a", 1, None],
    sure: Literal[True, False],
    named: Named,
    people: Dict[str, Author],
    gaps: List[Optional[int]],
    pairs: List[Tuple[str, int]],
    prices: List[Dict[str, float]],
    papers: Dict[str, FileData],
    maybe_files: Optional[List[FileData]],
    file_or_text: Union[FileData, str],
    link: HttpUrl,
    cube: List[List[List[int]]],
    either: Optional[Union[int, str]] = 3,
    size: Size = Size(3, 4),
    by_name: Dict[str, int] = {"a": 1},
    range: Tuple[int, int] = (1, 2),
    yes: Optional[bool] = True,
) -> Dict[str, Any]:
    """Hints in one another, and defaults with parts."""
    return said(
        mixed=mixed, sure=sure, named=named, people=people, gaps=gaps, pairs=pairs, prices=prices, papers=len(papers),
        maybe_files=maybe_files, file_or_text=file_or_text, link=link, cube=cube, either=either, size=size, by_name=by_name,
        range=range, yes=yes,
    )


def injected(text: str, request: gr.Request, loud: bool = False) -> str:
    """Gradio gives one of the arguments itself. It takes no `gr.Progress()` here (it calls the default), and nothing after a `*`."""
    return f"{text.upper() if loud else text} {request is not None}"


def counting(upto: int) -> Iterator[int]:
    """Says one number after the other."""
    for number in range(1, upto + 1):
        yield number


def stream_words(text: str) -> str:
    """Grows word by word."""
    words = text.split()
    for count in range(1, len(words) + 1):
        yield " ".join(words[:count])


async def waiting(text: str = "now") -> str:
    return text


def returns(scale: int = 2) -> Tuple[str, int, float, bool, List[str], List[Row], Article, Dict[str, float], Optional[str], Any]:
    """Answers of every kind."""
    return (
        "words", scale * 21, 0.5, True, ["one", "two"],
        [{"label": "cat", "score": 0.9, "checked": True}, {"label": "dog", "score": 0.1, "checked": False}],
        {"title": "On typing", "words": 120, "draft": False, "mood": "bold", "author": {"name": "Ada", "email": None}, "tags": ["a", "b"]},
        {"tea": 2.5, "coffee": 3.0}, None, {"deep": [1, {"er": 2}]},
    )


def return_files(name: str = "note.txt") -> Tuple[FileData, List[FileData]]:
    """Files of the app."""
    import tempfile

    paths = []
    for index in range(2):
        path = Path(tempfile.mkdtemp()) / f"{index}-{name}"
        path.write_text(f"file {index}")
        paths.append(str(path))
    return FileData(path=paths[0]), [FileData(path=path) for path in paths]


def nothing_back(text: str = "x") -> None:
    """Answers with nothing."""


def fails(text: str) -> str:
    raise gr.Error(f"no good: {text}")


FUNCTIONS = [
    scalars, defaults, optionals, lists, objects, files, others, mixtures, injected, counting, stream_words, waiting, returns, return_files,
    nothing_back, fails,
]

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=7861)
    parser.add_argument("--blocks", action="store_true")
    options = parser.parse_args()
    launching = {"server_port": options.port, "prevent_thread_lock": True, "quiet": True}
    if hasattr(gr, "Server") and not options.blocks:
        app = gr.Server(title="Typed")
        for function in FUNCTIONS:
            app.api(function, name=function.__name__)

        @app.get("/")
        def root():
            return {"message": "a page of the author's own"}

        app.launch(**launching)
    else:
        with gr.Blocks(title="Typed") as demo:
            for function in FUNCTIONS:
                gr.api(function, api_name=function.__name__)
        demo.launch(**launching)
    print(f"READY gradio={gr.__version__} url=http://127.0.0.1:{options.port}", flush=True)
    threading.Event().wait()
