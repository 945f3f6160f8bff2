"""`python -m tests.botapi --port N [--token T]`: the server alone; prints its address."""

import argparse
import signal

from tests.botapi.server import DEFAULT_TOKEN, BotApiServer


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="tests.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    asked = parser.parse_args()
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    with BotApiServer(port=asked.port, token=asked.token) as telegram:
        print(telegram.url, flush=True)
        signal.sigwait(signals)


if __name__ == "__main__":
    main()
