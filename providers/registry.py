"""The registry of model families: a family is one line here, its import aside.

Whatever lists families is made from this, in this order: choices, editors, cogs, documents.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from providers.base import ImageRequest, RetiredRequest
from providers.flux import FluxRequest
from providers.gemini import GeminiRequest
from providers.gpt_image import GptImageEditRequest, GptImageRequest
from providers.qwen import QwenEditRequest, QwenRequest
from providers.stable_diffusion import StableDiffusionRequest

_REQUESTS: tuple[type[ImageRequest], ...] = (
    *(FluxRequest,),
    *(GeminiRequest,),
    *(GptImageRequest, GptImageEditRequest),
    *(QwenRequest, QwenEditRequest),
    *(StableDiffusionRequest,),
)

OPERATIONS: Mapping[str, type[ImageRequest]] = MappingProxyType(
    {request.operation: request for request in _REQUESTS}
)
FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(request.family for request in _REQUESTS))
"""The names of the families, each once."""
EDITORS: Mapping[str, type[ImageRequest]] = MappingProxyType(
    {request.family: request for request in _REQUESTS if request.sources}
)
"""The operations that can edit a picture, by family."""
GENERATORS: Mapping[str, type[ImageRequest]] = MappingProxyType(
    {request.family: request for request in _REQUESTS if not request.needs_image()}
)
"""The operations that need no image, by family."""
MODULES: tuple[str, ...] = tuple(
    dict.fromkeys(request.__module__.rpartition(".")[2] for request in _REQUESTS)
)
"""The names of the families' modules, which their cogs have too."""


def stored_request(operation: str, chosen: Mapping[str, Any]) -> ImageRequest:
    """Return the request of a stored row as it is, even if its operation is no longer known."""
    if kind := OPERATIONS.get(operation):
        return kind.from_stored(chosen)
    return RetiredRequest.of(operation, chosen)
