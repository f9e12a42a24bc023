"""The same questions to Sidelines and to a peer, measured: see bench/README.md."""
