// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <string>

namespace postern::run {

/// The flow that a text describes.
inline flow::Flow flowOf(std::string text)
{
    flow::FlowLocation location{"/flow", "/flow/flow.dag.yaml", flow::FlowKind::Dag};
    return flow::FlowDocument::fromText(location, std::move(text)).flow();
}

/// prompt flow's class of the Error that `action` throws; "none" when it throws none.
template<typename Action>
std::string promptflowClass(Action action)
{
    try {
        action();
    } catch (const Error &error) {
        return error.promptflow() ? error.promptflow()->codes.back() : "unnamed";
    }
    return "none";
}

} // namespace postern::run
