"""Runs the program under ptrace, counts the system calls of all its threads in one row, and strikes at a chosen one.

`strace --inject=…:when=N` counts each thread by itself: the Nth call of a second thread is never met, since the first
thread gets there earlier. Here one number names one call of the whole run. Needs Linux on x86-64.
"""

import ctypes
import os
import signal
import struct
import subprocess
import tempfile
import threading
from pathlib import Path

from common import need

TRACEME, POKEUSER, SYSCALL, SETOPTIONS, SYSCALL_INFO = 0, 6, 24, 0x4200, 0x420E
# Calls are told from signals; threads and children are followed; nobody outlives the judge.
OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x100000
ALL_THREADS = 0x40000000
ORIG_RAX, RAX = 15 * 8, 10 * 8
ENTRY, EXIT = 1, 2

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


class Call:
    """A system call that is about to be made."""

    def __init__(self, thread, number, arguments):
        self.thread, self.number, self.arguments = thread, number, arguments

    def file(self, place):
        """The path behind the descriptor that is the argument at `place`."""
        try:
            return os.readlink(f"/proc/{self.thread}/fd/{ctypes.c_int(self.arguments[place]).value}")
        except OSError:
            return ""

    def path(self, place):
        """The path to which the argument at `place` points."""
        try:
            with open(f"/proc/{self.thread}/mem", "rb", buffering=0) as memory:
                memory.seek(self.arguments[place])
                return memory.read(4096).split(b"\0", 1)[0].decode("utf-8", "replace")
        except (OSError, OverflowError, ValueError):
            return ""


class Run:
    """How a traced run ended: its exit code (negative: the signal), its words, how many calls, where it was struck."""

    def __init__(self):
        self.code, self.words, self.calls, self.struck = None, "", 0, None


def run(campaign, arguments, strike, timeout=120):
    """Runs the program. Before each call `strike(call)` says None, "kill", or the number of an error to fail it with."""
    done = Run()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = campaign.start(*arguments, stdout=out, stderr=err, preexec_fn=lambda: libc.ptrace(TRACEME, 0, None, None))
        late = threading.Timer(timeout, lambda: os.kill(process.pid, signal.SIGKILL))
        late.start()
        done.code = follow(process.pid, strike, done)
        process.returncode = done.code
        need(late.is_alive(), f"a traced run did not end in {timeout} s; struck at {done.struck}")
        late.cancel()
        for file in (out, err):
            file.seek(0)
            done.words += file.read().decode("utf-8", "replace")
    return done


def go_on(thread, number=0):
    """To the next stop, with this signal. A thread that has just died needs no telling."""
    libc.ptrace(SYSCALL, thread, None, number)


def follow(leader, strike, done):
    """Follows all threads to the end of the leader. Gives its exit code."""
    _, status = os.waitpid(leader, ALL_THREADS)
    need(os.WIFSTOPPED(status), "the program did not begin under the tracer")
    need(libc.ptrace(SETOPTIONS, leader, None, OPTIONS) == 0, "ptrace is not allowed here")
    known, failing = {leader}, {}
    go_on(leader)
    while True:
        thread, status = os.waitpid(-1, ALL_THREADS)
        if not os.WIFSTOPPED(status):
            if thread == leader:
                return os.waitstatus_to_exitcode(status)
            continue
        stop = os.WSTOPSIG(status)
        if stop == signal.SIGTRAP | 0x80:
            at_call(thread, leader, strike, done, failing)
            go_on(thread)
        elif status >> 16 or (stop == signal.SIGSTOP and thread not in known):
            known.add(thread)
            go_on(thread)
        else:
            known.add(thread)
            go_on(thread, stop)


def at_call(thread, leader, strike, done, failing):
    """A thread stands before or behind a call."""
    info = ctypes.create_string_buffer(88)
    if libc.ptrace(SYSCALL_INFO, thread, 88, info) <= 0:
        return
    if info.raw[0] == EXIT and thread in failing:
        libc.ptrace(POKEUSER, thread, RAX, ctypes.c_void_p(-failing.pop(thread)))
    if info.raw[0] != ENTRY:
        return
    done.calls += 1
    number, *arguments = struct.unpack_from("<7Q", info.raw, 24)
    call = Call(thread, number, arguments)
    verdict = strike(call)
    if verdict is None:
        return
    done.struck = f"call {done.calls} ({name(number)})"
    if verdict == "kill":
        os.kill(leader, signal.SIGKILL)
    else:
        failing[thread] = verdict
        libc.ptrace(POKEUSER, thread, ORIG_RAX, ctypes.c_void_p(-1))


# The calls that are looked for by name, by their number on x86-64.
NUMBERS = {
    "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "pread64": 17, "pwrite64": 18, "readv": 19,
    "writev": 20, "fcntl": 72, "flock": 73, "fsync": 74, "fdatasync": 75, "truncate": 76, "ftruncate": 77, "rename": 82,
    "mkdir": 83, "rmdir": 84, "link": 86, "unlink": 87, "chmod": 90, "fchmod": 91, "getdents64": 217, "openat": 257,
    "mkdirat": 258, "newfstatat": 262, "unlinkat": 263, "renameat": 264, "linkat": 265, "fallocate": 285,
    "pwritev": 296, "renameat2": 316, "copy_file_range": 326, "pwritev2": 328, "statx": 332,
}
NAMES = {number: name for name, number in NUMBERS.items()}


def name(number):
    """The call's name, where it is one of ours."""
    return NAMES.get(number, f"number {number}")


def here():
    """Stops the judge where it cannot see."""
    need(os.uname().machine == "x86_64", "this judge reads the registers of x86-64 only")
    need(Path("/proc/self/mem").exists(), "this judge needs /proc")
