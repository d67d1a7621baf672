// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/layoutfile.h"

#include "engine/store/atomicfile.h"
#include "widgets/graph/graphmodel.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <cmath>
#include <optional>
#include <system_error>

namespace postern::ide {

namespace {

struct LayoutWords
{
    Q_DECLARE_TR_FUNCTIONS(postern::ide::LayoutWords)
};

[[noreturn]] void refuse(ErrorCode code, const QString &why)
{
    throw Error(code, why.toStdString());
}

[[noreturn]] void refuseUnreadable()
{
    refuse(ErrorCode::InvalidInput,
           LayoutWords::tr("The file .postern/layout.json can't be understood."));
}

constexpr std::size_t kMostOfLayout = 16'000'000;
constexpr int kLayoutVersion = 1;
constexpr double kFarthestPlace = 10'000'000;
const QLatin1String kLayoutVersionKey("version");
const QLatin1String kLayoutFlows("flows");
const QLatin1String kLayoutNodes("nodes");
const QLatin1String kLayoutHidden("hiddenEdges");
const QLatin1String kLayoutFrames("groups");

std::filesystem::path layoutPath(const flow::SourceFolder &folder)
{
    return flow::pathInFolder(folder, std::filesystem::path(".postern") / "layout.json");
}

/// Throws Error InvalidInput for what is no layout, and Refused for a later version's.
QJsonObject parsedLayout(const std::string &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
    const QJsonObject all = document.object();
    const QJsonValue version = all.value(kLayoutVersionKey);
    if (!document.isObject() || !version.isDouble())
        refuseUnreadable();
    if (version.toDouble() > kLayoutVersion)
        refuse(ErrorCode::Refused,
               LayoutWords::tr(
                   "The file .postern/layout.json is of a later version of Postern: where "
                   "nodes are moved to isn't kept."));
    if (!all.value(kLayoutFlows).isObject() && !all.value(kLayoutFlows).isUndefined())
        refuseUnreadable();
    return all;
}

std::optional<QPointF> pointOf(const QJsonValue &value)
{
    const QJsonArray pair = value.toArray();
    if (pair.size() != 2 || !pair[0].isDouble() || !pair[1].isDouble())
        return {};
    const QPointF point(pair[0].toDouble(), pair[1].toDouble());
    if (std::abs(point.x()) > kFarthestPlace || std::abs(point.y()) > kFarthestPlace)
        return {};
    return point;
}

graph::GraphEdge edgeOf(const QJsonObject &said)
{
    graph::GraphEdge edge;
    edge.from = said.value(QLatin1String("from")).toString();
    edge.fromPort = said.value(QLatin1String("port")).toString();
    edge.to = said.value(QLatin1String("to")).toString();
    if (said.value(QLatin1String("activate")).toBool())
        edge.kind = graph::EdgeKind::Activate;
    return edge;
}

QJsonObject hiddenEdge(const QString &key)
{
    // The parts of GraphEdge::key().
    const QStringList parts = key.split(u'\n');
    QJsonObject said;
    said.insert(QLatin1String("from"), parts.value(0));
    said.insert(QLatin1String("port"), parts.value(1));
    said.insert(QLatin1String("to"), parts.value(2));
    if (parts.value(3).toInt() == static_cast<int>(graph::EdgeKind::Activate))
        said.insert(QLatin1String("activate"), true);
    return said;
}

QList<graph::Frame> framesOf(const QJsonArray &said)
{
    QList<graph::Frame> frames;
    for (const auto &each : said) {
        graph::Frame frame{each.toObject().value(QLatin1String("title")).toString(), {}};
        for (const auto &node : each.toObject().value(kLayoutNodes).toArray()) {
            if (node.isString())
                frame.nodes.append(node.toString());
        }
        if (!frame.title.isEmpty() && !frame.nodes.isEmpty())
            frames.append(std::move(frame));
    }
    return frames;
}

QJsonArray writtenFrames(const QList<graph::Frame> &frames)
{
    QJsonArray all;
    for (const graph::Frame &frame : frames)
        all.append(QJsonObject{{QLatin1String("title"), frame.title},
                               {kLayoutNodes, QJsonArray::fromStringList(frame.nodes)}});
    return all;
}

QJsonObject merged(QJsonObject flow, const graph::Arrangement &arrangement)
{
    QJsonObject nodes = flow.value(kLayoutNodes).toObject();
    for (auto place = arrangement.places.cbegin(); place != arrangement.places.cend(); ++place)
        nodes.insert(place.key(), QJsonArray{std::round(place->x()), std::round(place->y())});
    flow.remove(kLayoutNodes);
    if (!arrangement.places.isEmpty())
        flow.insert(kLayoutNodes, nodes);
    QStringList keys(arrangement.hiddenEdges.cbegin(), arrangement.hiddenEdges.cend());
    keys.sort();
    QJsonArray hidden;
    for (const QString &key : keys)
        hidden.append(hiddenEdge(key));
    flow.remove(kLayoutHidden);
    if (!hidden.isEmpty())
        flow.insert(kLayoutHidden, hidden);
    flow.remove(kLayoutFrames);
    if (!arrangement.frames.isEmpty())
        flow.insert(kLayoutFrames, writtenFrames(arrangement.frames));
    return flow;
}

/// Two people who move two nodes shall not meet in one line: a line for each node.
std::string written(const QJsonObject &all)
{
    QString text = QString::fromUtf8(QJsonDocument(all).toJson());
    static const QRegularExpression pair(QStringLiteral("\\[\\n\\s*([-0-9.e+]+),\\n\\s*([-0-9.e+]+)"
                                                        "\\n\\s*\\]"));
    return text.replace(pair, QStringLiteral("[\\1, \\2]")).toStdString();
}

void putAside(const std::filesystem::path &file)
{
    constexpr int kMostKept = 100;
    std::error_code failure;
    for (int i = 1; i <= kMostKept; ++i) {
        const auto other = file.parent_path() / ("layout.broken-" + std::to_string(i) + ".json");
        if (std::filesystem::exists(std::filesystem::symlink_status(other, failure)))
            continue;
        std::filesystem::rename(file, other, failure);
        if (!failure)
            return;
    }
    refuse(ErrorCode::FileUnwritable,
           LayoutWords::tr("The file .postern/layout.json can't be understood, and can't be put "
                           "aside."));
}

QJsonObject storedLayout(const std::filesystem::path &file)
{
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown))
        return {};
    try {
        return parsedLayout(store::readFile(file, kMostOfLayout));
    } catch (const Error &error) {
        if (error.code() != ErrorCode::InvalidInput)
            throw;
        putAside(file);
        return {};
    }
}

} // namespace

