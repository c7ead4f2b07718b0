"""A model file into llama.cpp's own server on a free port: prints its address, and serves until its standard input ends."""

from __future__ import annotations

import sys

from xllamacpp import CommonParams, Server


def main(model: str, context: str, *keys: str) -> None:
    """Serve four requests at a time, each with so many tokens of context."""
    params = CommonParams()
    params.model.path = model
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_parallel = 4
    params.n_ctx = params.n_parallel * int(context)
    params.cpuparams.n_threads = 1
    params.api_keys = list(keys)
    params.verbosity = -1
    server = Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()  # a test run that is killed takes its server along


if __name__ == "__main__":
    main(*sys.argv[1:])
