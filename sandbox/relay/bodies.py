"""Request bodies of seven routes (docs/relay.md, section 1); the catalogue has their schemas.

The specification and the live service differ in values only; the live form is a subclass.
"""

import math
import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sandbox.drawing import FileFormat

Size = tuple[int, int]

BASE64 = "base64 string or data URI"
Picture = Annotated[str, Field(min_length=1, description=BASE64)]
Seed = Annotated[int, Field(ge=0, le=2**63 - 1)]

# Not a limit of the relay: a sandbox needs no larger pictures.
MAX_SIDE = 4096
Side = Annotated[int, Field(ge=64, le=MAX_SIDE)]


class Body(BaseModel):
    """A request, validated strictly: the string "1024" is no width."""

    model_config = ConfigDict(strict=True, frozen=True)

    image_fields: ClassVar[tuple[str, ...]] = ()
    links_allowed: ClassVar[bool] = False
    """True if an image may be a URL."""

    prompt: Annotated[str, Field(min_length=1)]
    asynchronous: bool = Field(default=False, alias="async")

    @property
    def size(self) -> Size:
        """Width and height of the answer's pictures, in pixels."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        """The number of pictures asked for."""
        return 1

    @property
    def file_format(self) -> FileFormat:
        return "png"

    @property
    def fixed_seed(self) -> int | None:
        """The seed; None if it is random."""
        return None

    @property
    def images(self) -> dict[str, str]:
        """The images that were given, by the name of their field."""
        given = {name: getattr(self, name) for name in self.image_fields}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def mask_given(self) -> str | None:
        return None

    @property
    def unwanted(self) -> str:
        return ""

    @property
    def detail(self) -> int:
        """The detail of the drawing, from 0 to 2, by steps or quality."""
        return 1

    @property
    def price(self) -> int | None:
        """Micro-dollars a picture; None for the route's usual price."""
        return None

    @property
    def traits(self) -> str:
        """The parameters, beside prompt, seed and size, that change the drawing."""
        return ""


class StableDiffusion(Body):
    """`POST /v2/automatic1111/sdapi/v1/txt2img`."""

    negative_prompt: str | None = None
    model: Literal[
        "Realistic_Vision_V5.1.safetensors",
        "illustriousRealismBy_v10VAE.safetensors",
        "stable-diffusion-v1-5-pruned.safetensors",
    ] = "Realistic_Vision_V5.1.safetensors"
    steps: Annotated[int, Field(ge=1, le=150)] = 20
    width: Side = 512
    height: Side = 512
    cfg_scale: Annotated[float, Field(ge=0, le=30)] = 7
    seed: Annotated[int, Field(ge=-1, le=2**63 - 1)] = -1

    @property
    def size(self) -> Size:
        return self.width, self.height

    @property
    def fixed_seed(self) -> int | None:
        return None if self.seed == -1 else self.seed

    @property
    def unwanted(self) -> str:
        return self.negative_prompt or ""

    @property
    def detail(self) -> int:
        return 0 if self.steps < 15 else 1 if self.steps < 35 else 2

    @property
    def traits(self) -> str:
        return f"{self.model} {self.steps} {self.cfg_scale}"


class Flux(Body):
    """`POST /v2/image/flux/generate`."""

    image_fields: ClassVar[tuple[str, ...]] = tuple(
        f"input_image{n}" for n in ("", "_2", "_3", "_4")
    )

    width: Annotated[Side, Field(multiple_of=32)] = 1024
    height: Annotated[Side, Field(multiple_of=32)] = 1024
    seed: Seed | None = None
    safety_tolerance: Annotated[int, Field(ge=0, le=6)] = 2
    output_format: FileFormat = "png"
    input_image: Picture | None = None
    input_image_2: Picture | None = None
    input_image_3: Picture | None = None
    input_image_4: Picture | None = None

    @property
    def size(self) -> Size:
        return self.width, self.height

    @property
    def file_format(self) -> FileFormat:
        return self.output_format

    @property
    def fixed_seed(self) -> int | None:
        return self.seed


