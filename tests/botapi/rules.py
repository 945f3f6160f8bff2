"""Judges a request by aiogram's typed models of the Bot API methods: somebody else's reading."""

import inspect
import json
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, ValidationError

from tests.botapi.refusals import Refusal, bad_request, not_found

Json = dict[str, Any]
Method = TelegramMethod[Any]

MARKUPS: dict[str, type[BaseModel]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}
METHODS: dict[str, type[Method]] = {
    method.__api_method__.lower(): method
    for _, method in inspect.getmembers(aiogram.methods, inspect.isclass)
    if issubclass(method, TelegramMethod) and method is not TelegramMethod
}


class Upload(BufferedInputFile):
    """A file that came with the request."""

    def __init__(self, data: bytes, filename: str, mime: str) -> None:
        super().__init__(data, filename)
        self.name = filename
        self.mime = mime


def method_named(name: str) -> type[Method]:
    """Return the model of a method (any case); raise Refusal (404) for an unknown one."""
    try:
        return METHODS[name.lower()]
    except KeyError:
        raise not_found("method not found") from None


def decode(method: type[Method], given: Json, uploads: dict[str, Upload]) -> Json:
    """Return the fields as plain values: JSON-valued texts decoded, files in their places."""
    decoded = {name: _decoded(method, name, value) for name, value in given.items()}
    attached: set[str] = set()
    fields: Json = _with_attachments(decoded, uploads, attached)
    return fields | {name: file for name, file in uploads.items() if name not in attached}


def judge(method: type[Method], fields: Json) -> Method:
    """Return the request as aiogram's model; raise Refusal (400) where it is not one."""
    try:
        ask = method.model_validate(_with_narrowed_markup(fields))
    except ValidationError as error:
        raise _first_fault(error) from None
    for fault in loose_ends(ask, ""):
        raise bad_request(fault)
    return ask


def given(value: Any) -> Any:
    """Return what the request said, None where aiogram fills in its own default."""
    return None if isinstance(value, Default) else value


def as_json(model: BaseModel | None) -> Json | None:
    """Return a typed part of a request as the plain JSON it was."""
    if model is None:
        return None
    plain: Json = model.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return plain


def _decoded(method: type[Method], name: str, value: Any) -> Any:
    field = method.model_fields.get(name)
    is_text = field is not None and str in (field.annotation, *get_args(field.annotation))
    if not isinstance(value, str) or is_text or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def _with_attachments(value: Any, uploads: dict[str, Upload], attached: set[str]) -> Any:
    if isinstance(value, dict):
        return {k: _with_attachments(v, uploads, attached) for k, v in value.items()}
    if isinstance(value, list):
        return [_with_attachments(v, uploads, attached) for v in value]
    if isinstance(value, str) and value.startswith("attach://"):
        name = value.removeprefix("attach://")
        if name not in uploads:
            raise bad_request(f'can\'t find attached file "{name}"')
        attached.add(name)
        return uploads[name]
    return value


def _with_narrowed_markup(fields: Json) -> Json:
    """Choose the kind of reply_markup by its telling key, so that faults name the right one."""
    markup = fields.get("reply_markup")
    if not isinstance(markup, dict):
        return fields
    for key, model in MARKUPS.items():
        if key in markup:
            return fields | {"reply_markup": model.model_validate(markup)}
    raise bad_request("object expected as reply markup")


def _first_fault(error: ValidationError) -> Refusal:
    fault = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing" and place == "text":
        return bad_request("message text is empty")
    if fault["type"] == "missing" and place == "chat_id":
        return bad_request("chat_id is empty")
    return bad_request(f"{place}: {fault['msg']}")


def loose_ends(value: Any, place: str) -> Iterator[str]:
    """Name what the models let through: unknown fields, and a `type` that was left out."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from loose_ends(item, f"{place}[{number}]")
    if not isinstance(value, BaseModel):
        return
    for name in value.model_extra or {}:
        yield f"unknown field {place}.{name}".replace(" .", " ")
    for name, field in type(value).model_fields.items():
        if get_origin(field.annotation) is Literal and name not in value.model_fields_set:
            yield f"{place}.{name} is missing"
        yield from loose_ends(getattr(value, name), f"{place}.{name}".lstrip("."))
