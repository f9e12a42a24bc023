"""What holds for every test."""

import os

from hypothesis import settings

# No deadline: how long an example takes says more about the machine than about the code. A
# build repeats the same examples, so that it does not fail for a reason nobody changed.
settings.register_profile("here", deadline=None)
settings.register_profile("build", deadline=None, derandomize=True)
settings.load_profile("build" if os.environ.get("CI") else "here")
