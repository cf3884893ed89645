"""The documents of a built site as lxml and feedparser read them, and its catalog of APIs held to RFC 9264.

Usage: site.py PUBLIC: the folder of a build.
"""

import json
import pathlib
import sys

import feedparser
from lxml import etree

STRICT = etree.XMLParser(no_network=True, resolve_entities=False)


def xml(public):
    """Every XML document, well-formed, by its path."""
    paths = [path for path in public.rglob("*") if path.suffix in {".xml", ".atom", ".opml", ".svg"}]
    return {path: etree.parse(path, STRICT).getroot() for path in sorted(paths)}


def feed(path):
    """The items of a feed as feedparser sees them: id → title, link and time."""
    read = feedparser.parse(path.read_bytes(), response_headers={"content-type": "application/xml; charset=utf-8"})
    assert not read.bozo, (path, read.bozo_exception)
    assert read.version in {"rss20", "atom10"} and read.feed.title and read.feed.link, (path, read.version)
    items = {}
    for entry in read.entries:
        assert entry.id not in items, (path, f"{entry.id} twice")
        assert entry.title and entry.published_parsed and entry.link.startswith("https://"), (path, entry.id)
        assert entry.get("content") or entry.get("summary"), (path, f"{entry.id} says nothing")
        items[entry.id] = (entry.title, entry.link, entry.published_parsed)
    return items


def catalog(path):
    """A linkset (RFC 9264, 4.2), with the relations that RFC 9727 asks for."""
    document = json.loads(path.read_text())
    assert list(document) == ["linkset"] and isinstance(document["linkset"], list), "a linkset has one member"
    relations = set()
    for context in document["linkset"]:
        assert context["anchor"].startswith("https://"), context
        for relation, targets in context.items():
            if relation == "anchor":
                continue
            relations.add(relation)
            assert isinstance(targets, list) and targets, (relation, "targets are a list, even a lone one")
            for target in targets:
                assert target["href"].startswith("https://"), target
                assert all(isinstance(target.get(key, ""), str) for key in ("type", "title")), target
    assert {"item", "service-desc", "service-doc"} <= relations, relations


public = pathlib.Path(sys.argv[1])
roots = xml(public)
assert len(roots) > 50, f"only {len(roots)} XML documents"
feeds = [path for path, root in roots.items() if root.tag in {"rss", "{http://www.w3.org/2005/Atom}feed"}]
read = {path: feed(path) for path in feeds}
for path in public.rglob("feed.xml"):
    rss, atom = read[path], read[path.with_suffix(".atom")]
    of_json = [item["id"] for item in json.loads(path.with_suffix(".json").read_text())["items"]]
    assert rss == atom and list(rss) == of_json, (path, "the formats do not hold the same")
assert any(path.parent.name == "feed" for path in feeds), "no archives"
catalog(public / ".well-known" / "api-catalog")
