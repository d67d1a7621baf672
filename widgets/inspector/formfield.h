// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "engine/yaml/content.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {
class FlowEditor;
} // namespace postern::flow

namespace postern::widgets {

/// The words of forms outside of a widget.
struct FormWords
{
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

/// What is to be changed in a flow.
using FormIntent = std::function<void(flow::FlowEditor &)>;
/// A file that comes with a change, a copy of one that is there; both in the flow's folder.
struct FormCopy
{
    QString from;
    QString to;
};
/// Does it as one step of that name. Says why it can't be done, empty when it was.
using FormWriter = std::function<
    QString(const FormIntent &intent, const QString &label, const std::vector<FormCopy> &copies)>;

/// What a typed text means for a field of that type.
struct Typed
{
    std::optional<yaml::Content> content; ///< nothing: the value is to be taken out
    QString problem;                      ///< why it means nothing; empty: it does
};
Typed typedContent(const QString &typed, const std::string &type);

/// A place in a flow's file that a form shows and changes.
struct FormField
{
    std::string path; ///< as FlowEditor::set() takes it; also who the field is
    QString label;
    QString text;       ///< of its value, as it is typed; empty: the file says nothing
    QString whenAbsent; ///< what then holds
    std::string type;   ///< prompt flow's ValueType; empty: what YAML makes of the text
    bool isEditable = true;
    bool isChanged = false;     ///< the file says something else than what holds by default
    bool isMixed = false;       ///< several nodes, which differ in it
    bool isRequired = false;    ///< it can't be taken out
    bool hasLines = false;      ///< a text of several lines
    const char *role = nullptr; ///< "literal" and "reference" are in code's letters, without a frame
    QString unit;               ///< of a step's name: "answer"
    /// What is offered beside references; asked for when the list opens.
    std::function<QStringList()> choices;
    /// Has the value pointed at elsewhere, on the canvas; null: it can't be.
    std::function<void()> pick;
    QString remark;  ///< below the field
    QString problem; ///< the same, in the colour of a warning
    QString fix;     ///< a way out of the problem: takes the value out of the file
    /// How a typed value gets into the file, where that isn't to set or unset the path.
    std::function<FormIntent(const Typed &typed)> intent;
    QString step; ///< the step's name then
};

/// A value as it is typed into a field of that type: a text of its own only where it would else be
/// read as something else.
QString typedText(const Value &value, const std::string &type);
QString typedText(const flow::Binding &binding, const std::string &type);

/// A name as a step of a path: in quotes where it has to be.
std::string pathStep(const std::string &name);

/// Of the flow's values that a field may refer to, "${inputs.question}" and "${search.output}",
/// without what the node itself gives.
QStringList referencesIn(const flow::Flow &flow, std::string_view node);

} // namespace postern::widgets
