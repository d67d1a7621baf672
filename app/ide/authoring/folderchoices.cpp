// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/folderchoices.h"

#include "app/ide/authoring/toolchoices.h"
#include "app/ide/editing/folderfiles.h"
#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/flow/pythonreader.h"
#include "engine/tool/prompttemplate.h"
#include "engine/tool/roleheader.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <optional>

namespace postern::ide {

namespace {

constexpr int kMostSources = 300;
constexpr int kSourceDepth = 3;
constexpr std::size_t kMostBytesOfSource = 1024UL * 1024;

struct FolderChoices
{
    Q_DECLARE_TR_FUNCTIONS(FolderChoices)
};

bool isSource(const QString &name)
{
    return name.endsWith(QLatin1String(".py")) || name.endsWith(QLatin1String(".jinja2"));
}

std::optional<std::string> textIn(const flow::SourceFolder &folder, const QString &path)
{
    try {
        return flow::openInFolder(folder, toPath(path), kMostBytesOfSource);
    } catch (const Error &) {
        return {}; // what can't be read can't be offered
    }
}

/// What both kinds of files have in common.
NodeChoice fromFile(const QString &path)
{
    NodeChoice choice;
    choice.sourceType = QStringLiteral("code");
    choice.path = path;
    choice.title = path;
    choice.note = FolderChoices::tr("in this folder");
    choice.name = QFileInfo(path).completeBaseName();
    return choice;
}

std::optional<NodeChoice> templateChoice(const QString &path, const std::string &text)
{
    NodeChoice choice = fromFile(path);
    const bool isChat = !tool::findRoleHeaders(text).empty();
    choice.section = NodeChoice::Section::Prompts;
    choice.kind = isChat ? graph::NodeKind::Llm : graph::NodeKind::Prompt;
    choice.type = isChat ? QStringLiteral("llm") : QStringLiteral("prompt");
    try {
        tool::Templates none(0);
        const auto compiled = tool::PromptTemplate::compile(text, tool::ListStyle::Python, none);
        for (const std::string &variable : compiled.variables())
            choice.inputs.push_back(
                {QString::fromStdString(variable), graph::PortType::Unknown, true});
    } catch (const Error &) {
        return {}; // the folder's check says what is wrong with it
    }
    return choice;
}

std::optional<NodeChoice> pythonChoice(const QString &path,
                                       const std::string &text,
                                       flow::PythonReader &reader)
{
    if (text.find("tool") == std::string::npos)
        return {};
    Value tools;
    try {
        tools = reader.toolsOf(text);
    } catch (const Error &) {
        return {}; // there is no interpreter that could read it
    }
    if (!tools.isList() || tools.asList().size() != 1) // with several no node can say which
        return {};
    NodeChoice choice = fromFile(path);
    choice.section = NodeChoice::Section::Python;
    choice.kind = graph::NodeKind::Python;
    choice.type = QStringLiteral("python");
    const Value *const parameters = tools.asList().front().find("parameters");
    for (const Value &parameter : parameters->asList()) {
        if (parameter.find("isConnection")->asBool())
            continue;
        choice.inputs.push_back({QString::fromStdString(parameter.find("name")->asString()),
                                 inputType(parameter.find("type")->asString()),
                                 !parameter.find("hasDefault")->asBool()});
    }
    return choice;
}

} // namespace

std::vector<NodeChoice> folderChoices(const flow::SourceFolder &folder, flow::PythonReader &reader)
{
    const QDir root(fromPath(folder.path));
    QStringList files = filesBelow(root.path(), kMostSources, isSource, kSourceDepth);
    if (folder.unsaved) {
        for (const auto &[path, text] : folder.unsaved->files()) {
            const QString file = fromPath(path);
            if (isSource(file) && !files.contains(file) && file.startsWith(root.path() + '/'))
                files.append(file);
        }
    }
    std::ranges::sort(files);
    std::vector<NodeChoice> choices;
    for (const QString &file : files) {
        const QString path = root.relativeFilePath(file);
        const std::optional<std::string> text = textIn(folder, path);
        if (!text)
            continue;
        const bool isPython = path.endsWith(QLatin1String(".py"));
        if (auto choice = isPython ? pythonChoice(path, *text, reader) : templateChoice(path, *text))
            choices.push_back(std::move(*choice));
    }
    return choices;
}

} // namespace postern::ide
