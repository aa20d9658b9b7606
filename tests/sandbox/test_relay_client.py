"""The referee: the relay operator's own client, unchanged (docs/relay.md, section 4)."""

import asyncio
import base64
import io
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import relaygpu
from PIL import Image
from relaygpu import AsyncRelay, Relay, errors

from sandbox.relay import KEY, RelayEmulator, serve

FLUX = "black-forest-labs/FLUX-2-pro"
SMALL = {"width": 64, "height": 64}
FAMILIES = [
    (FLUX, SMALL),
    ("google/gemini-3-pro-image", {}),
    ("google/gemini-2.5-flash-image", {"aspect_ratio": "21:9"}),
    ("openai/gpt-image-1.5-T2I", {"quality": "low", "n": 2}),
    ("Qwen/qwen-image", {"size": "64x64"}),
]

STATUS_CLASSES = {
    400: "InvalidRequestError",
    401: "AuthenticationError",
    402: "InsufficientCreditsError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "ValidationError",
    429: "RateLimitError",
    500: "RelayInternalError",
    502: "ProviderError",
    503: "CapacityError",
    504: "UpstreamTimeoutError",
}
CODE_CLASSES = {
    "upstream-invalid-request": errors.UpstreamInvalidRequestError,
    "missing-credentials": errors.MissingCredentialsError,
    "invalid-api-key": errors.InvalidApiKeyError,
    "key-revoked": errors.KeyRevokedError,
    "insufficient-credits": errors.InsufficientCreditsError,
    "key-budget-exhausted": errors.InsufficientCreditsError,
    "model-not-available": errors.ModelNotAvailableError,
    "model-retired": errors.ModelRetiredError,
    "scope-denied": errors.ScopeDeniedError,
    "tier-feature-unavailable": errors.TierFeatureUnavailableError,
    "model-not-found": errors.ModelNotFoundError,
    "task-not-found": errors.TaskNotFoundError,
    "file-too-large": errors.FileTooLargeError,
    "file-type-unsupported": errors.FileTypeUnsupportedError,
    "content-policy-declined": errors.ContentPolicyDeclinedError,
    "image-text-response": errors.ImageTextResponseError,
    "idempotency-key-reused": errors.IdempotencyKeyReusedError,
    "idempotency-in-progress": errors.IdempotencyInProgressError,
    "validation-error": errors.ValidationError,
    "rate-limited": errors.RateLimitedError,
    "internal-error": errors.InternalError,
    "image-no-output": errors.ImageNoOutputError,
    "provider-unavailable": errors.ProviderUnavailableError,
    "provider-schema-mismatch": errors.ProviderSchemaMismatchError,
    "upstream-error": errors.UpstreamError,
    "capacity-exhausted": errors.CapacityExhaustedError,
    "upstream-timeout": errors.UpstreamTimeoutError,
}


@pytest.fixture
async def client(relay: RelayEmulator) -> AsyncIterator[AsyncRelay]:
    async with AsyncRelay(KEY, base_url=relay.url, retry=False) as connected:
        yield connected


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        return picture.size


@pytest.mark.parametrize("waited", [False, True])
@pytest.mark.parametrize(("model", "more"), FAMILIES)
async def test_client_generates_with_every_family(
    client: AsyncRelay, relay: RelayEmulator, model: str, more: dict[str, Any], waited: bool
) -> None:
    made = await client.image.generate(model, {"prompt": "a red fox", **more}, async_=waited)
    assert len(made.images) == more.get("n", 1)
    for image in made.images:
        assert min(size_of(await image.to_bytes())) >= 64
    assert relay.charged == 1


async def test_blocking_client_generates_and_edits(relay: RelayEmulator) -> None:
    def work() -> None:
        with Relay(KEY, base_url=relay.url, retry=False) as client:
            made = client.image.generate(FLUX, {"prompt": "fox", **SMALL}, async_=True)
            first = made.images[0].to_bytes()
            body = {"prompt": "make it blue", "image": first, "size": "64x64"}
            edited = client.image.edit("Qwen/qwen-image-edit", body, inline_images=True)
            second = edited.images[0].to_bytes()
            assert size_of(second) == size_of(first) == (64, 64)
            assert first != second

    await asyncio.to_thread(work)


async def test_client_edits_with_gpt_image_from_bytes(
    client: AsyncRelay, photo: Callable[..., str]
) -> None:
    given = base64.b64decode(photo((1024, 1024)))
    body = {"prompt": "make it blue", "image": given, "quality": "low"}
    edited = await client.image.edit("openai/gpt-image-1.5-I2I", body, async_=True)
    content = await edited.images[0].to_bytes()
    assert size_of(content) == (1024, 1024)
    assert content != given


async def test_client_waits_through_queued_and_running() -> None:
    seen: list[str] = []
    async with (
        serve(RelayEmulator(delay=0.002)) as relay,
        AsyncRelay(KEY, base_url=relay.url, retry=False) as client,
    ):
        accepted = await client.run(FLUX, {"prompt": "x", **SMALL}, wait=False, async_=True)
        assert relaygpu.is_accepted(accepted)
        task = await client.tasks.wait(
            accepted["task_id"], on_progress=lambda now: seen.append(now["status"])
        )
    assert task["status"] == "completed"
    assert seen == ["completed"]
    assert relay.polls == 1


