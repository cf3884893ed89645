"""Each system call on a file fails, one run for each: never a panic; either nobody is harmed and the new site is published, or
the build fails, says what it could not do with which file, what is intact and what to do, and the old site is whole.

Once files are replaced one by one, each is the old or the new one instead. The next build, with nothing refused, succeeds.
EVERY=1 refuses each single call, which takes a quarter of an hour; otherwise the first, middle and last of those that are alike."""

import concurrent.futures
import os
import pathlib
import re
import sys
import tempfile

from calls import Refused, moved, recorded, struck
from world import JOURNAL, LOCK, SPARE, STAGE, Templates, World, difference, fail, memory, neither, says

# What may go wrong with a call, in turn; every call meets the first of its list, or a later one.
ERRORS = {
    "write": ["ENOSPC", "EIO", "EDQUOT"],
    "openat": ["EACCES", "EIO", "EMFILE", "EROFS", "ENOENT"],
    "mkdir": ["ENOSPC", "EROFS", "EACCES"],
    "rename": ["EACCES", "EIO", "EROFS", "ENOSPC"],
    "renameat2": ["EIO", "EINVAL", "EBUSY"],
    "linkat": ["EMLINK", "EIO", "EPERM"],
    "unlink": ["EBUSY", "EIO", "EROFS"],
    "unlinkat": ["EBUSY", "EIO", "EROFS"],
    "rmdir": ["EBUSY", "EIO"],
}
OTHERS = ["EIO", "EACCES"]
INTACT = re.compile(r"intact|nothing was (written|published)|nothing is lost")


def main(forewarn, folder):
    with memory(folder) as mountable:
        templates = Templates(forewarn, tempfile.mkdtemp(dir=folder))
        refused, problems = 0, []
        for name, template, mounted, besides in [
            ("first build, exchanged", templates.nothing, False, None),
            ("change, exchanged", templates.built, False, None),
            ("change, where the system cannot exchange", templates.built, False, Refused("renameat2", SPARE, "EINVAL")),
            ("change, file by file on a mount point", templates.bare, True, None),
        ]:
            if mounted and not mountable:
                print(f"SKIPPED: {name}")
                continue
            scenario = Scenario(forewarn, folder, templates, (template, mounted, besides))
            outcomes = scenario.run()
            wrong = [outcome for outcome in outcomes if not isinstance(outcome, int)]
            counts = ", ".join(f"{outcomes.count(code)} {what}" for code, what in ENDS.items())
            says(f"refused: {name}", f"{len(outcomes)} calls: {counts}")
            refused += len(outcomes)
            problems += [f"{name}: {problem}" for problem in wrong]
        says("refused in all", f"{refused} calls")
        fail(problems)


ENDS = {0: "harmless", 1: "findings", 2: "failures"}


class Scenario:
    def __init__(self, forewarn, folder, templates, kind):
        self.forewarn, self.folder, self.templates = forewarn, folder, templates
        self.template, self.mounted, self.besides = kind
        self.first = self.template == templates.nothing
        self.old = {} if self.first else templates.old
        self.new = templates.fresh if self.first else templates.new
        self.at_once = not self.mounted and not self.besides

    def world(self):
        return World(self.forewarn, tempfile.mkdtemp(dir=self.folder), self.mounted)

    def run(self):
        """For each call how its build ended, or what is wrong with that."""
        world = self.world()
        self.begin(world)
        chosen = [call for call in recorded(world, self.besides) if self.is_chosen(call, world)]
        if not os.environ.get("EVERY"):
            chosen = some_of_each_kind(chosen, world)
        numbered = list(enumerate(chosen))
        second = self.world()
        halves = [(world, numbered[::2]), (second, [(index, moved(call, world, second)) for index, call in numbered[1::2]])]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return [outcome for half in pool.map(lambda half: self.half(*half), halves) for outcome in half]

    def is_chosen(self, call, world):
        """The calls of the program; what its loader does before is not its own. The first scenario has all, the others what
        concerns the output."""
        if self.besides and call.name == self.besides.name:
            return False
        below = call.path.startswith(str(world.root))
        return below and (self.first or "public" in call.path)

    def half(self, world, calls):
        return [self.refuse(world, index, call) for index, call in calls]

    def refuse(self, world, index, call):
        errors = ERRORS.get(call.name, OTHERS)
        self.begin(world)
        code, said, hit = struck(world, call, f"error={errors[index % len(errors)]}", self.besides)
        if not hit:
            return f"{call}: was not refused: {code} {said}"
        problem = self.judge(world, code, said) or self.next_build(world)
        return f"{hit}\n    {problem}" if problem else code

    def begin(self, world):
        world.begin(self.template)
        world.sources("new")

    def judge(self, world, code, said):
        if "panicked" in said or code not in ENDS:
            return f"{code} {said}"
        found = world.files(but=() if self.at_once else (JOURNAL, STAGE, LOCK))
        if code == 0:
            wrong = difference(found, self.new)
            return f"published, but {wrong} are not new: {said}" if wrong else None
        whole = not difference(found, self.old)
        if "some files are new" in said and not self.at_once:
            whole = not neither(found, self.old, self.new)
        if not whole:
            return f"failed, and the old site is not there: {difference(found, self.old)}: {said}"
        return wordless(code, said)

    def next_build(self, world):
        code, said = world.build()
        wrong = difference(world.files(but=(LOCK,)), self.new)
        return f"the next build: {code} {said} {wrong}" if code or wrong else None


def some_of_each_kind(calls, world):
    """The first, the middle and the last of the calls of one name in one of the folders at the top."""
    kinds = {}
    for call in calls:
        below = pathlib.Path(call.path).relative_to(world.root).parts
        depth = "deeper" if len(below) > 2 else below[1:] if below[1:2] and below[1].startswith(".") else len(below)
        kinds.setdefault((call.name, call.changes, below[:1], depth), []).append(call)
    picked = {call for kind in kinds.values() for call in (kind[0], kind[len(kind) // 2], kind[-1])}
    return [call for call in calls if call in picked]


def wordless(code, said):
    """What a message lacks."""
    if not INTACT.search(said):
        return f"does not say what is intact: {said}"
    if code == 2 and not re.search(r"^error: .*`.+`.*\n  cause: .+\n  help: .+", said, re.MULTILINE):
        return f"does not say what happened, to which file, why, or what to do: {said}"
    return None


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
