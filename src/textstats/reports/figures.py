"""Axes to a small SVG that follows the page: its font, its colours, light and dark."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"#([\w.-]+)")
_FONT = re.compile(r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>bold|\d{3})\s+)?(?P<size>[\d.]+)px")
_KEPT = frozenset(
    "d x y x1 x2 y1 y2 r cx cy width height transform points fill fill-opacity fill-rule stroke stroke-width "
    "stroke-opacity stroke-dasharray opacity text-anchor font-size font-weight "
    "font-style viewBox id".split()
)
# Ink follows the page; the colours of the two sides are variables of the stylesheet, with a fallback for JupyterLab.
_THEMED = {
    "#000000": "currentColor",
    "#1f5fa8": "var(--side-a, #1f5fa8)",
    "#b34700": "var(--side-b, #b34700)",
    "#6b7280": "var(--muted, #6b7280)",
    "#d1d5db": "var(--rule, #d1d5db)",
    "#ffffff": "var(--paper, #ffffff)",  # hollow marks
}


def to_svg(axes: Axes, *, figure_id: str, alt: str) -> str:
    """Draw the figure of `axes` as an SVG element with a title, no style attribute and no foreign id.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Its whole figure is drawn, then closed.
    figure_id : str
        Prefix of every id inside, so that figures of one page cannot clash.
    alt : str
        What the figure shows, for those who cannot see it.
    """
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    from textstats.plots.style import figure_of

    figure = figure_of(axes)
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "textstats", "path.simplify": True}):
        figure.savefig(
            buffer, format="svg", transparent=True, bbox_inches="tight", pad_inches=0.05, metadata={"Date": None}
        )
    plt.close(figure)
    root = ET.fromstring(buffer.getvalue())
    return _rewrite(root, figure_id, alt)


def _rewrite(root: ET.Element, figure_id: str, alt: str) -> str:
    """The SVG with local names, presentation attributes, short numbers and prefixed ids."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{_SVG}}}{name}" for name in ("metadata", "style", "clipPath")}:
                parent.remove(child)
    # Ids by their order: matplotlib hashes them from floats whose last digit is not the same on every machine.
    used: dict[str, str] = {}
    for element in root.iter():
        for old in _REFERENCE.findall(element.attrib.get(_XLINK, "")):
            used.setdefault(old, f"{figure_id}-{len(used) + 1}")
    width = float(root.attrib["width"].removesuffix("pt"))
    for element in root.iter():
        element.tag = element.tag.split("}")[-1]
        element.attrib = _attributes(element.attrib, used)
        element.tail = None
        if element.tag == "text":
            element.attrib.setdefault("fill", "currentColor")
        if element.tag != "text":
            element.text = None
        _round(element)
    _drop_empty(root)
    root.attrib = {
        "viewBox": root.attrib["viewBox"],
        "width": f"{width:.0f}",
        "role": "img",
        "aria-labelledby": f"{figure_id}-title",
    }
    title = ET.Element("title", {"id": f"{figure_id}-title"})
    title.text = alt
    root.insert(0, title)
    return ET.tostring(root, encoding="unicode")


def _attributes(given: dict[str, str], used: dict[str, str]) -> dict[str, str]:
    """Style properties as attributes, colours of the theme, numbers with two decimals, ids that are used."""
    flat = dict(given)
    for rule in flat.pop("style", "").split(";"):
        name, _, value = rule.partition(":")
        name, value = name.strip(), value.strip()
        if name == "font":
            font = _FONT.match(value)
            if font:
                flat["font-size"] = font["size"]
                flat |= {"font-weight": font["weight"]} if font["weight"] not in (None, "400") else {}
                flat |= {"font-style": font["style"]} if font["style"] else {}
        elif value:
            flat[name] = value
    if _XLINK in flat:
        flat["href"] = "#" + used[flat.pop(_XLINK)[1:]]
    result = {"href": flat["href"]} if "href" in flat else {}
    for name, value in flat.items():
        if name not in _KEPT or (name == "id" and value not in used):
            continue
        if name == "id":
            value = used[value]
        elif name in {"fill", "stroke"}:
            value = _THEMED.get(value.lower(), value)
        else:
            value = _NUMBER.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), value)
            value = re.sub(r"\s+", " ", value).strip()
        result[name] = value
    if result.get("transform", "").startswith("rotate(0 ") or result.get("transform", "").startswith("rotate(-0 "):
        del result["transform"]
    return result


def _round(element: ET.Element) -> None:
    """Write a closed path of eight arcs, which is how matplotlib draws a disc, as the circle that it is."""
    if element.tag != "path" or element.get("d", "").count("C") != 8 or "id" in element.attrib:
        return
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", element.attrib.pop("d"))]
    x, y = numbers[0::6], numbers[1::6]  # the points on the curve
    cx, cy = (min(x) + max(x)) / 2, (min(y) + max(y)) / 2
    element.tag = "circle"
    element.attrib = {"cx": f"{cx:.2f}", "cy": f"{cy:.2f}", "r": f"{(max(x) - min(x)) / 2:.2f}"} | element.attrib


def _drop_empty(element: ET.Element) -> None:
    """Remove groups and definitions that hold nothing, innermost first."""
    for child in list(element):
        _drop_empty(child)
        unseen = child.tag == "path" and child.get("fill") == "none" and "stroke" not in child.attrib
        if (child.tag in {"g", "defs"} and not len(child)) or unseen:
            element.remove(child)
        elif child.tag == "g" and not child.attrib and len(child) == 1:
            element[list(element).index(child)] = child[0]
