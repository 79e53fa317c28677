"""Settings from the environment or `.env`, each with the prefix HOWWELL_."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """Everything that can be set; each field is an environment variable of its name with HOWWELL_ in front."""

    model_config = SettingsConfigDict(env_prefix="HOWWELL_", env_file=".env", extra="ignore", env_ignore_empty=True)

    home: Path = Field(default_factory=lambda: Path.home() / ".howwell")
    database_url: str = ""
    telegram_token: SecretStr = SecretStr("")
    telegram_api_url: str = TELEGRAM
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    llm: str = ""
    llm_base_url: str = ""
    embeddings: str = ""
    chroma_url: str = ""
    log_level: str = "WARNING"
    log_format: Literal["text", "json"] = "text"

    @property
    def database(self) -> str:
        """The URL of the database: the one given, or a file in the home folder."""
        url = self.database_url or f"sqlite:///{self.home / 'howwell.db'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    @property
    def index(self) -> Path:
        """The folder of the index, which can be thrown away."""
        return self.home / "index"

    @property
    def pictures(self) -> Path:
        """The folder of drawn scorecards."""
        return self.home / "pictures"

    @property
    def bot_url(self) -> str:
        """The start of every call of the Bot API, without the token."""
        return f"{self.telegram_api_url.rstrip('/')}/bot"

    def prepare_home(self) -> None:
        """Make the home folder for its owner alone."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
