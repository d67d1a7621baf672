// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Opening, panning and zooming the canvas with software rendering, 1400 by 900 pixels.

#include "engine/layout/layout.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QMouseEvent>
#include <QScrollBar>

namespace {

using postern::graph::GraphView;

void show(GraphView &view)
{
    view.resize(1400, 900);
    view.show();
    QCoreApplication::processEvents();
    view.viewport()->repaint();
}

/// From a flow that is parsed to the first picture of it.
void openToFirstPaint(benchmark::State &state)
{
    const auto flow = postern::graph::largeFlow(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        GraphView view;
        view.setGraph(postern::graph::buildGraph(flow));
        show(view);
    }
}
BENCHMARK(openToFirstPaint)->Arg(60)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond);

/// One frame while panning by 23 pixels, at a zoom in percent.
void panFrame(benchmark::State &state)
{
    GraphView view;
    view.setGraph(
        postern::graph::buildGraph(postern::graph::largeFlow(static_cast<int>(state.range(0)))));
    show(view);
    view.setZoomPercent(static_cast<int>(state.range(1)));
    view.centerOn(view.graphScene()->contentRect().center());
    QCoreApplication::processEvents();
    QScrollBar *bar = view.verticalScrollBar();
    int step = 23;
    for (auto _ : state) {
        if (bar->value() + step > bar->maximum() || bar->value() + step < bar->minimum())
            step = -step;
        bar->setValue(bar->value() + step);
        QCoreApplication::processEvents();
    }
}
BENCHMARK(panFrame)
    ->Args({1000, 100})
    ->Args({1000, 50})
    ->Args({1000, 25})
    ->Args({5000, 100})
    ->Args({5000, 25})
    ->Unit(benchmark::kMillisecond);

/// The whole view drawn anew, as after a zoom that was drawn before.
void wholeFrame(benchmark::State &state)
{
    GraphView view;
    view.setGraph(
        postern::graph::buildGraph(postern::graph::largeFlow(static_cast<int>(state.range(0)))));
    show(view);
    view.setZoomPercent(static_cast<int>(state.range(1)));
    view.centerOn(view.graphScene()->contentRect().center());
    view.viewport()->repaint();
    for (auto _ : state)
        view.viewport()->repaint();
}
BENCHMARK(wholeFrame)
    ->Args({60, 100})
    ->Args({1000, 25})
    ->Args({5000, 25})
    ->Unit(benchmark::kMillisecond);

/// One frame while a node is dragged, with its lines, at a zoom in percent.
void dragFrame(benchmark::State &state)
{
    GraphView view;
    view.setGraph(
        postern::graph::buildGraph(postern::graph::largeFlow(static_cast<int>(state.range(0)))));
    show(view);
    view.setZoomPercent(static_cast<int>(state.range(1)));
    const auto *node = view.graphScene()->node(QStringLiteral("node_%1").arg(state.range(0) / 2));
    view.centerOn(node);
    QCoreApplication::processEvents();
    const QPoint from = view.mapFromScene(node->sceneFace().center());
    const auto send = [&view](QEvent::Type type, const QPoint &at) {
        QMouseEvent event(type,
                          at,
                          view.viewport()->mapToGlobal(at),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton,
                          {});
        QCoreApplication::sendEvent(view.viewport(), &event);
    };
    send(QEvent::MouseButtonPress, from);
    int step = 0;
    for (auto _ : state) {
        step = (step + 1) % 20;
        send(QEvent::MouseMove, from + QPoint(12 * step, 9 * step));
        QCoreApplication::processEvents();
    }
    send(QEvent::MouseButtonRelease, from);
}
BENCHMARK(dragFrame)
    ->Args({1000, 100})
    ->Args({1000, 50})
    ->Args({1000, 25})
    ->Unit(benchmark::kMillisecond);

void quickLayout(benchmark::State &state)
{
    postern::layout::Graph graph;
    for (int i = 0; i < state.range(0); ++i) {
        graph.nodes.push_back({192, 64});
        for (const int back : {1 + i % 3, 4 + i % 7}) {
            if (i >= back)
                graph.edges.emplace_back(i - back, i);
        }
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(postern::layout::layered(graph));
}
BENCHMARK(quickLayout)->Arg(60)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    postern::theme::apply(application, postern::theme::Scheme::Dark);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
