"""The command line: `dateline`, or `python -m dateline`.

This module needs hardly more memory than Python itself, and so it can say that the memory does not
suffice to load the rest, or to say so as the rest does.
"""

from __future__ import annotations

import os

from dateline.memory import lacks_memory

_LACK = b"dateline: there is no memory left\nhint: close other programs and run it again\n"


def main() -> None:
    """Run the command line and exit with its code; with 74 if it lacks the memory for that."""
    try:
        from dateline.cli import main as command_line

        command_line()
    except Exception as error:
        if not lacks_memory(error):
            raise
        os.write(2, _LACK)
        os._exit(74)  # to end as Python does takes memory, and could change the code


if __name__ == "__main__":
    main()
