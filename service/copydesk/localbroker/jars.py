"""The jars of Apache Kafka, fetched once by Maven into the user's cache, and the Java for them.

Must not: leave half a cache behind: a folder is filled under another name and then renamed.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.localbroker.failures import MissingJavaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.localbroker.broker import Say

__all__ = ["KAFKA_VERSION", "can_run_kafka", "java", "kafka_jars"]

KAFKA_VERSION = "4.4.0"
_JAVA_MIN = 17
_JAVA_SECONDS = 20.0
_FETCH_SECONDS = 600.0
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def java() -> str:
    """Return a Java that is new enough, JAVA_HOME's before the PATH's; else MissingJavaError."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which("java", path=f"{home}/bin") if home else None
    program = program or shutil.which("java")
    if program is None:
        message = f"Apache Kafka needs Java {_JAVA_MIN} or newer, and the PATH has no `java`."
        raise MissingJavaError(message)
    try:
        told = subprocess.run(  # noqa: S603 - the user's own program
            [program, "-version"], capture_output=True, text=True, timeout=_JAVA_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        message = f"Apache Kafka needs Java {_JAVA_MIN} or newer, and {program} does not run."
        raise MissingJavaError(message) from error
    found = _VERSION.search(told.stderr + told.stdout)
    if found is None or int(found[1]) < _JAVA_MIN:
        what = f"Java {found[1]}" if found else "of no known version"
        message = f"Apache Kafka needs Java {_JAVA_MIN} or newer, and {program} is {what}."
        raise MissingJavaError(message)
    return program


def can_run_kafka() -> bool:
    """Whether Java is here, and the jars are or Maven is; fetches nothing."""
    try:
        java()
    except MissingJavaError:
        return False
    return _folder().is_dir() or shutil.which("mvn") is not None


def kafka_jars(say: Say) -> Path:
    """Return the jars' folder, fetched on first use (43 MB, about 20 s); else MissingJavaError."""
    folder = _folder()
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        message = "Apache Kafka's jars are fetched by Maven, and there is no `mvn` in the PATH."
        raise MissingJavaError(message)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.with_suffix(".lock")):
        if not folder.is_dir():
            say(f"Fetching Apache Kafka {KAFKA_VERSION} with Maven (43 MB, once, about 20 s) ...")
            _fetch(maven, folder)
    return folder


def _pom() -> bytes:
    return files("copydesk.localbroker").joinpath("pom.xml").read_bytes()


def _folder() -> Path:
    """Return the cache of exactly this pom: another one has another folder."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    digest = hashlib.sha256(_pom()).hexdigest()[:12]
    return Path(root) / "copydesk" / f"kafka-{KAFKA_VERSION.replace('.', '_')}-{digest}"


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the file's lock: of two processes one fetches, and the other finds it done."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fetch(maven: str, folder: Path) -> None:
    """Let Maven copy the jars into a folder beside, then move it into place."""
    part = Path(tempfile.mkdtemp(prefix=folder.name, dir=folder.parent))
    try:
        with as_file(files("copydesk.localbroker").joinpath("pom.xml")) as pom:
            goal = ["dependency:copy-dependencies", "-DincludeScope=runtime"]
            told = subprocess.run(  # noqa: S603 - the user's own program
                [maven, "-q", "-B", "-f", str(pom), *goal, f"-DoutputDirectory={part}"],
                capture_output=True,
                text=True,
                timeout=_FETCH_SECONDS,
                check=False,
            )
        if told.returncode != 0:
            lines = [line for line in told.stdout.splitlines() if "ERROR" in line]
            reason = f": {lines[0].removeprefix('[ERROR] ')[:300]}" if lines else ""
            message = f"Maven could not fetch Apache Kafka {KAFKA_VERSION}{reason}"
            raise MissingJavaError(message)
        part.rename(folder)
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"Maven could not fetch Apache Kafka {KAFKA_VERSION} into {folder}."
        raise MissingJavaError(message) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
