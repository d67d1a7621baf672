// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/connection/environment.h"
#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <optional>
#include <string>

namespace postern::prompty {

/// A variable of the run, else of the process.
std::optional<std::string> variableOf(const connection::Environment &environment,
                                      const std::string &name);

/// The value with every text in it that is a reference replaced: `${env:NAME}` by the variable,
/// left as it is where there is none, `${file:PATH}` by what the file holds, see readDataFile().
/// Relative paths start from `folder`. Throws Error InvalidFlow for a file that isn't there.
Value resolveReferences(const Value &value,
                        const flow::SourceFolder &folder,
                        const connection::Environment &environment);

/// What the file of a flex flow or prompty says, the references in its `sample` resolved; those of
/// a restricted folder stay text.
Value dataWithSample(const flow::FlowDocument &document,
                     flow::Trust trust,
                     const connection::Environment &environment);

/// What a file holds: .json and .yaml as data, others as text, all without a byte order mark.
/// Throws Error FileUnreadable, InvalidInput with the place in the file; `name` is shown.
Value readDataFile(const flow::SourceFolder &folder,
                   const std::filesystem::path &file,
                   const std::string &name);

} // namespace postern::prompty
