// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace postern::run {

/// How a flow writes images: `message_format` "basic" or "openai-vision".
enum class ImageFormat { Basic, OpenAiVision };

} // namespace postern::run
