// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/inspector/formfield.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::widgets {

/// An input that a tool takes, whoever says so: the engine's table, a signature, a manifest.
struct FormParameter
{
    std::string name;
    std::string type; ///< prompt flow's ValueType, or a class of connections; empty: unknown
    bool hasDefault = false;
    Value defaultValue;
    bool isConnection = false;
    QStringList choices; ///< of a list that the tool gives
    QString about;
    std::function<QStringList()> listed = {}; ///< the same, asked for when the list opens
};

/// What a form of a node has to know that the node doesn't say.
struct FormFacts
{
    std::string base; ///< the node's place in the file; empty: "nodes.NAME"
    /// What the tool takes; nothing: it isn't known, or the engine's table says so itself.
    std::optional<std::vector<FormParameter>> parameters;
    bool takesMore = true;                    ///< beside the parameters, as templates do
    std::vector<std::string> variables;       ///< of its template
    std::string connectionClass;              ///< of the node's connection, where that is known
    std::function<QStringList()> connections; ///< all that are known
    std::function<QStringList()> deployments;
    std::function<QStringList()> references;
    /// Has an input of the node, or its condition (empty), pointed at on the canvas.
    std::function<void(const std::string &input)> pick;
    std::function<QStringList()> files; ///< of the folder, that can be a source
    /// Whether the folder itself has the file.
    std::function<bool(const QString &path)> hasFile;
};

/// The node's place in the file, as FlowEditor::set() takes it.
std::string placeOf(const flow::Node &node, const FormFacts &facts);

/// A node's settings, by its kind: what its tool has beside the inputs. Rarely used ones that the
/// file doesn't have only with `all`.
std::vector<FormField> settingFields(const flow::Node &node,
                                     const FormFacts &facts,
                                     bool all = false);
/// Whether settingFields() has more with `all`.
bool hasMoreSettings(const flow::Node &node, const FormFacts &facts);

/// What it takes: the inputs that the file binds, in its order, and those that the tool has beside.
std::vector<FormField> inputFields(const flow::Node &node, const FormFacts &facts);

/// What the node binds and the code no longer takes, and what that needs and nothing is bound to.
struct SignatureGap
{
    std::vector<std::string> gone;
    std::vector<std::string> missing;

    bool isEmpty() const { return gone.empty() && missing.empty(); }
    /// One parameter has another name: the new one takes what the old one took.
    bool isRename() const { return gone.size() == 1 && missing.size() == 1; }
};
SignatureGap gapOf(const flow::Node &node, const FormFacts &facts);
/// Brings the inputs to what the code takes: a renamed one keeps what it is bound to, what is gone
/// goes. What is missing has no value that could be known.
FormIntent closing(const SignatureGap &gap, const flow::Node &node, const FormFacts &facts);

/// The inputs that aren't settings of the kind, in the file's order.
std::vector<std::pair<std::string, flow::Binding>> otherInputs(const flow::Node &node);

/// "prompt, temperature 0": what a variant has that the default one hasn't; empty for the same.
QString changedFields(const flow::Node &variant, const flow::Node &standard);

} // namespace postern::widgets
