"""Listeners on loopback that count what reaches them: TCP connections and UDP packets, each by its name."""

import selectors
import socket
import threading
from collections import Counter
from collections.abc import Iterable
from types import TracebackType
from typing import Self


class Listeners:
    """One TCP and one UDP socket of the same number for each name, on 127.0.0.1; use as a context."""

    def __init__(self, names: Iterable[str]) -> None:
        self.tcp: Counter[str] = Counter()
        self.udp: Counter[str] = Counter()
        self.ports: dict[str, int] = {}
        self._selector = selectors.DefaultSelector()
        for name in names:
            self._listen(name)
        self._wake, self._woken = socket.socketpair()
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        self._thread = threading.Thread(target=self._count, name="listeners")

    def _listen(self, name: str) -> None:
        while True:
            tcp = socket.create_server(("127.0.0.1", 0), backlog=50)
            port = tcp.getsockname()[1]
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                udp.bind(("127.0.0.1", port))
            except OSError:  # another process has this number for UDP
                tcp.close()
                udp.close()
                continue
            self._selector.register(tcp, selectors.EVENT_READ, (name, self.tcp))
            self._selector.register(udp, selectors.EVENT_READ, (name, self.udp))
            self.ports[name] = port
            return

    def _count(self) -> None:
        while True:
            for key, _ in self._selector.select():
                if key.data is None:
                    return
                name, counter = key.data
                assert isinstance(key.fileobj, socket.socket)
                if counter is self.tcp:
                    key.fileobj.accept()[0].close()
                else:
                    key.fileobj.recvfrom(2048)
                counter[name] += 1

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wake.send(b"x")
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
        self._wake.close()
        self._selector.close()