async def test_client_sees_a_replay(client: AsyncRelay, relay: RelayEmulator) -> None:
    async def submit() -> Any:
        body = {"prompt": "x", **SMALL}
        return await client.run(FLUX, body, wait=False, async_=True, idempotency_key="job-1")

    first, second = await submit(), await submit()
    assert (first["replayed"], second["replayed"]) == (False, True)
    assert first["task_id"] == second["task_id"]
    assert first["request_id"]
    assert relay.created == 1


async def test_client_retry_after_a_lost_answer_is_free(
    relay: RelayEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr("relaygpu._clock.async_sleep", at_once)
    relay.faults.next("submit", "drop-accepted")
    async with AsyncRelay(KEY, base_url=relay.url, retry={"max_retries": 1}) as client:
        made = await client.image.generate(FLUX, {"prompt": "x", **SMALL}, async_=True)
    assert len(made.images) == 1
    assert (relay.created, relay.charged) == (1, 1)


@pytest.mark.parametrize("name", CODE_CLASSES)
async def test_client_raises_the_class_of_every_code(
    client: AsyncRelay, relay: RelayEmulator, name: str
) -> None:
    relay.faults.next("submit", name, retry_after=3)
    with pytest.raises(CODE_CLASSES[name]) as caught:
        await client.run(FLUX, {"prompt": "x", **SMALL})
    error = caught.value
    assert isinstance(error, getattr(relaygpu, STATUS_CLASSES.get(error.status or 0, "RelayError")))
    assert error.code == name.upper().replace("-", "_")
    assert error.request_id
    assert error.retry_after == (3 if error.status in (409, 429, 503) else None)


@pytest.mark.parametrize(
    "name", ["content-policy-declined", "image-text-response", "upstream-error"]
)
async def test_client_raises_for_a_failed_task(
    client: AsyncRelay, relay: RelayEmulator, name: str
) -> None:
    with pytest.raises(errors.TaskFailedError) as caught:
        await client.image.generate(
            FLUX, {"prompt": f"x [fault:task/{name}]", **SMALL}, async_=True
        )
    assert caught.value.code == name.upper().replace("-", "_")
    assert relay.charged == 0


async def test_client_reports_a_bad_key_a_bad_field_and_a_lost_task(
    client: AsyncRelay, relay: RelayEmulator
) -> None:
    async with AsyncRelay("relay_sk_wrong", base_url=relay.url, retry=False) as stranger:
        with pytest.raises(errors.InvalidApiKeyError):
            await stranger.run(FLUX, {"prompt": "x"})
    with pytest.raises(errors.ValidationError) as caught:
        await client.run(FLUX, {"prompt": "x", "width": 70})
    assert caught.value.detail[0]["loc"] == ["body", "width"]
    with pytest.raises(errors.TaskNotFoundError):
        await client.tasks.get("direct:00000000-0000-0000-0000-000000000000")
    with pytest.raises(errors.ModelNotFoundError):
        await client.run("nobody/nothing", {"prompt": "x"})


async def test_client_meets_a_dropped_connection_and_a_dead_link(
    client: AsyncRelay, relay: RelayEmulator
) -> None:
    relay.faults.next("submit", "drop")
    with pytest.raises(errors.APIConnectionError):
        await client.run(FLUX, {"prompt": "x", **SMALL})
    body = {"prompt": "x [fault:dead-link]", "size": "64x64"}
    made = await client.image.generate("Qwen/qwen-image", body)
    with pytest.raises(errors.RelayError, match="HTTP 404"):
        await made.images[0].to_bytes()


async def test_client_reads_the_catalogue(client: AsyncRelay) -> None:
    names = {row["name"] for row in await client.models.list()}
    assert {FLUX, "Qwen/qwen-image-edit", "openai/gpt-image-1.5-I2I"} <= names
    assert (await client.estimate_cost(FLUX, {"image_count": 2}))["usd"] == pytest.approx(0.072)
    gemini = {"image_count": 1, "resolution_tier": "4K"}
    assert (await client.estimate_cost("google/gemini-3-pro-image", gemini))["usd"] == 0.24  # type: ignore[arg-type]
    assert (await client.tiers.list())["current_tier"]
    assert (await client.health())["status"] == "ok"


async def test_client_runs_against_the_spec_form(spec: RelayEmulator) -> None:
    async with AsyncRelay(KEY, base_url=spec.url, retry=False) as client:
        body = {"prompt": "x", "quality": "auto"}
        made = await client.image.generate("openai/gpt-image-1.5-T2I", body)
        assert made.images[0].url
        assert size_of(await made.images[0].to_bytes()) == (1024, 1024)
        flux = {"prompt": "x", **SMALL, "async": True}
        accepted = await client.request("POST", "/v2/image/flux/generate", json=flux)
        task = await client.tasks.wait(accepted["task_address"])
        assert task["status"] == "completed"
        with pytest.raises(errors.ContentPolicyDeclinedError):
            await client.run(FLUX, {"prompt": "[fault:content]", **SMALL})
        sd = {"prompt": "x", "steps": 3, "width": 64, "height": 64}
        made = await client.image.generate("Realistic_Vision_V5.1.safetensors", sd)
        assert size_of(await made.images[0].to_bytes()) == (64, 64)
