"""The network is really cut: a command that is cut off reaches this machine and no other."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from bamboo_diplomacy.kernels.sandbox import Layer, capabilities
from support.offline import cut_off, guarded, namespace

PUBLIC = "192.0.2.1"  # an address that is nobody's, kept for examples
WAYS_OUT = {
    "a connection": f"socket.create_connection(('{PUBLIC}', 80), 1)",
    "a connection that reports a number": f"socket.socket().connect_ex(('{PUBLIC}', 80))",
    "a connection by IPv6": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
    "an asynchronous connection": f"asyncio.run(asyncio.open_connection('{PUBLIC}', 80))",
    "a datagram": f"socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('{PUBLIC}', 53))",
    "the address of a name": "socket.getaddrinfo('example.org', 80)",
    "the address of a name, the old way": "socket.gethostbyname('example.org')",
    "a page": "urllib.request.urlopen('https://example.org/', timeout=1)",
}
LOOPBACK = """
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname(), 1)
socket.getaddrinfo("localhost", 80)
print("answered")
"""


def python(code, options=()):
    return [sys.executable, *options, "-c", f"import asyncio, socket, urllib.request\n{code}"]


def run(command, environment):
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", WAYS_OUT)
def test_the_guard_refuses_every_way_out_of_this_machine(way):
    done = run(python(WAYS_OUT[way]), guarded(dict(os.environ)))
    assert done.returncode == 1
    assert "the network is cut" in done.stderr


def test_the_guard_goes_along_into_processes_that_a_process_starts():
    starting = python("import subprocess, sys\nsubprocess.run(sys.argv[1:])")
    done = run([*starting, *python(WAYS_OUT["a connection"])], guarded(dict(os.environ)))
    assert "the network is cut" in done.stderr


def test_what_is_cut_off_still_reaches_this_machine():
    assert run(*cut_off(python(LOOPBACK), dict(os.environ))).stdout == "answered\n"


def test_without_the_guard_a_namespace_shows_the_loopback_interface_only():
    """`-I` keeps the guard out; a machine without namespaces shows all that it has."""
    listing = "print(*(name for _, name in socket.if_nameindex()))"
    shown = run(*cut_off(python(listing, ["-I"]), dict(os.environ))).stdout.split()
    assert shown == (["lo"] if namespace() else [name for _, name in socket.if_nameindex()])


def test_a_namespace_is_used_where_the_system_has_them_and_the_programs_that_make_one():
    programs = shutil.which("unshare") and shutil.which("ip")
    assert bool(namespace()) is bool(programs and Layer.NETWORK in capabilities().layers)