graph::Arrangement readLayout(const flow::SourceFolder &folder, const QString &flowFile)
{
    const std::filesystem::path file = layoutPath(folder);
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown))
        return {};
    const QJsonObject all = parsedLayout(store::readFile(file, kMostOfLayout));
    const QJsonObject flow = all.value(kLayoutFlows).toObject().value(flowFile).toObject();
    graph::Arrangement arrangement;
    const QJsonObject nodes = flow.value(kLayoutNodes).toObject();
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        if (const auto point = pointOf(node.value()))
            arrangement.places.insert(node.key(), *point);
    }
    for (const auto &edge : flow.value(kLayoutHidden).toArray())
        arrangement.hiddenEdges.insert(edgeOf(edge.toObject()).key());
    arrangement.frames = framesOf(flow.value(kLayoutFrames).toArray());
    return arrangement;
}

void writeLayout(const flow::SourceFolder &folder,
                 const QString &flowFile,
                 const graph::Arrangement &arrangement)
{
    const std::filesystem::path file = layoutPath(folder);
    const QJsonObject before = storedLayout(file);
    QJsonObject all = before;
    QJsonObject flows = all.value(kLayoutFlows).toObject();
    const QJsonObject flow = merged(flows.value(flowFile).toObject(), arrangement);
    if (flow.isEmpty())
        flows.remove(flowFile);
    else
        flows.insert(flowFile, flow);
    all.insert(kLayoutVersionKey, kLayoutVersion);
    all.insert(kLayoutFlows, flows);
    if (all != before && (!before.isEmpty() || !flows.isEmpty()))
        store::writeFile(file, written(all));
}

} // namespace postern::ide
