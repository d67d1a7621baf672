// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Every flow below a folder as the window's graph column shows it on opening, side by side, to be
// looked at before and after a change of the layout. scripts/screenshots --flows starts it; it is
// no test.

#include "tests/widgets/graph/graphviz.h"
#include "tests/widgets/graph/legibility.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QDirIterator>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace postern;
using namespace postern::graph;

namespace {

constexpr int kAcross = 6;
constexpr int kDown = 3;
constexpr int kCaption = 20;

using NamedModel = std::pair<QString, GraphModel>;

struct Shot
{
    QString caption;
    QImage image;
};

/// The flows that differ in what the canvas shows, the largest first.
std::vector<NamedModel> modelsBelow(const QString &root, std::size_t least)
{
    std::vector<NamedModel> found;
    QDirIterator files(root, {"flow.dag.yaml"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        GraphModel model = buildGraph(parseFlow(file.readAll().toStdString()));
        const auto isSame = [&model](const NamedModel &other) { return other.second == model; };
        if (model.nodes.size() >= least && std::ranges::none_of(found, isSame))
            found.emplace_back(QDir(root).relativeFilePath(QFileInfo(file).path()),
                               std::move(model));
    }
    std::ranges::stable_sort(found, [](const NamedModel &one, const NamedModel &other) {
        return one.second.nodes.size() > other.second.nodes.size();
    });
    return found;
}

Shot photograph(const QString &name, const GraphModel &model)
{
    GraphView view;
    view.resize(test::kColumn);
    test::answerByGraphviz(*view.graphScene());
    view.show();
    view.setGraph(model);
    QTest::qWait(60); // the answer of Graphviz
    const test::Legibility legibility = test::legibilityOf(view);
    std::printf("%-70s %3zu nodes %3d %%  %zu/%zu names %s\n",
                qPrintable(name),
                model.nodes.size(),
                view.zoomPercent(),
                legibility.readable,
                legibility.names,
                qPrintable(legibility.missing.join(u' ')));
    return {QStringLiteral("%1 · %2 · %3 % · %4 of %5")
                .arg(name)
                .arg(model.nodes.size())
                .arg(view.zoomPercent())
                .arg(legibility.readable)
                .arg(legibility.names),
            view.grab().toImage()};
}

void save(const std::vector<Shot> &shots, std::size_t begin, const QString &path)
{
    const QSize cell(test::kColumn.width() + 8, test::kColumn.height() + kCaption + 8);
    QImage sheet(cell.width() * kAcross, cell.height() * kDown, QImage::Format_RGB32);
    sheet.fill(Qt::gray);
    QPainter painter(&sheet);
    for (std::size_t i = begin; i < std::min(shots.size(), begin + kAcross * kDown); ++i) {
        const int at = static_cast<int>(i - begin);
        const QPoint corner(at % kAcross * cell.width(), at / kAcross * cell.height());
        painter.drawText(QRect(corner, QSize(cell.width(), kCaption)),
                         Qt::AlignVCenter,
                         shots[i].caption);
        painter.drawImage(corner + QPoint(0, kCaption), shots[i].image);
    }
    painter.end();
    sheet.save(path);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument("folder", "where the pictures go");
    const QCommandLineOption flows("flows", "the flows below this folder", "folder", ".");
    const QCommandLineOption least("least", "those of so many nodes at least", "count", "1");
    parser.addOptions({flows, least});
    parser.process(qt);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const QDir out(parser.positionalArguments().constFirst());
    out.mkpath(QStringLiteral("."));
    theme::apply(qt, theme::Scheme::Light);
    std::vector<Shot> shots;
    for (const auto &[name, model] :
         modelsBelow(parser.value(flows), parser.value(least).toUInt() + 2))
        shots.push_back(photograph(name, model));
    for (std::size_t begin = 0; begin < shots.size(); begin += kAcross * kDown)
        save(shots,
             begin,
             out.filePath(QStringLiteral("flows-%1.png").arg(begin, 3, 10, QChar('0'))));
    return 0;
}
