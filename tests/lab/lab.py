# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A network of its own, made of kernel namespaces: nothing outside of it can be reached.

The client's side has one link, to 10.9.1.1. There are the private DNS server (dnsmasq), the proxy that
asks for a password (tinyproxy) and, as near.lab:8443, a model behind TLS that speaks HTTP/2 (nghttpx before
`postern simulate`). far.lab:8443 is the same model on a network (10.9.2.10) that only the proxy reaches.
"""

import ctypes
import json
import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import sys
import time

POSTERN = os.environ["POSTERN"]
PROGRAMS = ["dnsmasq", "tinyproxy", "nghttpx", "openssl", "ip", "unshare", "nsenter"]
PASSWORD = "open:sesame"
FLOW = """nodes:
- name: chat
  type: llm
  source: {type: code, path: chat.jinja2}
  inputs: {deployment_name: gpt, max_tokens: 400}
  connection: aoai
  api: chat
outputs:
  answer: {type: string, reference: '${chat.output}'}
"""


def skip(why):
    print("SKIPPED:", why)
    sys.exit(77)


def enter_network():
    """Starts this program anew in namespaces of its own; skips where the system doesn't allow them."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        skip("not installed: " + ", ".join(missing))
    if os.environ.get("POSTERN_LAB"):
        return
    unshare = ["unshare", "--net", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
    probe = subprocess.run([*unshare, "sh", "-c", "ip link add a0 type veth peer name a1 && mount -t tmpfs none /mnt"],
                           capture_output=True, text=True)
    if probe.returncode != 0:
        skip("network namespaces aren't permitted here: " + probe.stderr.strip())
    os.execvpe("unshare", [*unshare, sys.executable, *sys.argv], {**os.environ, "POSTERN_LAB": "1"})


def end_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def wait_for(address, port, process):
    for _ in range(400):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended")
        try:
            socket.create_connection((address, port), 1).close()
            return
        except OSError:
            time.sleep(0.01)  # for another program's start there is no event
    raise RuntimeError(f"{process.args[0]} doesn't listen")


def opens(packet):
    """True for a datagram and for the first packet of a connection: the kernel still ends those of programs that are gone."""
    protocol, at = packet[9], (packet[0] & 15) * 4
    return protocol == 17 or (protocol == 6 and packet[at + 13] & 0x12 == 0x02)


class Watch:
    """Whom the client's side turns to, as (address, port): where it opens connections and sends datagrams."""

    def __init__(self, process):
        self.told, tell = os.pipe()
        wait, self.end = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            try:
                os.close(self.end)
                end_with_parent()
                with open(f"/proc/{process.pid}/ns/net") as namespace:
                    ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), 0)
                self.sniff(tell, wait)
            finally:
                os._exit(1)
        os.close(tell)
        os.close(wait)
        os.read(self.told, 1)

    @staticmethod
    def sniff(tell, wait):
        """Until the other end of `wait` is closed; what was sent before that is counted, though it may be read only then."""
        seen = set()
        with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3)) as packets:
            os.write(tell, b"+")
            while True:
                ready = select.select([packets, wait], [], [])[0]
                if packets not in ready:
                    break
                packet, origin = packets.recvfrom(65535)
                if origin[2] == socket.PACKET_OUTGOING and origin[1] == 0x0800 and opens(packet):
                    at = (packet[0] & 15) * 4
                    seen.add((socket.inet_ntoa(packet[16:20]), int.from_bytes(packet[at + 2:at + 4], "big")))
        os.write(tell, json.dumps(sorted(seen)).encode())
        os._exit(0)

    def stop(self):
        os.close(self.end)
        with os.fdopen(self.told) as told:
            contacted = {tuple(one) for one in json.loads(told.read())}
        os.waitpid(self.child, 0)
        return contacted


