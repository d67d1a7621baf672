// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <filesystem>

namespace postern::batch {

/// A row in which the path of an image, in either of prompt flow's forms, is a whole one: what is
/// relative in it is so to the folder of the data.
Dict withWholeImagePaths(Dict row, const std::filesystem::path &folder);

} // namespace postern::batch
