"""Running the plain ``age`` of the system, and typing passphrases into its terminal."""

import os
import pty
import shutil

import pytest

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(AGE is None, reason="age is not on this machine")


def age(*arguments, typed=(), cwd="."):
    """Run age on a terminal of its own, answer each question, return its exit code."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.execv(AGE, ["age", *map(str, arguments)])
    said, answers = b"", list(typed)
    while True:
        try:
            said += os.read(terminal, 4096)
        except OSError:  # it has ended
            break
        if answers and b"assphrase" in said:
            os.write(terminal, answers.pop(0).encode() + b"\n")
            said = b""
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status)
