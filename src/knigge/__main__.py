"""`python -m knigge` is the command line, as `knigge` is."""

from knigge.surfaces.cli import main

main()
