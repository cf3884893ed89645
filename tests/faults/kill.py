"""kill -9 before each system call that changes a file: after it every file is of the old site or the new one, and the next
build, of the same sources or others, leaves its site whole.

Where the trees are exchanged, the output as a whole is the old or the new one at every moment; where files are replaced one
by one, each file is."""

import concurrent.futures
import pathlib
import sys
import tempfile

from calls import Refused, moved, recorded, struck
from world import FOREIGN, JOURNAL, LOCK, MANIFEST, SPARE, STAGE, Templates, World, difference, fail, memory, neither, says

LEAST = 200
# Of one scenario, spread over all that there are: the first build has one for each file that it makes.
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
        moments = [call for call in recorded(world, self.refused) if self.is_moment(call)]
        moments = list(enumerate(spread(moments, MOST)))
        halves = [(world, moments[::2])]
        second = self.world()
        halves.append((second, [(index, moved(call, world, second)) for index, call in moments[1::2]]))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = [result for half in pool.map(lambda half: self.half(*half), halves) for result in half]
        return len(results), [problem for problem in results if problem]

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


def spread(moments, most):
    """The last is always among them: it is where the new site takes its place."""
    step = max(1, len(moments) / most)
    return [moments[-1 - int(index * step)] for index in range(min(most, len(moments)))][::-1]


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
