"""`python -m shuangda`."""

from shuangda.cli import main

main(prog_name="shuangda")
