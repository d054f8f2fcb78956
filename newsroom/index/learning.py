"""Read a story, check it, and keep what the plan needs of it. Heavy; imported only when something has changed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from newsroom.approval import fingerprint_of
from newsroom.checks.channels import KEEPS_OFF
from newsroom.checks.dates import SIGNED_AHEAD
from newsroom.checks.finding import Level
from newsroom.checks.identity import Place, conflicts, place_of, settle
from newsroom.checks.links import goals, leads_nowhere
from newsroom.checks.run import CheckInput, check_alone, prepare
from newsroom.gate import standing_of
from newsroom.index.known import Facts, Known, channels_row, papers_row, read_facts, written
from newsroom.index.signs import sign_of_pictures, sign_of_text
from newsroom.outputs.addresses import fixed_addresses
from newsroom.outputs.picture_file import KnownPictures
from newsroom.sharing_out import shared_out
from newsroom.story.read import read_story, stays_inside
from newsroom.story.register import read_register
from newsroom.story.signed import last_signed
from newsroom.terms import read_terms
from newsroom.workspace import picture_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.outputs.picture_file import Probe
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms

_Learnt = TypeVar("_Learnt")
# Below this, one process is done before a second one has started.
_WORTH_PROCESSES = 12


@dataclass(frozen=True, slots=True)
class Learner:
    """Reads stories one by one; nothing of a story stays in memory but what is remembered."""

    config: Config
    given: CheckInput

    def learn(self, year: str, folder: str, mark: int | None) -> Known | None:
        """Read and check `<year>/<folder>/index.md`; None when it is gone. `mark` is a moment before that."""
        place = f"{self.config.stories_path}/{year}/{folder}"
        text_sign = sign_of_text(place)
        if text_sign is None:
            return None
        file = read_story(Path(place, "index.md"), self.config.zone, shown_from=self.config.root)
        if file.story is None:
            return Known(year, folder, (), text_sign.trusted(mark), "", quarrels=False, facts="")
        watched = watched_pictures(file.story)
        # Before the pictures are read: what changes afterwards then differs from its sign.
        picture_sign = sign_of_pictures(place, watched)
        trusted = text_sign.trusted(mark), picture_sign.trusted(mark)
        sign = "".join(trusted) if trusted[0] and (trusted[1] or not watched) else ""
        facts = self._facts(file, file.story)
        # Without a time for the website the codes are looked up in the lists as they are today.
        only_on = "" if file.story.published_at else self._today()
        return Known(year, folder, watched, sign, only_on, quarrels=False, facts=written(facts))

    def read(self, year: str, folder: str) -> tuple[StoryFile, str]:
        """Read and check a story as it is now; return it with its facts as `written`."""
        path = self.config.stories_path / year / folder / "index.md"
        file = read_story(path, self.config.zone, shown_from=self.config.root)
        return file, written(self._facts(file, file.story)) if file.story is not None else ""

    @property
    def terms(self) -> Terms:
        """The office's lists."""
        return self.given.terms

    def finish(self) -> None:
        """Keep what was found out about pictures."""
        self.given.known_pictures.save()

    def sources(self) -> list[str]:
        """Return the folders and files with the code of the channels' publishers, as far as it is not our own."""
        names = {type(publisher).__module__.partition(".")[0] for publisher in self.given.publishers.values()}
        found: set[str] = set()
        for module in map(sys.modules.get, names - {"publishers"}):
            # A package has folders; a module of one file may lie among all the others.
            found.update(getattr(module, "__path__", None) or filter(None, [getattr(module, "__file__", None)]))
        return sorted(found)

    def settle(self, stories: Sequence[Known]) -> list[Known]:
        """Find out which stories have errors because of other stories, the register or the fixed pages."""
        sound = [(index, read_facts(known.facts)) for index, known in enumerate(stories) if known.facts]
        places = [Place(f.name, f.story_id, f.address, tuple(f.old_addresses), f.looks_copied) for _, f in sound]
        settled = settle(places, read_register(self.config.stories_path))
        fixed = fixed_addresses(self.config, self.terms)
        found = list(stories)
        for (index, facts), place in zip(sound, places, strict=True):
            lost = any(leads_nowhere(goal, settled.at_address, fixed) for goal in facts.goals)
            quarrels = lost or any(True for _ in conflicts(place, settled))
            if quarrels != found[index].quarrels:
                found[index] = found[index]._replace(quarrels=quarrels)
        return found

    def _today(self) -> str:
        return self.given.now.astimezone(self.config.zone).date().isoformat()

    def _facts(self, file: StoryFile, story: Story) -> Facts:
        fingerprint = fingerprint_of(file)
        self.given.fingerprints[file.path] = fingerprint
        self.given.faults.pop(file.path, None)
        found = check_alone(file, self.given)
        del self.given.fingerprints[file.path]
        standing = standing_of(story, fingerprint, self.terms, self.given.fault(file))
        del self.given.faults[file.path]
        signed, links, place = last_signed(story), goals(file.body), place_of(file, story)
        return Facts(
            story_id=story.id,
            name=file.name,
            title=story.title,
            address=file.address,
            fingerprint=fingerprint,
            channels=channels_row(story),
            status=standing.status,
            is_public=standing.is_public,
            is_withdrawn=standing.is_withdrawn,
            approved=standing.approved,
            fault=standing.fault,
            papers=papers_row(standing),
            signed_day=signed.day.isoformat(),
            signed_at=signed.at.astimezone(UTC).isoformat(),
            has_errors=links.are_wrong or any(_is_lasting_error(finding) for finding in found),
            unsayable={str(f.values["channel"]): f.values for f in _in_order(found) if f.code in KEEPS_OFF},
            old_addresses=list(place.old_addresses),
            looks_copied=place.looks_copied,
            named=[standing.named.unit, [list(one) for one in standing.named.subjects]],
            approved_at=standing.approved_at.isoformat() if standing.approved_at else None,
            is_corrected=standing.is_corrected,
            goals=list(links.addresses),
        )


