"""Publishes the example site to moto's S3 server by `forewarn publish`, and reads every object back by boto3."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import boto3
from botocore.config import Config

FOREWARN, ROOT, SCRATCH = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
BUCKET, PREFIX, DAY = "changes", "log/v1", "2026-11-22"
SECRET = "wJalrXUtnFEMI-this-is-a-secret"
BOOKKEEPING = {".forewarn.json", ".forewarn-lock.json"}
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "feed.xml": "application/rss+xml; charset=utf-8",
    "feed.atom": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json",
    "calendar.ics": "text/calendar; charset=utf-8",
    "feeds/feeds.opml": "text/x-opml; charset=utf-8",
    "api/v1/schedule.json": "application/json",
    ".well-known/api-catalog": 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    "theme/style.css": "text/css; charset=utf-8",
    "theme/search.js": "text/javascript; charset=utf-8",
    "theme/favicon.svg": "image/svg+xml",
    "sitemap.xml": "application/xml; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "gateway/site/nginx": "text/plain; charset=utf-8",
}

done = 0


def check(truth, what):
    global done
    if not truth:
        sys.exit(f"FAILED: {what}")
    done += 1
    print(f"ok: {what}")


def start_server():
    """Moto on a port that the system picks; it says which."""
    log = open(SCRATCH / "server.log", "w+")
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], stdout=log, stderr=subprocess.STDOUT
    )
    for _ in range(300):
        port = re.search(r"http://127\.0\.0\.1:(\d+)", (SCRATCH / "server.log").read_text())
        if port:
            return server, f"http://127.0.0.1:{port[1]}"
        if server.poll() is not None:
            break
        time.sleep(0.1)
    server.kill()
    sys.exit("the server did not start: " + (SCRATCH / "server.log").read_text())


def environment(endpoint):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "USER": "wilhelm",
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE12345",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
    }


class World:
    def __init__(self, endpoint):
        self.env = environment(endpoint)
        self.s3 = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id="a",
            aws_secret_access_key="b",
            config=Config(proxies={}),
        )
        self.s3.create_bucket(Bucket=BUCKET)
        self.site = SCRATCH / "site"
        self.site.mkdir()
        shutil.copy(ROOT / "book.toml", self.site)
        for folder in ("content", "themes"):
            shutil.copytree(ROOT / folder, self.site / folder)

    def command(self, *arguments, prefix=PREFIX):
        target = [f"s3://{BUCKET}/{prefix}"] if prefix is not None else []
        return [FOREWARN, "--root", str(self.site), "--today", DAY, "publish", *target, *arguments, "--no-baseline"]

    def publish(self, *arguments, status=0, prefix=PREFIX, env=None):
        ran = subprocess.run(self.command(*arguments, prefix=prefix), env=env or self.env, capture_output=True, text=True)
        check(SECRET not in ran.stdout + ran.stderr, "no secret is printed")
        if ran.returncode != status:
            sys.exit(f"FAILED: status {ran.returncode}, not {status}: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        return ran

    def keys(self, prefix=PREFIX + "/"):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        return {item["Key"][len(prefix):]: item for page in pages for item in page.get("Contents", [])}

    def site_keys(self):
        return {key: item for key, item in self.keys().items() if key not in BOOKKEEPING}

    def get(self, path, prefix=PREFIX + "/"):
        return self.s3.get_object(Bucket=BUCKET, Key=prefix + path)

    def put(self, path, body):
        self.s3.put_object(Bucket=BUCKET, Key=f"{PREFIX}/{path}", Body=body)

    def clear(self):
        for key in self.keys(""):
            self.s3.delete_object(Bucket=BUCKET, Key=key)

    def built(self):
        """What `build` makes of the same sources."""
        out = SCRATCH / "built"
        command = [FOREWARN, "--root", str(self.site), "--today", DAY, "build", "--no-baseline", "--output", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        return {path: data for path, data in files.items() if path not in BOOKKEEPING}

    def is_whole(self, foreign=()):
        built = self.built()
        return built.keys() == self.site_keys().keys() - set(foreign) and all(
            self.get(path)["Body"].read() == data for path, data in built.items()
        )


def stamps(keys):
    return {key: (item["ETag"], item["LastModified"]) for key, item in keys.items()}


def first(world):
    dry = world.publish("--dry-run")
    check(not world.keys(), "a dry run sends nothing")
    start = time.time()
    world.publish()
    took = time.time() - start
    built, keys = world.built(), world.site_keys()
    check(keys.keys() == built.keys(), f"all {len(built)} files of a build are there, and nothing else")
    check(sorted(dry.stdout.splitlines()) == sorted(f"add     {path}" for path in built), "the dry run named them all")
    wrong = []
    for path, data in built.items():
        found = world.get(path)
        right = found["Body"].read() == data and found["CacheControl"] == "public, max-age=300"
        wanted = TYPES.get(path, found["ContentType"])
        if not right or found["ContentType"] != wanted or "octet-stream" in found["ContentType"]:
            wrong.append((path, found["ContentType"], found.get("CacheControl")))
    check(not wrong, f"each has its bytes, media type and Cache-Control {wrong[:5]}")
    check(TYPES.keys() <= built.keys(), "the types that are easily wrong were all seen")
    check(world.get(".forewarn.json")["CacheControl"] == "no-store", "no cache keeps the manifest")
    check(".forewarn-lock.json" not in world.keys(), "the lock is given back")
    print(f"    {len(built)} objects, {sum(map(len, built.values()))} bytes, {took:.1f} s")


def again(world):
    before = stamps(world.keys())
    start = time.time()
    told = world.publish().stderr
    check(stamps(world.keys()) == before and "nothing changed" in told, "publishing again sends nothing")
    print(f"    {time.time() - start:.1f} s")


def one_entry(world):
    old = world.built()
    world.put("notes/their ä+b~%20&.txt", b"theirs")
    before = stamps(world.site_keys())
    entry = sorted((world.site / "content" / "changes").rglob("*.md"))[0]
    entry.write_text(entry.read_text() + "\nOne more sentence.\n")
    new = world.built()
    wanted = {path for path, data in new.items() if old.get(path) != data}
    time.sleep(1.1)  # the store tells times by the second
    told = world.publish().stderr
    after = stamps(world.site_keys())
    sent = {path for path in after if after[path] != before.get(path)}
    check(sent == wanted, f"one entry changed: only what differs was sent, {len(wanted)} objects")
    check("notes/their ä+b~%20&.txt" in told and world.get("notes/their ä+b~%20&.txt")["Body"].read() == b"theirs", "a foreign object stays, named")

    extra = entry.with_name("2026-05-06-extra.md")
    extra.write_text('+++\ntitle = "One more"\nkind = "fixed"\nid = "one-more"\n+++\n![A picture](a%20b~+1.svg)\n')
    picture = entry.with_name("a b~+1.svg")
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    world.publish()
    check("changes/one-more/index.html" in world.site_keys(), "a new entry is there")
    found = world.get("changes/one-more/a b~+1.svg")
    check(found["ContentType"] == "image/svg+xml" and found["Body"].read() == picture.read_bytes(), "and its picture, by its own name")
    picture.unlink()
    extra.unlink()
    dry = world.publish("--dry-run")
    gone = {line[8:] for line in dry.stdout.splitlines() if line.startswith("delete")}
    world.publish()
    check("changes/one-more/index.html" in gone and not gone & world.site_keys().keys(), f"an entry is gone, and with it {len(gone)} objects")
    check(world.is_whole({"notes/their ä+b~%20&.txt"}), "the site is that of a build")
    world.put("index.html", b"by hand")
    told = world.publish().stderr
    check("kept `index.html`" in told and world.get("index.html")["Body"].read() == b"by hand", "an edited object stays, named")


def two_at_once(world):
    world.clear()
    process = subprocess.Popen(world.command(), env=world.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while ".forewarn-lock.json" not in world.keys() and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGSTOP)
    refused = world.publish(status=2).stderr
    check("somebody else publishes" in refused and "help:" in refused, "while one publishes, another is refused and told")
    process.send_signal(signal.SIGCONT)
    told = process.communicate(timeout=300)[1]
    check(process.returncode == 0, f"the first goes on as if nothing were {told if process.returncode else ''}")
    check(world.is_whole(), "the site is whole")


def taken_over(world):
    world.clear()
    process = subprocess.Popen(world.command(), env=world.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while len(world.keys()) < 40 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGSTOP)
    told = world.publish("--take-over").stderr
    check("kept" not in told and world.is_whole(), "one that sleeps is taken over")
    process.send_signal(signal.SIGCONT)
    told = process.communicate(timeout=300)[1]
    check(process.returncode == 2 and ("took over" in told or "somebody else" in told), "when it wakes it says so and ends")
    told = world.publish().stderr
    check("kept" not in told and world.is_whole(), "and the site is that of the other")


def in_the_way(world):
    world.clear()
    world.put("", b"")
    world.put("changes/", b"")
    told = world.publish().stderr
    check("kept" not in told and "changes/index.html" in world.site_keys(), "markers of folders are in nobody's way")
    world.put("notes//a.txt", b"theirs")
    told = world.publish(status=2).stderr
    check(f"`{PREFIX}/notes//a.txt`" in told and "nothing was sent" in told, "a key that cannot be listed is named")
    world.clear()


def killed(world):
    for share in (0.02, 0.3, 0.6):
        world.clear()
        total = len(world.built())
        process = subprocess.Popen(world.command(), env=world.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(world.keys()) < share * total and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        there = len(world.site_keys())
        check(process.returncode == -signal.SIGKILL and there < total, f"killed with {there} of {total} objects there")
        refused = world.publish(status=2).stderr
        check("publication " in refused and "since" in refused and "--take-over" in refused, "its lock says since when, and the way out")
        check("wilhelm" not in refused, "and names nobody")  # no hex digits: the lock's id has none of it
        told = world.publish("--take-over").stderr
        check("kept" not in told and world.is_whole(), "the next one completes it")


def interrupted(world):
    world.clear()
    process = subprocess.Popen(world.command(), env=world.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while len(world.keys()) < 20 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    check(process.returncode == 2 and "interrupted" in told, "Ctrl-C ends it and is told")
    check(".forewarn-lock.json" not in world.keys(), "the lock is given back")
    world.publish()
    check(world.is_whole(), "the next one completes it")


def failures(world):
    told = world.publish("s3://no-such-bucket/x", status=2, prefix=None).stderr
    check("NoSuchBucket" in told and "nothing was sent" in told, "a bucket that is not there is named")
    told = world.publish("gs://bucket/x", status=2, prefix=None).stderr
    check("`gs` is not known" in told, "another scheme is refused")
    nobody = world.env | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    told = world.publish(status=2, env=nobody).stderr
    check("nothing was sent" in told and "AWS_ENDPOINT_URL" in told, "a store that does not answer is told")
    plain = {name: value for name, value in world.env.items() if name != "AWS_ALLOW_HTTP"}
    told = world.publish(status=2, env=plain).stderr
    check("AWS_ALLOW_HTTP" in told, "without TLS only where that is allowed")


def folder(world):
    target = str(SCRATCH / "folder")
    dry = world.publish(target, "--dry-run", prefix=None)
    check(not Path(target).exists() and "add     index.html" in dry.stdout, "a dry run makes no folder")
    world.publish(target, prefix=None)
    files = {str(path.relative_to(target)): path.read_bytes() for path in Path(target).rglob("*") if path.is_file()}
    manifest = json.loads(files.pop(".forewarn.json"))
    check(files == world.built() and manifest["files"].keys() == files.keys(), "a folder is published as by `build`")


server, endpoint = start_server()
try:
    world = World(endpoint)
    for act in (first, again, one_entry, two_at_once, taken_over, in_the_way, killed, interrupted, failures, folder):
        print(f"-- {act.__name__}")
        act(world)
finally:
    server.terminate()
    server.wait()
print(f"publishing: {done} checks passed")
