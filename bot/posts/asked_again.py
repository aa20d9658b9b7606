"""Requests that were made before, and are asked for again, with changes or without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.imaging.areas import is_move
from bot.intake.conversion import Converted, alternatives, convert, takes_mask
from bot.intake.image_plan import ImagePlan
from bot.intake.offers import OffersHere
from bot.intake.prompt_values import split_prompt
from bot.intake.shaping import without_ratio
from bot.jobs.batch import Batch
from bot.posts.remix_modal import RemixForm, rest_of
from bot.storage.records import Area, Job, Source
from bot.ui.command_options import DisplayOptions
from providers.base import ImageRequest
from providers.registry import EDITORS, GENERATORS


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """A request with its images and the way to show it; `dropped` are options that were lost."""

    request: ImageRequest
    plan: ImagePlan
    display: DisplayOptions
    source: Source | None = None
    dropped: str = ""
    area: Area | None = None

    @property
    def style_name(self) -> str | None:
        """The name of the style that was chosen for it, or that it was made with."""
        own = self.request.style
        return self.display.style or (own.name if own else None)

    def with_new_seed(self) -> "AskedAgain":
        """Return the request with a seed that is drawn again: the same makes the same picture."""
        if "seed" not in type(self.request).model_fields:
            return self
        return replace(self, request=self.request.with_values(seed=None))

    def with_mask(self) -> "AskedAgain":
        """Return the request with its file as the mask, whatever it looks like."""
        return replace(self, plan=self.plan.without_guess(is_mask=True))

    def converted(self, kind: type[ImageRequest], sources: Sequence[str]) -> "AskedAgain":
        """Return the request for another kind of requests, whose `sources` take pictures.

        Another kind changes all of a picture, whatever the area was.
        """
        plan = self.plan.of_whole()
        made = convert(self.request, plan.names, kind, sources, is_guessed=plan.has_guess)
        dropped = dropped_names(made, self.area)
        plan = plan.renamed(made.names)
        if not takes_mask(kind):
            plan = plan.without_guess(is_mask=False)
        asked = self.of_one_model()
        return replace(asked, request=made.request, plan=plan, dropped=dropped, area=None)

    def of_one_model(self) -> "AskedAgain":
        """Return the request for its own model alone, where several made it."""
        return replace(
            self, display=self.display.model_copy(update={"operations": (), "poll": False})
        )

    def remixed(
        self, form: RemixForm, kind: type[ImageRequest], sources: Sequence[str]
    ) -> "AskedAgain":
        """Return the request with what the member changed in the form, for that kind."""
        asked = (self if form.keeps_seed else self.with_new_seed()).of_one_model()
        if kind is not type(self.request):
            asked = asked.converted(kind, sources)
        request = asked.request
        if form.shape is not None:
            display = asked.display.model_copy(update={"shape": form.shape})
            request, asked = without_ratio(request), replace(asked, display=display)
        if form.style is not None:
            display = asked.display.model_copy(update={"style": form.style})
            asked = replace(asked, display=display)
        prompt = _with_rest(form.prompt, rest_of(self.request.prompt))
        # A prompt without words is refused where all requests are.
        return replace(asked, request=request.with_values(prompt=prompt or " "))

    def kinds(self, usable: Iterable[type[ImageRequest]]) -> dict[str, type[ImageRequest]]:
        """Return the kinds of requests that it can become, by family; its own is the first."""
        return {self.request.family: type(self.request), **self._others(usable)}

    def kinds_here(self, offers: OffersHere) -> dict[str, type[ImageRequest]]:
        """Return the kinds that it can become in a place, by family; its own is the first.

        Its own is left out where it cannot be made, unless there is no other.
        """
        others = self.others_here(offers)
        own, usable = type(self.request), offers.usable([type(self.request)])
        can_be_made = usable and (not self.plan.names or own in offers.editors())
        return {own.family: own, **others} if can_be_made or not others else others

    def others_here(self, offers: OffersHere) -> dict[str, type[ImageRequest]]:
        """Return the kinds of other families that it can become in a place, by family."""
        return self._others(offers.editors() if self.plan.names else offers.generators())

    def _others(self, usable: Iterable[type[ImageRequest]]) -> dict[str, type[ImageRequest]]:
        """Return the usable kinds of other families, by family: none of them shows more."""
        is_moved = self.area is not None and is_move(self.area.name)
        return {} if is_moved else alternatives(usable, self.request)

    def known_kinds(self) -> dict[str, type[ImageRequest]]:
        """Return the kinds that it can become if they are available, by family."""
        return self.kinds((EDITORS if self.plan.names else GENERATORS).values())


def _with_rest(typed: str, rest: str) -> str:
    """Return what was typed with the rest that had no room, before the values at its end."""
    if not rest:
        return typed
    words, flags = split_prompt(typed)
    return " ".join([words + rest, *(flag.text for flag in flags)])


def dropped_names(made: Converted, area: Area | None) -> str:
    """Return what a conversion has dropped, as the texts show it; an area is always dropped."""
    return ", ".join(filter(None, ["`area`" if area else "", made.dropped_names]))


def display_of(job: Job) -> DisplayOptions:
    """Return the way in which a job is shown, and how often and by which models it is made."""
    batch = Batch.of(job.batch) or Batch()
    return DisplayOptions(
        count=batch.count if batch.count > 1 else None,
        private=job.destination.private,
        spoiler=job.destination.spoiler,
        operations=batch.operations,
        poll=batch.poll,
    )


def titles(kinds: dict[str, type[ImageRequest]]) -> Sequence[tuple[str, str]]:
    """Return families with the names that members read."""
    return [(family, kind.title) for family, kind in kinds.items()]