def make_learner(config: Config, now: datetime) -> Learner:
    """Read the lists and get ready to check stories.

    Raises:
        ConfigurationError: a list cannot be read.

    """
    given = prepare(
        [],
        config=config,
        terms=read_terms(config.terms_path),
        now=now,
        register={},
        fixed_addresses=frozenset(),
        known_pictures=KnownPictures(picture_memory(config)),
    )
    return Learner(config, given)


def learn_all(
    learner: Learner, places: Sequence[tuple[str, str]], learn: Callable[[tuple[str, str]], _Learnt]
) -> Iterator[_Learnt]:
    """Yield `learn(place)` for each place, in order; many stories are learnt by several processes.

    What they found out about pictures becomes known to `learner`; nothing else that `learn` does to it lasts.
    """
    pictures = learner.given.known_pictures

    def one(place: tuple[str, str]) -> tuple[_Learnt, list[tuple[str, Probe]]]:
        before = len(pictures.news)
        return learn(place), list(pictures.news.items())[before:]

    for learnt, news in shared_out(one, places, worth=_WORTH_PROCESSES):
        for key, found in news:
            pictures.put(key, found)
        yield learnt


def _is_lasting_error(finding: Finding) -> bool:
    # What is signed in the future today is not tomorrow; `Facts.signed_day` and `signed_at` keep that.
    return finding.level is Level.ERROR and finding.code != SIGNED_AHEAD


def _in_order(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda f: (f.line, f.column, f.code))


def watched_pictures(story: Story) -> list[str]:
    """Return the listed pictures whose files decide about the story; one outside its folder is refused unread."""
    names = [str(PurePosixPath(picture.file)) for picture in story.pictures if stays_inside(picture.file)]
    return list(dict.fromkeys(names))
