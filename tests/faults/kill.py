"""kill -9 before each system call that changes a file: after it every file is of the old site or the new one, and the next
build, of the same sources or others, leaves its site whole.

Where the trees are exchanged, the output as a whole is the old or the new one at every moment; where files are replaced one
by one, each file is. A kill leaves what was written in the system's memory, and a power cut does not: so what was prepared has
to be synced before it takes its place, which is seen from the order of the calls."""

import concurrent.futures
import pathlib
import re
import sys
import tempfile

from calls import Refused, moved, recorded, struck
from world import FOREIGN, JOURNAL, LOCK, MANIFEST, PUBLIC, SPARE, STAGE, Templates, World, difference, fail, memory, neither, says

LEAST = 200
# Of one scenario: the first build has one for each file that it makes.
MOST = 60
NO_EXCHANGE = Refused("renameat2", SPARE, "EINVAL")


def main(forewarn, folder):
    with memory(folder) as mountable:
        templates = Templates(forewarn, tempfile.mkdtemp(dir=folder))
        moments, problems = 0, []
        for name, template, mounted, refused in [
            ("first build, exchanged", templates.nothing, False, None),
            ("change, exchanged", templates.built, False, None),
            ("change, exchanged, without a spare tree", templates.bare, False, None),
            ("change, where the system cannot exchange", templates.built, False, NO_EXCHANGE),
            ("first build, file by file on a mount point", templates.nothing, True, None),
            ("change, file by file on a mount point", templates.bare, True, None),
        ]:
            if mounted and not mountable:
                print(f"SKIPPED: {name}")
                continue
            scenario = Scenario(forewarn, folder, templates, (template, mounted, refused))
            killed, wrong = scenario.run()
            says(f"killed: {name}", f"{killed} moments")
            moments += killed
            problems += [f"{name}: {problem}" for problem in wrong]
        fail(problems)
        assert moments >= LEAST, f"only {moments} moments"
        says("killed in all", f"{moments} moments")


class Scenario:
    def __init__(self, forewarn, folder, templates, kind):
        self.forewarn, self.folder, self.templates = forewarn, folder, templates
        self.template, self.mounted, self.refused = kind
        self.first = self.template == templates.nothing
        self.old = {} if self.first else templates.old
        self.new = templates.fresh if self.first else templates.new
        self.at_once = not self.mounted and not self.refused

    def world(self):
        return World(self.forewarn, tempfile.mkdtemp(dir=self.folder), self.mounted)

    def run(self):
        world = self.world()
        self.begin(world)
        calls = recorded(world, self.refused)
        out_of_order = hasty(calls)
        moments = list(enumerate(chosen([call for call in calls if self.is_moment(call)])))
        halves = [(world, moments[::2])]
        second = self.world()
        halves.append((second, [(index, moved(call, world, second)) for index, call in moments[1::2]]))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = [result for half in pool.map(lambda half: self.half(*half), halves) for result in half]
        return len(results), out_of_order + [problem for problem in results if problem]

    def is_moment(self, call):
        return call.changes and not (self.refused and self.refused.name == call.name)

    def half(self, world, moments):
        results = []
        for index, call in moments:
            self.begin(world)
            code, said, hit = struck(world, call, "signal=KILL", self.refused)
            if not hit:
                results.append(f"{call}: was not killed: {code} {said}")
                continue
            problem = self.judge(world) or self.next_build(world, index)
            results.append(f"before {hit}: {problem}" if problem else None)
        return results

    def begin(self, world):
        world.begin(self.template)
        world.sources("new")

    def judge(self, world):
        """What is wrong with the output, as readers find it now."""
        if self.at_once:
            found = world.files()
            both = [difference(found, self.old), difference(found, self.new)]
            return f"a mixture: not old {both[0]}, not new {both[1]}" if all(both) else None
        found = world.files(but=(JOURNAL, STAGE, LOCK))
        if wrong := neither(found, self.old, self.new):
            return f"neither old nor new: {wrong}"
        if found.get(MANIFEST) == self.new[MANIFEST] and (wrong := difference(found, self.new)):
            return f"the new manifest over files that are not: {wrong}"
        return None

    def next_build(self, world, index):
        """The build after it, of the same sources or of the old ones."""
        back = index % 2 and not self.first
        world.sources("old" if back else "new")
        code, said = world.build()
        wanted = self.old if back else self.new
        if code or (wrong := difference(world.files(but=(LOCK,)), wanted)):
            return f"the next build: {code} {said} {wrong if not code else ''}"
        return f"the next build kept {said}" if "edited" in said or (FOREIGN in wanted) != (FOREIGN in said) else None


def hasty(calls):
    """What is wrong where the prepared tree, or the journal, is put in its place: something of it may be in memory alone."""
    problems, written = [], set()
    if not any(map(takes_place, calls)):
        problems.append("no call puts the new site, or a journal, in its place")
    for call in calls:
        if takes_place(call) and written:
            problems.append(f"{call}: {len(written)} paths are not synced before it, such as {min(written)}")
        elif call.name == "syncfs":
            written = set()
        elif call.name == "fsync":
            written.discard(call.path)
        elif call.changes and any(f"/{folder}" in call.path for folder in (SPARE, STAGE)):
            written.add(call.path)
    return problems


def takes_place(call):
    return call.name.startswith("rename") and re.search(rf"/({PUBLIC}|{JOURNAL})\"(, \w+)?\) = 0", call.text)


def chosen(moments):
    """All around the call with which the new site takes its place, the last ones, and as many of the others as are left."""
    turn = next((index for index, call in enumerate(moments) if takes_place(call)), len(moments))
    near = {*range(turn - 5, turn + 15), *range(len(moments) - 10, len(moments))} & {*range(len(moments))}
    others = [index for index in range(len(moments)) if index not in near]
    step = max(1, len(others) / (MOST - len(near)))
    far = {others[int(index * step)] for index in range(min(MOST - len(near), len(others)))}
    return [moments[index] for index in sorted(near | far)]


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
