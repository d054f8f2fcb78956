"""The control desk: faults, clock, switches, deeds by hand, state and reset, over `/_control/`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from publishers.sandbox.exchange import Answer, Call, json_answer
from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.fault_kinds import describe_kinds
from publishers.sandbox.faults import Faults, UnknownFaultError
from publishers.sandbox.handwork import Handwork
from publishers.sandbox.seed import seed
from publishers.sandbox.settings import UnknownSettingError
from publishers.sandbox.state import dump
from publishers.sandbox.switches import SWITCHES, describe_settings
from publishers.sandbox.wall_reading import UnknownPostError
from publishers.sandbox.world import World
from publishers.sandbox.zalo_wall import ZaloWall

PREFIX = "/_control"
_MISTAKES = (UnknownFaultError, UnknownSettingError, UnknownPostError, ValueError, TypeError, OverflowError)
_Route = Callable[[dict[str, Any]], Any]


class Control:
    """Answers the control calls; their faults and states are never recorded as platform calls."""

    def __init__(self, world: World, faults: Faults) -> None:
        """Steer `world` and `faults`."""
        self._world = world
        self._faults = faults
        self._routes: dict[tuple[str, str], _Route] = {
            ("GET", "/faults"): lambda _: self._faults.waiting(),
            ("POST", "/faults"): self._add_fault,
            ("DELETE", "/faults"): self._clear_faults,
            ("GET", "/faults/kinds"): lambda _: describe_kinds(),
            ("GET", "/clock"): lambda _: self._time(),
            ("POST", "/clock"): self._move_clock,
            ("GET", "/settings"): lambda _: self._world.settings.all(),
            ("POST", "/settings"): self._change_settings,
            ("DELETE", "/settings"): self._default_settings,
            ("GET", "/settings/about"): lambda _: describe_settings(self._world.settings.all()),
            ("GET", "/state"): lambda _: dump(self._world),
            ("POST", "/reset"): self._reset,
            ("POST", "/consent"): self._consent,
            ("POST", "/foreign-post"): self._foreign_post,
            ("POST", "/person"): Handwork(world).act,
        }

    def serve(self, call: Call) -> Answer:
        """Answer one control call; a wrong one gets 400 and a plain sentence, an unknown one 404."""
        route = self._routes.get((call.method, call.path.removeprefix(PREFIX)))
        if route is None:
            names = ", ".join(f"{method} {PREFIX}{path}" for method, path in self._routes)
            return json_answer({"error": f"no such control call; there are {names}"}, 404)
        try:
            return json_answer(route(call.body))
        except KeyError as error:
            return json_answer({"error": f"say {error.args[0]}"}, 400)
        except _MISTAKES as error:
            said = (
                {"error": str(error), "vi": error.vi} if isinstance(error, UnknownPostError) else {"error": str(error)}
            )
            return json_answer(said, 400)

    def reset(self) -> None:
        """Empty everything and seed it again: walls, tokens, faults, settings, clock, calls."""
        self._world.store.clear()
        with self._world.store.transaction() as db:
            seed(db, self._world.clock.unmoved().timestamp())
        self._world.settings.reload()
        self._world.clock.reload()

    def _reset(self, _: dict[str, Any]) -> dict[str, bool]:
        self.reset()
        return {"done": True}

    def _add_fault(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        self._faults.add(
            str(body["platform"]),
            str(body.get("call", "*")),
            int(body.get("nth", 1)),
            str(body["kind"]),
            times=int(body.get("times", 1)),
            seconds=float(body.get("seconds", 5.0)),
        )
        return self._faults.waiting()

    def _clear_faults(self, _: dict[str, Any]) -> dict[str, bool]:
        self._faults.clear()
        return {"done": True}

    def _move_clock(self, body: dict[str, Any]) -> dict[str, Any]:
        if "at" in body:
            at = datetime.fromisoformat(str(body["at"]))
            if at.tzinfo is None:
                message = "the time needs an offset, such as 2026-11-23T08:00:00+07:00"
                raise ValueError(message)
            self._world.clock.set(at)
        elif "advance_seconds" in body:
            self._world.clock.advance(float(body["advance_seconds"]))
        else:
            self._world.clock.move(float(body["offset_seconds"]))
        return self._time()

    def _time(self) -> dict[str, Any]:
        clock = self._world.clock
        return {"now": clock.now().isoformat(), "offset_seconds": clock.offset_seconds}

    def _change_settings(self, body: dict[str, Any]) -> dict[str, Any]:
        self._world.settings.change(body)
        return self._world.settings.all()

    def _default_settings(self, _: dict[str, Any]) -> dict[str, Any]:
        return self._change_settings({name: switch.default for name, switch in SWITCHES.items()})

    def _consent(self, _: dict[str, Any]) -> dict[str, str]:
        """Let the persons in charge log in again: what they would bring back from both platforms."""
        access, refresh = ZaloWall(self._world).consent_pair()
        return {
            "access_token": access,
            "refresh_token": refresh,
            "facebook_user_token": FacebookWall(self._world).user_token_again(),
        }

    def _foreign_post(self, body: dict[str, Any]) -> dict[str, str]:
        return {"id": FacebookWall(self._world).add_foreign_post(str(body["message"]))}
