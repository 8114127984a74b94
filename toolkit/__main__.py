"""`python -m toolkit` is the console script `relaunch`."""

from toolkit.cli import main

main()
