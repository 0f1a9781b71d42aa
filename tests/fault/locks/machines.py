"""Machines with a network disk: a Linux in user mode each, which has the files of this machine to
read, and NFS between them. Debian has it as user-mode-linux, nfs-kernel-server, rpcbind and kmod.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SCRIPT = Path(__file__).with_name("machine.sh")
_TOOLS = ("linux.uml", "rpc.nfsd", "exportfs", "rpcbind", "insmod", "mkfs.ext4")
# A multicast port of its own for each process: each has machines of the same addresses.
_ETHERNET = f"mcast,,239.192.168.1,{20_000 + os.getpid() % 20_000},1"
_DISK_BYTES = 256 << 20
_PATIENCE_S = 600  # of a machine that waits for the cores of a busy one
_PATHS = {"3": "/run/network", "4.2": "/"}
PLACE = Path("/run/network/archive")


def missing() -> str:
    """What is missing to make such machines; "" if nothing is."""
    if not os.environ.get("DATELINE_MACHINES"):
        return "they take minutes, and start with DATELINE_MACHINES=1 only"
    if os.geteuid():
        return "only root can export a disk"
    path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
    tools = [tool for tool in _TOOLS if not shutil.which(tool, path=path)]
    return f"there is no {', '.join(tools)}" if tools else ""


class Machine:
    """A machine that carries out orders."""

    def __init__(self, folder: Path, name: str, number: int, *more: str) -> None:
        self._folder, self._name, self._orders = folder, name, 0
        self._up = folder / f"{name}.up"
        self._up.unlink(missing_ok=True)
        for order in folder.glob(f"{name}-*"):
            order.unlink()
        command = [
            *("linux.uml", "mem=384M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro"),
            *(f"eth0={_ETHERNET}", "con=null", "con0=null,fd:1", "quiet", f"init={_SCRIPT}"),
            *(f"host={name}", f"number={number}", f"shared={folder}", *more),
        ]
        with (folder / f"{name}.console").open("wb") as console:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=console, start_new_session=True
            )

    def wait(self) -> None:
        """The machine has started."""
        _wait_for(self._up)

    def mount(self, version: str, *options: str) -> None:
        """It has the disk of the server, by this version of NFS."""
        chosen = ",".join((f"vers={version}", "proto=tcp", *options))
        code, said = self.run(f"mount -t nfs -o {chosen} 10.7.0.1:{_PATHS[version]} /run/network")
        assert code == 0, said

    def dateline(self, *words: str) -> tuple[int, str]:
        """What a command says, and its exit code, on the archive in the disk."""
        given = " ".join(f"'{word}'" for word in words)
        return self.run(f"cd /run; {sys.executable} -m dateline --archive {PLACE} {given}")

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of a command, and what it says."""
        order = self._order(command)
        code = order.with_suffix(".code")
        _wait_for(code)
        return int(code.read_text()), order.with_suffix(".said").read_text()

    def begin(self, command: str, *, until: str) -> None:
        """A command has begun, and has said this word."""
        said = self._order(command).with_suffix(".said")
        _wait_for(said, until)

    def _order(self, command: str) -> Path:
        self._orders += 1
        order = self._folder / f"{self._name}-{self._orders}"
        written = order.with_name(f"next of {self._name}")
        written.write_text(f"{command}\n")
        written.rename(order)
        return order

    def crash(self) -> None:
        """The machine is gone, with all that it was about to do."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextmanager
def machines(folder: Path, *names: str) -> Iterator[list[Machine]]:
    """Machines with these names, which can mount the disk of one that is there meanwhile."""
    disk = folder / "disk"
    disk.touch()
    os.truncate(disk, _DISK_BYTES)
    subprocess.run(["/sbin/mkfs.ext4", "-q", str(disk)], check=True)
    made = [Machine(folder, "server", 1, "serves=1", f"ubd0={disk}")]
    try:
        made += [Machine(folder, name, number) for number, name in enumerate(names, 2)]
        for machine in made:
            machine.wait()
        yield made[1:]
    finally:
        for machine in made:
            machine.crash()


def _wait_for(file: Path, word: str = "") -> None:
    """The machine has written the file, and this word in it."""
    for _ in range(_PATIENCE_S * 10):
        if file.exists() and word in file.read_text():
            return
        time.sleep(0.1)
    raise TimeoutError(f"the machine never wrote {word} in {file}")
