// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/nodeclipboard.h"

#include "app/ide/home/paths.h"
#include "engine/base/utf8.h"
#include "engine/yaml/content.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::size_t kMostBytesCopied = 4UL * 1024 * 1024;
const QString kNodesFormat = QStringLiteral("application/x-postern-nodes");

/// What a text of nodes says: {nodes: [...], node_variants: {...}}; empty for
/// any other text.
Value contentOf(const std::string &yaml)
{
    try {
        Value content = yaml::Content::fromYaml(yaml).value();
        if (content.isList())
            return Value(Dict{{"nodes", std::move(content)}});
        if (content.isDict() && content.find("nodes"))
            return content;
        return Value(Dict{{"nodes", List{std::move(content)}}});
    } catch (const Error &) {
        return Value(Dict()); // pasting says what is wrong with it
    }
}

QString pathOf(const Value &node)
{
    const Value *const source = node.find("source");
    const Value *const path = source ? source->find("path") : nullptr;
    return path && path->isString() ? QString::fromStdString(path->asString()) : QString();
}

/// Calls `visit(path of the node's source, node's index, variant)`, of the node
/// itself and of its variants.
void visitSources(const Value &content,
                  const std::function<void(const QString &, std::size_t, const std::string &)> &visit)
{
    const Value *const nodes = content.find("nodes");
    const Value *const variants = content.find("node_variants");
    if (!nodes || !nodes->isList())
        return;
    for (std::size_t i = 0; i < nodes->asList().size(); ++i) {
        const Value &node = nodes->asList()[i];
        visit(pathOf(node), i, {});
        const Value *const name = node.find("name");
        const Value *const own = variants && name && name->isString()
                                     ? variants->find(name->asString())
                                     : nullptr;
        const Value *const choices = own ? own->find("variants") : nullptr;
        if (!choices || !choices->isDict())
            continue;
        for (const auto &[id, variant] : choices->asDict()) {
            const Value *const replaced = variant.find("node");
            if (replaced && id.isString())
                visit(pathOf(*replaced), i, id.asString());
        }
    }
}

} // namespace

CopiedNodes copiedNodes(std::string yaml, const flow::SourceFolder &folder)
{
    CopiedNodes copied{std::move(yaml), {}};
    visitSources(contentOf(copied.yaml), [&](const QString &path, std::size_t, const std::string &) {
        if (path.isEmpty() || copied.files.contains(path))
            return;
        try {
            const std::string text = flow::openInFolder(folder, toPath(path), kMostBytesCopied);
            if (utf8::isValid(text))
                copied.files.insert(path, text);
        } catch (const Error &) {
            return; // the copy will say that it is missing, as the node does
        }
    });
    return copied;
}

std::unique_ptr<QMimeData> toMimeData(const CopiedNodes &nodes)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(QString::fromStdString(nodes.yaml));
    QJsonObject files;
    for (auto file = nodes.files.cbegin(); file != nodes.files.cend(); ++file)
        files.insert(file.key(), QString::fromStdString(file.value()));
    const QJsonObject whole{{"yaml", QString::fromStdString(nodes.yaml)}, {"files", files}};
    data->setData(kNodesFormat, QJsonDocument(whole).toJson(QJsonDocument::Compact));
    return data;
}

CopiedNodes fromMimeData(const QMimeData &data)
{
    const QJsonObject whole = QJsonDocument::fromJson(data.data(kNodesFormat)).object();
    CopiedNodes nodes;
    nodes.yaml = whole.isEmpty() ? data.text().toStdString()
                                 : whole["yaml"].toString().toStdString();
    const QJsonObject files = whole["files"].toObject();
    for (auto file = files.begin(); file != files.end(); ++file) {
        // The clipboard is anybody's: nothing is written outside the folder, nor
        // where it is hidden.
        const QStringList steps = QDir::cleanPath(file.key()).split(u'/');
        const bool isHidden = std::ranges::any_of(steps, [](const QString &step) {
            return step.startsWith(u'.');
        });
        if (!QDir::isAbsolutePath(file.key()) && !isHidden)
            nodes.files.insert(file.key(), file.value().toString().toStdString());
    }
    return nodes;
}

PastedFiles::PastedFiles(
    const CopiedNodes &nodes,
    const std::function<std::unique_ptr<std::string>(const QString &path)> &textOf)
    : m_nodes(contentOf(nodes.yaml))
{
    for (auto file = nodes.files.cbegin(); file != nodes.files.cend(); ++file) {
        const QFileInfo named(file.key());
        const QString folder = named.path() == QLatin1String(".") ? QString() : named.path() + '/';
        QString path = file.key();
        for (int number = 2;; ++number) {
            const auto there = textOf(path);
            if (!there)
                m_files.push_back({path, file.value()});
            if (!there || *there == file.value())
                break;
            path = folder + named.completeBaseName() + QStringLiteral("_%1.").arg(number)
                   + named.suffix();
        }
        if (path != file.key())
            m_renamed.insert(file.key(), path);
    }
}

void PastedFiles::rename(flow::FlowEditor &editor, const std::vector<std::string> &names) const
{
    visitSources(m_nodes, [&](const QString &path, std::size_t index, const std::string &variant) {
        if (!m_renamed.contains(path) || index >= names.size())
            return;
        const std::string place = variant.empty() ? "nodes." + names[index]
                                                  : "node_variants." + names[index] + ".variants.\""
                                                        + variant + "\".node";
        editor.set(place + ".source.path", Value(m_renamed.value(path).toStdString()));
    });
}

} // namespace postern::ide
