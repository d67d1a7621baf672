// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/flow/sourcefolder.h"
#include "engine/http/client.h"

#include <filesystem>

namespace postern::prompty {

/// A prompty's inputs with an image for every text "data:image/png;path:FILE", or ;base64: or ;url:,
/// whatever type the input is declared as. Only whole inputs count, not texts inside lists or dicts.
/// Throws Error as ImageLoader::load().
Task<Dict> withPromptyImages(Dict inputs, flow::SourceFolder folder, http::Client &http);

} // namespace postern::prompty
