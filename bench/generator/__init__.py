"""A large register made of a seed: see bench/README.md."""
