"""Every setting that the environment can change, with its default and meaning.

`docs/settings.md` is generated from this page.
"""

from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ITHACA_", frozen=True)

    mode: Literal["development", "production"] = Field(
        "development",
        description="`production` asks for https and a public address, and refuses to start with demo accounts present.",
    )
    data_dir: Path = Field(
        Path("var"), description="Folder for the database file, stored files, mail and the secret key."
    )
    database_url: str = Field(
        "", description="`postgresql://user:password@host/name`; empty: SQLite in the data folder."
    )
    base_url: str = Field(
        "http://127.0.0.1:8000",
        description="The address at which people reach Ithaca; used in mail and invitations.",
    )
    email_url: str = Field(
        "",
        description="`smtp://user:password@host:587?tls=1` or `smtps://…:465`; empty: mail becomes `.eml` files in the data folder.",
    )
    email_from: str = Field("Ithaca <ithaca@example.org>", description="Sender of all mail.")
    replies_url: str = Field(
        "",
        description="Mailbox in which calendars answer to invitations: `maildir:///var/mail/ithaca` or `imaps://user:password@host/INBOX`; empty: none is read, and no answer is asked for.",
    )
    replies_address: str = Field(
        "",
        description="The address whose mail lands there, with anything after a plus (`reply+…@host`); empty: that of `ITHACA_EMAIL_FROM`.",
    )
    oidc_url: str = Field(
        "",
        description="Address of the organisation's own sign-in, as OpenID Connect calls its issuer (`https://login.example.org/realms/staff`): adds “Continue with …” to the sign-in page. Whoever runs it can enter the account of any address that it vouches for. Empty: no such button. It sends people back to `/account/sign-in/provider/back/`.",
    )
    oidc_client_id: str = Field("", description="The name under which Ithaca is registered there.")
    oidc_client_secret: str = Field("", description="Its secret there; empty for a public client.")
    oidc_name: str = Field(
        "", description="What people call that sign-in, as the button says it; empty: its host."
    )
    secret_key: str = Field("", description="Empty: made on first start and kept in the data folder.")
    listen: str = Field("127.0.0.1:8000", description="Where `ithaca serve` listens.")
    threads: int = Field(8, ge=1, le=64, description="Threads of one `ithaca serve` process.")
    dask_scheduler: str = Field(
        "",
        description="Address of a Dask scheduler (`tcp://host:8786`) whose workers share the matching of large programmes; needs `ithaca[cluster]`. Empty: this machine alone. The result is the same to the bit.",
    )
    trusted_proxy: str = Field(
        "", description="Address of the reverse proxy whose `X-Forwarded-*` headers are believed."
    )

    @model_validator(mode="after")
    def provider_is_complete(self) -> Self:
        """A sign-in that half exists would be found out by whoever needs it first."""
        if self.oidc_url and not self.oidc_client_id:
            raise ValueError("ITHACA_OIDC_URL needs ITHACA_OIDC_CLIENT_ID beside it")
        if self.oidc_url and self.mode == "production" and not self.oidc_url.startswith("https://"):
            raise ValueError("ITHACA_OIDC_URL begins with https:// in production")
        return self


@cache
def environment() -> Environment:
    """The settings in force; ends the program with a sentence where one is wrong."""
    try:
        return Environment()
    except ValidationError as error:
        lines = [f"  {_name(e['loc'])}{e['msg']}" for e in error.errors()]
        raise SystemExit("These settings are wrong:\n" + "\n".join(lines) + "\nSee docs/settings.md.")


def _name(place: tuple[int | str, ...]) -> str:
    """Of the setting that is wrong; empty where several do not go together, which the sentence names itself."""
    return f"ITHACA_{'_'.join(map(str, place)).upper()}: " if place else ""