class Lab:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.processes = []
        try:
            self.make_links()
            self.make_certificates()
            self.write_files()
            self.start_servers()
        except BaseException:
            self.close()
            raise

    def run(self, *words, **options):
        return subprocess.run(words, check=True, capture_output=True, text=True, cwd=self.folder, **options)

    def start(self, *words, **options):
        with open(self.folder / f"{words[0].split('/')[-1]}.log", "w") as log:
            process = subprocess.Popen(words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=options.pop("stdout", log), stderr=log, preexec_fn=end_with_parent, **options)
        self.processes.append(process)
        return process

    def make_links(self):
        self.run("mount", "--make-rprivate", "/")
        (self.folder / "resolv.conf").write_text("nameserver 10.9.1.1\noptions timeout:1 attempts:1\n")
        target = pathlib.Path("/etc/resolv.conf").resolve()
        self.run("mount", "--bind", str(self.folder / "resolv.conf"), str(target))
        self.client = self.start("unshare", "--net", "sleep", "600")
        own = os.readlink("/proc/self/ns/net")
        while os.readlink(f"/proc/{self.client.pid}/ns/net") == own:
            time.sleep(0.01)
        self.run("ip", "link", "set", "lo", "up")
        self.run("ip", "link", "add", "server", "type", "veth", "peer", "name", "client", "netns", str(self.client.pid))
        self.run("ip", "address", "add", "10.9.1.1/24", "dev", "server")
        self.run("ip", "address", "add", "10.9.2.10/32", "dev", "lo")
        self.run("ip", "link", "set", "server", "up")
        for words in ("link set lo up", "address add 10.9.1.2/24 dev client", "link set client up"):
            self.inside("ip", *words.split())

    def inside(self, *words):
        return self.run("nsenter", "--net", "-t", str(self.client.pid), *words)

    def make_certificates(self):
        def openssl(*words):
            self.run("openssl", *words)

        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Lab authority")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "peer.key", "-out", "peer.csr", "-subj", "/CN=far.lab")
        (self.folder / "names").write_text("subjectAltName=DNS:far.lab,DNS:near.lab\n")
        openssl("x509", "-req", "-in", "peer.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "peer.pem", "-days", "2", "-extfile", "names")

    def write_files(self):
        (self.folder / "flow").mkdir()
        (self.folder / "flow/flow.dag.yaml").write_text(FLOW)
        (self.folder / "flow/chat.jinja2").write_text("user:\nTell me about gates.\n")
        for host in ("far", "near", "wrong", "nowhere"):
            (self.folder / f"{host}.yaml").write_text(
                f"name: aoai\ntype: azure_open_ai\napi_base: https://{host}.lab:8443\napi_key: lab\n")
        (self.folder / "tinyproxy.conf").write_text("Port 3128\nListen 10.9.1.1\nTimeout 60\nMaxClients 20\nLogLevel Connect\n"
                                                    "BasicAuth open sesame\nConnectPort 8443\nDisableViaHeader Yes\n")

    def start_servers(self):
        names = {"far": "10.9.2.10", "near": "10.9.1.1", "wrong": "10.9.1.1"}
        dns = self.start("dnsmasq", "--no-daemon", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
                         "--listen-address=10.9.1.1", "--bind-interfaces", "--log-queries", "--log-facility=-",
                         *(f"--address=/{name}.lab/{address}" for name, address in names.items()))
        model = self.start(POSTERN, "simulate", "--key", "lab", stdout=subprocess.PIPE, text=True,
                           env={**os.environ, "POSTERN_HOME": str(self.folder / "server-home")})
        port = json.loads(model.stdout.readline())["url"].rsplit(":", 1)[1]
        proxy = self.start("tinyproxy", "-d", "-c", "tinyproxy.conf")
        peer = self.start("nghttpx", "--conf=/dev/null", "-f10.9.1.1,8443", "-f10.9.2.10,8443", f"-b127.0.0.1,{port}", "--host-rewrite", "--no-ocsp", "--workers=1",
                          "--accesslog-file=access.log", "--accesslog-format=$request", "peer.key", "peer.pem")
        wait_for("10.9.1.1", 53, dns)
        wait_for("10.9.1.1", 3128, proxy)
        wait_for("10.9.1.1", 8443, peer)

    def flow_test(self, host, settings=(), **environment):
        """Runs the flow from the client's side; what came out, and whom it contacted."""
        home = self.folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        plain = {key: value for key, value in os.environ.items() if "proxy" not in key.lower() and not key.startswith("SSL_")}
        options = {"env": {**plain, "POSTERN_HOME": str(home), **environment}, "cwd": self.folder, "capture_output": True, "text": True, "timeout": 60}
        enter = ["nsenter", "--net", "-t", str(self.client.pid)]
        if settings:
            subprocess.run([*enter, POSTERN, "config", "set", *settings], check=True, **options)
        watch = Watch(self.client)
        done = subprocess.run([*enter, POSTERN, "flow", "test", "--flow", "flow", "--connections", f"{host}.yaml"], **options)
        done.contacted = watch.stop()
        return done

    def log(self, name):
        path = self.folder / name
        return path.read_text(errors="replace") if path.exists() else ""

    def close(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
