"""One typed object for everything that may differ between installations, read from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

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
    session_hours: int = 10
    second_factor: str = ""
    trusted_proxies: int = 0
    email_url: str = ""
    email_from: str = "regietafel@localhost"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "het account van mijn organisatie"
    page_cache_mb: int = 32
    log: str = ""
    security_contact: str = ""

    @property
    def json_log(self) -> bool:
        """Whether the log is one JSON object a line: in production, unless set otherwise."""
        return self.production if not self.log else self.log == "json"

    @property
    def production(self) -> bool:
        """Whether this installation serves real users."""
        return self.mode == "production"

    @property
    def second_factor_required(self) -> bool:
        """Whether secretariats and administrators need a second factor: in production, unless set otherwise."""
        return self.production if not self.second_factor else self.second_factor == "required"

    @property
    def oidc_origins(self) -> tuple[str, ...]:
        """Scheme, host and port of the organisation's sign-in page, if there is one."""
        parts = urlsplit(self.oidc_issuer)
        return (f"{parts.scheme}://{parts.netloc}",) if self.oidc_issuer else ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Configuration:
        """Read the settings; DATABASE_URL goes by its usual name.

        Raises: UnsafeConfiguration, with every reason, when production would start unsafely.
        """
        default = cls()

        def given(name: str) -> str:
            return environment.get(f"REGIETAFEL_{name.upper()}", str(getattr(default, name)))

        def number(name: str) -> int:
            text = given(name)
            if not text.isdecimal():
                raise UnsafeConfiguration(f'REGIETAFEL_{name.upper()} is "{text}"; write a whole number')
            return int(text)

        def one_of(name: str, *allowed: str) -> str:
            text = given(name)
            if text not in (*allowed, getattr(default, name)):
                raise UnsafeConfiguration(
                    f'REGIETAFEL_{name.upper()} is "{text}"; write {" or ".join(allowed)}'
                )
            return text

        hosts = environment.get("REGIETAFEL_ALLOWED_HOSTS", ",".join(default.allowed_hosts))
        configuration = cls(
            mode="production" if one_of("mode", "demo", "production") == "production" else "demo",
            secret_key=given("secret_key"),
            database_url=environment.get("DATABASE_URL", ""),
            data_dir=Path(given("data_dir")).absolute(),
            allowed_hosts=tuple(host.strip() for host in hosts.split(",")),
            base_url=given("base_url"),
            theme=given("theme"),
            session_hours=number("session_hours"),
            second_factor=one_of("second_factor", "required", "optional"),
            trusted_proxies=number("trusted_proxies"),
            email_url=given("email_url"),
            email_from=given("email_from"),
            oidc_issuer=given("oidc_issuer"),
            oidc_client_id=given("oidc_client_id"),
            oidc_client_secret=given("oidc_client_secret"),
            oidc_name=given("oidc_name"),
            page_cache_mb=number("page_cache_mb"),
            log=one_of("log", "json", "plain"),
            security_contact=given("security_contact"),
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
        reasons.extend(self._unsafe_sign_in())
        if reasons:
            raise UnsafeConfiguration(
                "refusing to start in production:\n" + "\n".join(f"  - {reason}" for reason in reasons)
            )

    def _unsafe_sign_in(self) -> list[str]:
        """Why nobody could sign in, or not safely."""
        reasons = []
        if not 1 <= self.session_hours <= 24:
            reasons.append(f"REGIETAFEL_SESSION_HOURS is {self.session_hours}; take 1 to 24")
        if self.oidc_issuer:
            if not self.oidc_issuer.startswith("https://"):
                reasons.append("REGIETAFEL_OIDC_ISSUER does not start with https://")
            if not (self.oidc_client_id and self.oidc_client_secret):
                reasons.append("REGIETAFEL_OIDC_CLIENT_ID or REGIETAFEL_OIDC_CLIENT_SECRET is missing")
        elif not self.email_url:
            reasons.append(
                "nobody can set a password: give REGIETAFEL_EMAIL_URL (smtp+tls://user:password@host:587) "
                "or REGIETAFEL_OIDC_ISSUER"
            )
        return reasons
