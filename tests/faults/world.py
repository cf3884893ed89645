"""A small site in three states, and what a build left of it: the old site, the new one, or neither.

A world is a folder with the sources and, built from other sources before, the output. Worlds are copied from a template
for each run, so that all runs begin alike.
"""

import contextlib
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

BOOK = """[book]
title = "Platform"
id = "tag:example.com,2026:platform"
[build]
base-url = "https://changes.example.com/"
[[owner]]
id = "team"
name = "Team"
contact = "https://chat.example.com/team"
[[component]]
id = "api"
name = "API"
owner = "team"
"""

ENTRY = "+++\ntitle = \"{0}\"\nid = \"{0}\"\n{1}\n+++\nAbout {0}: {2}.\n"
PROMISE = "[deprecation]\nsunset = 2027-06-01\n[[deprecation.surface]]\nkind = \"http\"\nname = \"GET /v1\"\nreplacement = \"GET /v2\""
ADDED = "kind = \"added\"\nversion = \"1.0.0\""

# Between two states, an entry changes, one goes and one comes; and a picture that is copied.
STATES = {
    "first": {"one": "1"},
    "old": {"one": "1", "two": "1", "gone": "1"},
    "new": {"one": "2", "two": "1", "come": "1"},
}

PUBLIC, SPARE = "public", ".public.forewarn-spare"
MANIFEST, JOURNAL, STAGE, LOCK = ".forewarn.json", ".forewarn-journal", ".forewarn-stage", ".forewarn-lock"
BUILD = ["--today", "2026-11-22", "build", "--no-baseline"]
FOREIGN = "CNAME"


class World:
    """A folder with sources and output; `mounted`: the output is a file system of its own."""

    def __init__(self, forewarn, root, mounted=False):
        self.forewarn, self.root, self.mounted = forewarn, pathlib.Path(root), mounted
        self.public = self.root / PUBLIC
        self.public.mkdir(parents=True)
        if mounted:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", self.public], check=True)
        else:
            self.public.rmdir()

    def begin(self, template):
        """Makes everything as it is in the template, hard links too."""
        for path in self.root.iterdir():
            if not (self.mounted and path == self.public):
                remove(path)
        if self.mounted:
            for path in self.public.iterdir():
                remove(path)
        subprocess.run(["cp", "-a", f"{template}/.", self.root], check=True)

    def sources(self, state):
        remove(self.root / "content")
        changes = self.root / "content/changes/api"
        changes.mkdir(parents=True)
        (self.root / "book.toml").write_text(BOOK)
        (changes / "plan.png").write_text(state)
        for name, text in STATES[state].items():
            keys = PROMISE if name in ("one", "gone") else ADDED
            (changes / f"2026-03-02-{name}.md").write_text(ENTRY.format(name, keys, text))

    def command(self):
        return [self.forewarn, "--root", str(self.root), *BUILD]

    def build(self, before=()):
        """Runs a build, on one thread of work so that runs are alike; returns its exit code and what it said."""
        done = subprocess.run([*before, *self.command()], env=ENVIRONMENT, cwd="/", capture_output=True, text=True)
        return done.returncode, done.stderr

    def published(self, state):
        """Builds a state that must succeed."""
        self.sources(state)
        code, said = self.build()
        assert code == 0, said

    def files(self, but=()):
        return digests(self.public, but)


ENVIRONMENT = {"PATH": os.environ["PATH"], "RAYON_NUM_THREADS": "1", "LC_ALL": "C"}


class Templates:
    """The states in which a build may find things, and what it has to leave."""

    def __init__(self, forewarn, folder):
        self.folder = pathlib.Path(folder)
        world = World(forewarn, self.folder / "made")
        world.published("new")
        self.fresh = world.files()
        remove(world.root)

        # Nothing was built yet.
        self.nothing = self.folder / "nothing"
        (self.nothing).mkdir()
        # Two builds, so that there is a spare tree; and a file of somebody else.
        world.root.mkdir()
        world.published("first")
        (world.public / FOREIGN).write_text("example.com")
        world.published("old")
        self.built = self.folder / "built"
        world.root.rename(self.built)
        self.old = digests(self.built / PUBLIC)
        assert FOREIGN in self.old, "a build lost a file that is not its own"
        self.new = {**self.fresh, FOREIGN: self.old[FOREIGN]}
        # The spare tree is gone, as on another machine.
        self.bare = self.folder / "bare"
        subprocess.run(["cp", "-a", self.built, self.bare], check=True)
        remove(self.bare / SPARE)


def digests(folder, but=()):
    """Every file below a folder with its digest; links by where they lead."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = pathlib.Path(parent, name)
            text = os.readlink(path).encode() if path.is_symlink() else path.read_bytes()
            found[str(path.relative_to(folder))] = hashlib.sha256(text).hexdigest()
    return {path: digest for path, digest in found.items() if path.split("/")[0] not in but}


def neither(found, old, new):
    """The files of a tree that are neither as in the old site nor as in the new one; none: each is whole."""
    return sorted(path for path in {*found, *old, *new} if found.get(path) not in (old.get(path), new.get(path)))


def difference(found, wanted):
    return sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def memory(folder):
    """A file system in memory at a folder, so that runs are fast; False where none can be mounted."""
    done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode:
        print(f"SKIPPED: no file system can be mounted here ({done.stderr.strip()}); what needs one is NOT tested")
    try:
        yield done.returncode == 0
    finally:
        if not done.returncode:
            subprocess.run(["umount", "--recursive", folder], check=True)


def says(what, figures):
    print(f"{what:<58} {figures}", flush=True)


def fail(problems):
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit(f"{len(problems)} runs ended in a way that they must not")
