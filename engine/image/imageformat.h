// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace postern::image {

/// How a flow writes images: `message_format` "basic" or "openai-vision".
enum class ImageFormat { Basic, OpenAiVision };

} // namespace postern::image
