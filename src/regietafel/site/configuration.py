"""One typed object for everything that may differ between installations, read from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Mode = Literal["demo", "production"]

DEMO_SECRET = "demo-only-not-a-secret-refused-in-production-mode"  # noqa: S105 - refused outside the demo


class UnsafeConfiguration(RuntimeError):
    """Production refuses to start; all reasons at once."""


@dataclass(frozen=True)
class Configuration:
    """What one installation sets. Names in the environment: REGIETAFEL_ and the field in capitals."""

    mode: Mode = "demo"
    secret_key: str = DEMO_SECRET
    database_url: str = ""
    data_dir: Path = Path("var")
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    base_url: str = "http://127.0.0.1:8000"
    theme: str = "regietafel"

    @property
    def production(self) -> bool:
        """Whether this installation serves real users."""
        return self.mode == "production"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Configuration:
        """Read the settings; DATABASE_URL goes by its usual name.

        Raises: UnsafeConfiguration, with every reason, when production would start unsafely.
        """
        default = cls()

        def given(name: str, fallback: str) -> str:
            return environment.get(f"REGIETAFEL_{name}", fallback)

        mode = given("MODE", default.mode)
        if mode not in ("demo", "production"):
            raise UnsafeConfiguration(f'REGIETAFEL_MODE is "{mode}"; write demo or production')
        configuration = cls(
            mode="production" if mode == "production" else "demo",
            secret_key=given("SECRET_KEY", default.secret_key),
            database_url=environment.get("DATABASE_URL", ""),
            data_dir=Path(given("DATA_DIR", str(default.data_dir))).absolute(),
            allowed_hosts=tuple(
                host.strip() for host in given("ALLOWED_HOSTS", ",".join(default.allowed_hosts)).split(",")
            ),
            base_url=given("BASE_URL", default.base_url),
            theme=given("THEME", default.theme),
        )
        if configuration.production:
            configuration.refuse_unsafe()
        return configuration

    def refuse_unsafe(self) -> None:
        """Raise with every reason why these settings must not serve real users."""
        reasons = []
        if self.secret_key == DEMO_SECRET or len(self.secret_key) < 50:
            reasons.append("REGIETAFEL_SECRET_KEY is missing, the demo's, or shorter than 50 characters")
        if "*" in self.allowed_hosts:
            reasons.append("REGIETAFEL_ALLOWED_HOSTS admits every host; name the hosts")
        if not self.base_url.startswith("https://"):
            reasons.append("REGIETAFEL_BASE_URL does not start with https://")
        if reasons:
            raise UnsafeConfiguration(
                "refusing to start in production:\n" + "\n".join(f"  - {reason}" for reason in reasons)
            )
