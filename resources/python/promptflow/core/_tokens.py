# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""How many tokens a prompt takes: counted by tiktoken, guessed where it or its tables are absent."""

_IMAGE = 765  # a picture of 1024 x 1024 in high detail
_count = None


def _guess(text):
    # About right for English, too many for most others: a limit holds.
    return (len(text.encode("utf-8", "replace")) + 2) // 3


def _counter():
    global _count
    if _count is None:
        try:
            import tiktoken

            # prompt flow counts by the tables of gpt-3.5-turbo, whatever the model.
            encode = tiktoken.get_encoding("cl100k_base").encode
            _count = lambda text: len(encode(text, disallowed_special=()))  # noqa: E731
        except Exception as error:
            print("Tokens are guessed, since tiktoken can't count them: %s" % error)
            _count = _guess
    return _count


def estimate(prompt):
    """Of a text or of a chat's messages."""
    count = _counter()
    if isinstance(prompt, str):
        return count(prompt)
    total = 3
    for message in prompt:
        total += 3
        for key, value in message.items():
            total += _of_member(value, count)
            total += 1 if key == "name" else 0
    return total


def _of_member(value, count):
    if isinstance(value, str):
        return count(value)
    total = 0
    for part in value if isinstance(value, list) else ():
        total += count(part["text"]) if part.get("type", "text") == "text" else _IMAGE
    return total
