"""What a user can cause, as one sentence each: bad settings, a database out of reach, a thing that is not there."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from bot import logs
from bot.settings import Settings

BAD_USE, FAILED = 2, 1


class Mishap(Exception):
    """One clear sentence for standard error; `exit_code` is 2 for bad use, 1 for a failed job."""

    def __init__(self, sentence: str, exit_code: int = BAD_USE) -> None:
        super().__init__(logs.hide(sentence))
        self.exit_code = exit_code


def settings() -> Settings:
    """Read the settings and start the log; raises Mishap when one cannot be used."""
    try:
        read = Settings()
        logs.start(read.log_level, read.log_format)
    except ValidationError as error:
        first = error.errors()[0]
        raise Mishap(f"HOWWELL_{str(first['loc'][0]).upper()} cannot be used: {first['msg'].lower()}") from None
    except ValueError:
        raise Mishap("HOWWELL_LOG_LEVEL cannot be used: choose DEBUG, INFO, WARNING or ERROR") from None
    return read


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the surroundings can do wrong into one sentence."""
    try:
        yield
    except ModuleNotFoundError as error:
        extra = ": pip install 'howwell[postgres]'" if error.name == "psycopg" else ""
        raise Mishap(f"the package {error.name} is not installed{extra}") from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise Mishap(f"HOWWELL_DATABASE_URL cannot be used: {_first_line(error)}") from None
    except OperationalError as error:
        raise Mishap(f"the database cannot be reached: {_first_line(error.orig or error)}", FAILED) from None
    except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
        place = error.filename or "the home folder"
        raise Mishap(f"{place} cannot be written; give HOWWELL_HOME a folder of your own", FAILED) from None


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].strip()
