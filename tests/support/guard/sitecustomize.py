"""Refuse every connection that leaves this machine; Python imports this module at its start."""

import ipaddress
import socket
import sys

_WITH_ADDRESS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_WITH_NAME = ("socket.getaddrinfo", "socket.gethostbyname")
_OWN_NAMES = {"", "localhost", socket.gethostname()}


def _refuse_foreign(event, arguments):
    if event in _WITH_ADDRESS:
        own, address = arguments[:2]
        if own.family in (socket.AF_INET, socket.AF_INET6) and address:
            _require_local(address[0])
    elif event in _WITH_NAME:
        _require_local(arguments[0])


def _require_local(host):
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name not in _OWN_NAMES and not _is_own_address(name):
        raise OSError(f"the network is cut: {name}")


def _is_own_address(name):
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


# An audit hook hears of every way out, asynchronous ones too, and cannot be taken away again.
sys.addaudithook(_refuse_foreign)
