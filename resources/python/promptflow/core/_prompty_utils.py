# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What prompties share with tools. Here every argument is guarded against role lines."""

from promptflow._lazy import attach
from promptflow.tools import common

__getattr__ = attach(
    __name__,
    {
        name: "promptflow.tools.common"
        for name in (
            "ChatInputList",
            "convert_to_chat_list",
            "find_referenced_image_set",
            "handle_openai_error",
            "normalize_connection_config",
            "parse_chat",
            "preprocess_template_string",
            "render_jinja_template",
            "validate_functions",
            "validate_role",
            "validate_tools",
        )
    },
)


def build_messages(prompt, images=None, image_detail="auto", **kwargs):
    """Renders a chat's template and splits it."""
    guarded = {common.INPUTS_TO_ESCAPE_PARAM_KEY: list(kwargs)}
    return common.build_messages(prompt, images, image_detail, **kwargs, **guarded)
