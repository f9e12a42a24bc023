"""Create logins of an editor and a reviewer for development."""

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from meetings import groups

GROUPS = {"editor": groups.EDITORS, "reviewer": groups.REVIEWERS}


class Command(BaseCommand):
    help = (
        "Make the users “editor” and “reviewer” and print their passwords, which are kept in "
        "var/development-logins.json. Development only."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError(
                "Logins with passwords in a file are for development alone; "
                "use createsuperuser here."
            )
        path = settings.STATE_DIR / "development-logins.json"
        passwords: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        self.stdout.write("To log in at /admin/:")
        for name, group in GROUPS.items():
            passwords.setdefault(name, _new_password())
            self.stdout.write(f"  {name:<9} {self._ensure(name, passwords[name], group)}")
        _keep(path, passwords)

    def _ensure(self, name: str, password: str, group_name: str) -> str:
        """Create the user if missing; return the text to print as the password."""
        user = User.objects.filter(username=name).first()
        if user is not None:
            is_same = user.check_password(password)
            return password if is_same else "(the password you gave it)"
        group = Group.objects.filter(name=group_name).first()
        if group is None:
            raise CommandError(f"There is no group “{group_name}” yet; run migrate first.")
        user = User.objects.create_user(name, password=password, is_staff=True)
        user.groups.add(group)
        return password


def _new_password() -> str:
    return "-".join(secrets.token_hex(3) for _ in range(3))


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(passwords, indent=2) + "\n")
