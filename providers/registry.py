"""The operations Easel knows, by the name that rows use. A new provider adds its line here."""

from collections.abc import Mapping
from types import MappingProxyType

from providers.base import ImageRequest
from providers.flux import FluxRequest

OPERATIONS: Mapping[str, type[ImageRequest]] = MappingProxyType(
    {request.operation: request for request in (FluxRequest,)}
)
