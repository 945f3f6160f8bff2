"""Reading the fields and files of an HTTP request, however they came."""

import json
from typing import Any

from aiohttp import web

from tests.botapi.refusals import bad_request
from tests.botapi.rules import Upload

Json = dict[str, Any]


async def read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Return the fields of a request (query, JSON or form) and the files that came along."""
    fields: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        fields |= _json_object(await request.read())
        return fields, uploads
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            data = value.file.read()
            value.file.close()
            uploads[name] = Upload(data, value.filename, value.content_type)
        else:
            fields[name] = value
    return fields, uploads


def _json_object(body: bytes) -> Json:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse request JSON object")
    return {name: value for name, value in found.items() if value is not None}