Ratio = Literal["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]


class Gemini(Body):
    """`POST /v2/image/gemini-3/generate`, in the specification's form."""

    aspect_ratio: Ratio = "1:1"
    image_size: Literal["1K", "2K", "4K"] = "1K"

    @property
    def size(self) -> Size:
        """The area of a square of 1K, 2K or 4K, in the ratio, in multiples of 16."""
        wide, high = (int(part) for part in self.aspect_ratio.split(":"))
        root = 1024 * int(self.image_size[0]) / math.sqrt(wide * high)
        return round(root * wide / 16) * 16, round(root * high / 16) * 16


class LiveGemini(Gemini):
    """The live form of Gemini: also a model and reference images (docs/relay.md, section 2)."""

    model: Literal[
        "google/gemini-3-pro-image",
        "google/gemini-2.5-flash-image",
        "google/gemini-3.1-flash-image-preview",
    ] = "google/gemini-3-pro-image"
    image: Picture | None = None
    references: Annotated[list[Picture], Field(min_length=1, max_length=14)] | None = Field(
        default=None, alias="images"
    )

    @field_validator("references")
    @classmethod
    def _only_pro(cls, value: list[str] | None, info: Any) -> list[str] | None:
        if value and info.data.get("model", "").find("3-pro") < 0:
            raise ValueError("only google/gemini-3-pro-image takes several images")
        return value

    @property
    def images(self) -> dict[str, str]:
        many = {f"images.{index}": value for index, value in enumerate(self.references or ())}
        return {**({"image": self.image} if self.image else {}), **many}

    @property
    def price(self) -> int | None:
        if "3.1-flash" in self.model:
            return 68_400
        return 240_000 if self.image_size == "4K" else None

    @property
    def traits(self) -> str:
        return self.model


def pixels(size: str) -> Size:
    wide, high = (int(part) for part in size.split("x"))
    return wide, high


class GptImage(Body):
    """`POST /v2/image/gpt-image/generate`, in the specification's form."""

    size_asked: Literal["1024x1024", "1536x1024", "1024x1536", "auto"] = Field(
        "1024x1024", alias="size"
    )
    quality: Literal["auto", "low", "medium", "high"] = "auto"
    n: Annotated[int, Field(ge=1, le=4)] = 1

    @property
    def size(self) -> Size:
        return pixels("1024x1024" if self.size_asked == "auto" else self.size_asked)

    @property
    def count(self) -> int:
        return self.n

    @property
    def detail(self) -> int:
        return {"low": 0, "high": 2}.get(self.quality, 1)


class LiveGptImage(GptImage):
    """The live form of GPT Image: neither size nor quality may be `auto`."""

    size_asked: Literal["1024x1024", "1536x1024", "1024x1536"] = Field("1024x1024", alias="size")
    quality: Literal["low", "medium", "high"] = "medium"


class GptImageEdit(GptImage):
    """`POST /v2/image/gpt-image/edit`, in the specification's form."""

    image_fields: ClassVar[tuple[str, ...]] = ("image",)

    image: Picture
    mask: (
        Annotated[str, Field(min_length=1, description=f"{BASE64}, white = the area to edit")]
        | None
    ) = None

    @property
    def mask_given(self) -> str | None:
        return self.mask


class LiveGptImageEdit(GptImageEdit):
    """The live form of GPT Image's edits: neither size nor quality may be `auto`."""

    size_asked: Literal["1024x1024", "1536x1024", "1024x1536"] = Field("1024x1024", alias="size")
    quality: Literal["low", "medium", "high"] = "medium"


class Qwen(Body):
    """`POST /v2/image/qwen/generate`."""

    size_asked: str = Field("1024x1024", alias="size", description="WxH")
    seed: Seed | None = None

    @field_validator("size_asked")
    @classmethod
    def _width_by_height(cls, value: str) -> str:
        if not re.fullmatch(r"\d{2,4}x\d{2,4}", value) or not all(
            64 <= n <= MAX_SIDE for n in pixels(value)
        ):
            raise ValueError(f"size is WxH, each from 64 to {MAX_SIDE}")
        return value

    @property
    def size(self) -> Size:
        return pixels(self.size_asked)

    @property
    def fixed_seed(self) -> int | None:
        return self.seed


class QwenEdit(Qwen):
    """`POST /v2/image/qwen/edit`."""

    image_fields: ClassVar[tuple[str, ...]] = ("image",)
    links_allowed: ClassVar[bool] = True

    image: Annotated[str, Field(min_length=1, description=f"URL, {BASE64}")]
