"""Refuse every connection that leaves this machine; Python imports this module at its start."""

import ipaddress
import socket

_connect = socket.socket.connect


def _refuse_foreign(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = str(address[0])
        local = host == "localhost" or (
            (host.replace(".", "").isdigit() or ":" in host) and ipaddress.ip_address(host).is_loopback
        )
        if not local:
            raise OSError(f"the network is cut: {host}")
    return _connect(self, address)


socket.socket.connect = _refuse_foreign
