// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodechoice.h"
#include "app/ide/session/flowedits.h"
#include "engine/flow/flow.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>

namespace postern::ide {

/// The loose end of a wire.
struct Wire
{
    QString reference; ///< "${search.output}"
    QString name;      ///< what a prompt calls it
    graph::PortType type = graph::PortType::Unknown;
};

/// A node that is to be, and the files that come with it.
struct NodeDraft
{
    QString name;
    std::string yaml;
    FlowEdits::NewFiles files;
};

/// What a new node of this choice is: only what can be known is written. An LLM node gets the
/// connection and the deployment of the flow's last one.
class NodeDrafts final
{
public:
    /// `isTaken`: whether a file of the folder is there, by its relative path.
    NodeDrafts(const flow::Flow &flow, std::function<bool(const QString &path)> isTaken);

    /// `wished` in place of the choice's own name, where it isn't empty; else one that is free. The
    /// wire fills the input that inputFor() tells.
    NodeDraft make(const NodeChoice &choice,
                   const std::optional<Wire> &wire,
                   const QString &wished = {}) const;

private:
    bool isFree(const QString &name, const QString &ending) const;
    QString freeName(const QString &wished, const QString &ending) const;
    std::string llmInputs() const;
    std::string llmConnection() const;
    const flow::Node *lastLlmNode() const;

    const flow::Flow &m_flow;
    std::function<bool(const QString &)> m_isTaken;
    std::optional<flow::Node> m_llm; ///< the flow's last LLM node, as it runs
};

/// Whether a node can have that name, and a reference can name it.
bool isNodeName(const QString &text);

} // namespace postern::ide
