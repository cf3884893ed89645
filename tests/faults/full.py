"""A disk that is full, a page more each time until the site fits; folders that nobody may write; two builds at once. A build that
cannot be leaves the old site, whole, and says so; once there is room, the next one succeeds."""

import pathlib
import subprocess
import sys
import tempfile

from calls import strace
from refuse import INTACT, wordless
from world import JOURNAL, LOCK, STAGE, Templates, World, difference, fail, memory, neither, says

PAGE = 4096


def main(forewarn, folder):
    with memory(folder) as mountable:
        templates = Templates(forewarn, tempfile.mkdtemp(dir=folder))
        problems = []
        if mountable:
            for name, template, inside in [
                ("first build", templates.nothing, False),
                ("change", templates.built, False),
                ("change, on a mount point", templates.bare, True),
            ]:
                problems += [f"{name}: {problem}" for problem in fill(forewarn, folder, templates, (name, template, inside))]
            problems += read_only(forewarn, folder, templates)
        else:
            print("SKIPPED: disk full, read-only folders")
        problems += two_at_once(forewarn, folder, templates)
        fail(problems)


def fill(forewarn, folder, templates, kind):
    """Builds on a file system with ever more room, by pages and by files, until the new site fits."""
    name, template, inside = kind
    first = template == templates.nothing
    old = {} if first else templates.old
    new = templates.fresh if first else templates.new
    problems = []
    for option, step in [("size", 8 * PAGE), ("nr_inodes", 4)]:
        world = World(forewarn, tempfile.mkdtemp(dir=folder), inside)
        disk = world.public if inside else world.root
        if not inside:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=True)
        world.begin(template)
        world.sources("new")
        used = usage(disk)
        starved = 0
        for more in range(0, 400):
            room = used[option] + more * step
            subprocess.run(["mount", "-o", f"remount,{option}={room}", disk], check=True)
            code, said = world.build()
            if code == 0:
                break
            starved += 1
            found = world.files(but=(JOURNAL, STAGE, LOCK) if inside else ())
            whole = not difference(found, old)
            if "some files are new" in said and inside:
                whole = not neither(found, old, new)
            problem = wordless(code, said) if whole else f"the old site is not there: {difference(found, old)}: {said}"
            if code != 2 or "panicked" in said or problem:
                problems.append(f"{option}={room}: {code}: {problem or said}")
        if code or (wrong := difference(world.files(but=(LOCK,)), new)):
            problems.append(f"{option}: there is room, and yet {code} {said} {wrong if not code else ''}")
        if not starved:
            problems.append(f"{option}: was never full")
        says(f"full: {name}, by {option}", f"{starved} builds without room")
        subprocess.run(["umount", disk], check=True)
    return problems


def usage(disk):
    """What a file system in memory holds now."""
    blocks, inodes = [
        int(subprocess.run(["df", f"--output={what}", *unit, disk], capture_output=True, text=True, check=True).stdout.split()[-1])
        for what, unit in [("used", ["-B1"]), ("iused", [])]
    ]
    return {"size": max(blocks, PAGE), "nr_inodes": max(inodes, 2)}


def read_only(forewarn, folder, templates):
    problems = []
    for name, inside in [("the output and its parent", False), ("the output", True)]:
        world = World(forewarn, tempfile.mkdtemp(dir=folder), inside)
        disk = world.public if inside else world.root
        if not inside:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=True)
        world.begin(templates.bare)
        world.sources("new")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        code, said = world.build()
        problem = wordless(code, said) or difference(world.files(), templates.old)
        if code != 2 or problem:
            problems.append(f"read-only {name}: {code} {said} {problem}")
        subprocess.run(["umount", disk], check=True)
        says(f"read-only: {name}", "refused, the old site whole")
    return problems


def two_at_once(forewarn, folder, templates):
    """The second comes while the first holds its breath before the site takes its place."""
    world = World(forewarn, tempfile.mkdtemp(dir=folder))
    world.begin(templates.built)
    world.sources("new")
    held = "renameat2:delay_enter=10s"
    with tempfile.NamedTemporaryFile("r") as log:
        command = [*strace(log.name, "-e", f"inject={held}"), *world.command()]
        with subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
            # It is there once the spare tree is about to be synced.
            while "syncfs" not in log.read():
                assert first.poll() is None, "the first build ended before the second began"
            code, said = world.build()
            found = world.files()
        ended = first.returncode
    problems = []
    if code != 2 or "another build is publishing" not in said or not INTACT.search(said):
        problems.append(f"two at once: {code} {said}")
    if difference(found, templates.old) or ended or difference(world.files(), templates.new):
        problems.append(f"two at once: the site is neither the old one before, nor the new one after: {ended}")
    says("two builds at once", "one refused, one published")
    return problems


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
