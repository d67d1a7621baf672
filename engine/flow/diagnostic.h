// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/textedit.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::flow {

enum class Severity { Error, Warning, Hint };

/// A way to mend a diagnostic by one edit of the file it is in.
struct Fix
{
    Message title; ///< "Rename to question"
    TextEdit edit;
};

/// Something wrong in a user's document. Not an exception: all of them are collected.
struct Diagnostic
{
    Severity severity = Severity::Error;
    std::string code; ///< stable, kebab-case: "unknown-reference"
    Message message;  ///< one sentence
    Message hint;     ///< what to do; may be empty
    Place place;
    std::size_t offset = 0; ///< byte range in the flow file; 0, 0 when it is in another file
    std::size_t length = 0;
    std::string node; ///< the node it concerns; may be empty
    std::optional<Fix> fix;
    std::optional<PromptflowError> promptflow; ///< what prompt flow raises for it, if it does
};

/// In the order of their places, those of `ownFile` first.
void sortByPlace(std::vector<Diagnostic> &problems, const std::string &ownFile);

/// At most 300 of the problems, errors before all else, by place, and a last one that says how many
/// more there are: who has hundreds isn't helped by thousands. Up to 301 they stay as they are.
std::vector<Diagnostic> mostImportant(std::vector<Diagnostic> problems, const std::string &ownFile);

/// The diagnostic as an Error InvalidFlow, for operations that can't go on with it.
Error toError(const Diagnostic &diagnostic);

} // namespace postern::flow
