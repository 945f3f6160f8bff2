"""Setting, deleting and inspecting the webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from aiogram import methods as api
from telegram.constants import WebhookLimit

from tests.botapi import shapes
from tests.botapi.methods.registry import plays
from tests.botapi.refusals import bad_request
from tests.botapi.world import Webhook, World

Json = dict[str, Any]


@plays(api.SetWebhook)
def set_webhook(world: World, ask: api.SetWebhook) -> bool:
    _check(ask)
    connections = ask.max_connections or Webhook.max_connections
    world.webhook = Webhook(ask.url, ask.secret_token or "", connections)
    world.updates.allow(ask.allowed_updates)
    if ask.drop_pending_updates:
        world.updates.clear()
    return True


@plays(api.DeleteWebhook)
def delete_webhook(world: World, ask: api.DeleteWebhook) -> bool:
    world.webhook = Webhook()
    if ask.drop_pending_updates:
        world.updates.clear()
    return True


@plays(api.GetWebhookInfo)
def get_webhook_info(world: World, ask: api.GetWebhookInfo) -> Json:  # noqa: ARG001
    hook, queue = world.webhook, world.updates
    info: Json = {"url": hook.url, "has_custom_certificate": False}
    info["pending_update_count"] = len(queue.pending)
    if hook.url:
        info["max_connections"] = hook.max_connections
    if queue.allowed:
        info["allowed_updates"] = sorted(queue.allowed)
    if hook.last_error_at:
        info["last_error_date"] = shapes.stamp(hook.last_error_at)
        info["last_error_message"] = hook.last_error
    return info


def _check(ask: api.SetWebhook) -> None:
    parts = urlsplit(ask.url)
    loopback = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if ask.url and parts.scheme != "https" and not loopback:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    low, high = WebhookLimit.MIN_SECRET_TOKEN_LENGTH, WebhookLimit.MAX_SECRET_TOKEN_LENGTH
    if ask.secret_token and not re.fullmatch(r"[A-Za-z0-9_-]+", ask.secret_token):
        raise bad_request("secret token contains unallowed characters")
    if ask.secret_token is not None and not low <= len(ask.secret_token) <= high:
        raise bad_request("secret token has a wrong length")
    connections = ask.max_connections or WebhookLimit.MIN_CONNECTIONS_LIMIT
    if connections > WebhookLimit.MAX_CONNECTIONS_LIMIT:
        raise bad_request("max_connections is too large")
