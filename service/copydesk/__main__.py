"""The `copydesk` command, and `python -m copydesk`."""

from copydesk.cli.app import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
