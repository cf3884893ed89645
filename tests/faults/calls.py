"""The system calls of a build that touch files, and how strace makes one of them fail.

strace counts the calls of each name in each thread. Counting only those that touch one path leaves, save for calls on
one path from two threads, exactly one call: the nth of its name on its path.
"""

import dataclasses
import re
import tempfile

# Calls that change what is on the disk. An openat counts where it may make a file.
CHANGES = {
    "write", "pwrite64", "writev", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
    "unlinkat", "rmdir", "symlink", "symlinkat", "chmod", "fchmod", "fchmodat", "ftruncate", "truncate", "fallocate",
    "copy_file_range", "sendfile", "utimensat", "syncfs", "fsync", "fdatasync",
}
LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
# The path of a descriptor, and a path that is an argument.
PATHS = re.compile(r"(?<!AT_FDCWD)<(/[^<>]*)>|\"(/[^\"]*)\"")


@dataclasses.dataclass(frozen=True)
class Call:
    name: str
    path: str
    number: int
    """Which call of this name on this path, from 1."""
    text: str

    @property
    def changes(self):
        return self.name in CHANGES or (self.name.startswith("open") and "O_CREAT" in self.text)

    def __str__(self):
        return f"{self.name} {self.path} ({self.number})"


def strace(log, *options):
    return ["strace", "-f", "-y", "-qq", "-s", "4096", "-e", "trace=%file,%desc", "-o", log, *options]


@dataclasses.dataclass(frozen=True)
class Refused:
    """A call that fails whenever it touches a path, besides whatever else happens."""

    name: str
    path: str
    error: str

    def options(self, world):
        path = str(world.root / self.path)
        return ["-P", path, "-e", f"inject={self.name}:error={self.error}"]


def recorded(world, refused=None):
    """All calls of a build on files, in order. With a refused call, that path counts for every call."""
    besides = str(world.root / refused.path) if refused else None
    refusal = ["-e", f"inject={refused.name}:error={refused.error}"] if refused else []
    with tempfile.NamedTemporaryFile("r") as log:
        code, said = world.build(strace(log.name, *refusal))
        assert code == 0, said
        return list(calls(log, besides))


def calls(log, besides):
    earlier = []
    for line in log:
        found = LINE.match(line)
        if not found or "resumed" in line:
            continue
        thread, name, rest = found.groups()
        arguments = rest.rsplit(" = ", 1)[0]
        paths = [of_descriptor or argument for of_descriptor, argument in PATHS.findall(arguments)]
        if not paths or name in ("execve", "close", "ioctl", "lseek", "fcntl", "poll", "mmap"):
            continue
        # A name below an open folder is found by that folder.
        earlier.append((thread, name, {*paths}))
        counted = {paths[0], besides}
        number = sum((thread, name) == call[:2] and bool(counted & call[2]) for call in earlier)
        yield Call(name, paths[0], number, line.rstrip())


def struck(world, call, fault, refused=None):
    """A build in which strace does something at a call: exit code, what was said, and the line of the call; None if it never came."""
    with tempfile.NamedTemporaryFile("r") as log:
        at = ["-P", call.path, "-e", f"inject={call.name}:{fault}:when={call.number}"]
        code, said = world.build(strace(log.name, *at, *(refused.options(world) if refused else [])))
        struck_line = re.compile(rf"^\d+ +{call.name}\(.*(\(INJECTED\)|= \?|<unfinished \.\.\.>)$")
        hit = [line.rstrip() for line in log if struck_line.match(line.rstrip())]
        return code, said, hit[-1] if hit else None


def moved(call, world, other):
    """The same call in another world."""
    change = lambda text: text.replace(str(world.root), str(other.root))
    return Call(call.name, change(call.path), call.number, call.text)
