// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"
#include "engine/tool/templates.h"

#include <memory>

namespace postern::check {

/// What flow::validate() asks about this document where it is a prompty: whether a run without
/// inputs would be refused before the model is asked, for references to files that aren't there, a
/// sample that is none, a template that doesn't parse, a model of an unknown kind. A restricted
/// folder's files aren't read. The template comes from `templates`, null: from none that are kept.
/// The document must outlive the checker.
flow::Checker promptyChecker(const flow::FlowDocument &document,
                             std::shared_ptr<tool::Templates> templates = nullptr);

} // namespace postern::check
