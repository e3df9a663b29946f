"""Calls of Linux that the process of a model is refused (``i18n.shut_in``), and the filter for it.

It may read, compute and answer. It can open no file to write in it, change or remove none, open no
connection, start no program or process, and touch no other process: neither signal it nor look into
its memory, also where the system would let two programs of one user do so.

Source: ``asm/unistd.h`` for the numbers, ``seccomp(2)`` and ``linux/bpf_common.h`` for the filter.
"""

import struct

_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""``AUDIT_ARCH_X86_64`` and ``AUDIT_ARCH_AARCH64``."""
_OTHER_TABLE = 0x4000_0000
"""From here on the calls of x32 on the same machine: none is needed."""
_NONE = -1
"""Where a machine has no such call."""
_REFUSED = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "io_uring_setup": (425, 425),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, _NONE),
    "vfork": (58, _NONE),
    "creat": (85, _NONE),
    "open_by_handle_at": (304, 265),
    "truncate": (76, 45),
    "rename": (82, _NONE),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, _NONE),
    "mkdirat": (258, 34),
    "rmdir": (84, _NONE),
    "link": (86, _NONE),
    "linkat": (265, 37),
    "unlink": (87, _NONE),
    "unlinkat": (263, 35),
    "symlink": (88, _NONE),
    "symlinkat": (266, 36),
    "mknod": (133, _NONE),
    "mknodat": (259, 33),
    "chmod": (90, _NONE),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, _NONE),
    "fchown": (93, 55),
    "lchown": (94, _NONE),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "utime": (132, _NONE),
    "utimes": (235, _NONE),
    "futimesat": (261, _NONE),
    "utimensat": (280, 88),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
}
_UNKNOWN = {"openat2": (437, 437), "clone3": (435, 435)}
"""Said to be unknown: a filter cannot see what is asked of them. The older ones are asked then."""
_WRITES = 0o3 | 0o100 | 0o1000
"""``O_WRONLY``, ``O_RDWR``, ``O_CREAT`` and ``O_TRUNC``."""
_IS_THREAD = 0x10000
"""``CLONE_THREAD``."""
_BY_WHAT_IS_ASKED = {
    "open": ((2, _NONE), 1, _WRITES, True),
    "openat": ((257, 56), 2, _WRITES, True),
    "clone": ((56, 220), 0, _IS_THREAD, False),
    "prlimit64": ((302, 261), 0, 0xFFFF_FFFF, True),
}
"""Numbers, which argument, bits of it, and whether it is refused where one is set or none is. The
last one is the process whose limits are changed: 0 for its own."""
_LOAD, _EQUAL, _LEAST, _ANY_SET, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_FINE, _REFUSE, _SAY_UNKNOWN = 0x7FFF_0000, 0x0005_0001, 0x0005_0026
"""``SECCOMP_RET_ALLOW``, and ``SECCOMP_RET_ERRNO`` with ``EPERM`` and ``ENOSYS``."""
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where they are in ``struct seccomp_data``; of each argument the lower four of eight bytes."""

_Step = tuple[int, int, int, int]


def filter_for(machine: str) -> bytes:
    """Return the instructions that refuse these calls, b"" for a machine that is not known.

    Args:
        machine: as ``platform.machine`` names it.
    """
    if machine not in _MACHINES:
        return b""
    at = list(_MACHINES).index(machine)
    steps: list[_Step] = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, _MACHINES[machine])]
    steps += [(_ANSWER, 0, 0, _REFUSE), (_LOAD, 0, 0, _NUMBER)]
    steps += [(_LEAST, 0, 1, _OTHER_TABLE), (_ANSWER, 0, 0, _REFUSE)]
    for answer, calls in ((_REFUSE, _REFUSED), (_SAY_UNKNOWN, _UNKNOWN)):
        for numbers in calls.values():
            if numbers[at] != _NONE:
                steps += [(_EQUAL, 0, 1, numbers[at]), (_ANSWER, 0, 0, answer)]
    for numbers, argument, bits, where_set in _BY_WHAT_IS_ASKED.values():
        if numbers[at] != _NONE:
            steps += [(_EQUAL, 0, 4, numbers[at]), (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)]
            steps += [(_ANY_SET, 0, 1, bits) if where_set else (_ANY_SET, 1, 0, bits)]
            steps += [(_ANSWER, 0, 0, _REFUSE), (_ANSWER, 0, 0, _FINE)]
    steps += [(_ANSWER, 0, 0, _FINE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
