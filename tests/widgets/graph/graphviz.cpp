// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Qt's `emit` is a macro, Asio's a function.
#define QT_NO_EMIT

#include "tests/widgets/graph/graphviz.h"

#include "engine/layout/dot.h"
#include "widgets/graph/graphscene.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <QMetaObject>

namespace postern::test {

void answerByGraphviz(graph::GraphScene &scene)
{
    const auto answer = [&scene](quint64 number, const layout::Graph &graph) {
        layout::Positions found;
        std::exception_ptr failure;
        boost::asio::io_context loop{1};
        boost::asio::co_spawn(loop,
                              layout::dot(graph),
                              [&](const std::exception_ptr &thrown, layout::Positions positions) {
                                  failure = thrown;
                                  found = std::move(positions);
                              });
        loop.run();
        if (failure)
            return; // who waits for it in vain says so
        const auto bring = [&scene, number, found] { scene.takeLayout(number, found); };
        QMetaObject::invokeMethod(&scene, bring, Qt::QueuedConnection);
    };
    QObject::connect(&scene, &graph::GraphScene::layoutWanted, &scene, answer);
}

} // namespace postern::test
