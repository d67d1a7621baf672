// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/widgets/graph/graphviz.h"
#include "tests/widgets/graph/sampleflow.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace postern::graph {

/// A test of what is done on the canvas with mouse and keys, on a flow that is laid out.
class CanvasTest : public QObject
{
protected:
    void setUp(const flow::Flow &flow)
    {
        theme::apply(*qApp, theme::Scheme::Dark);
        m_view = std::make_unique<GraphView>();
        m_view->resize(800, 900);
        test::answerByGraphviz(*m_view->graphScene());
        QSignalSpy arranged(m_view->graphScene(), &GraphScene::arranged);
        m_view->setGraph(buildGraph(flow));
        m_view->show();
        // Nothing shall move under a test's hands any more.
        QTRY_COMPARE_WITH_TIMEOUT(arranged.count(), 2, 20000);
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }
    void setUp() { setUp(parseFlow(kSupportFlow)); }
    void tearDown() { m_view.reset(); }

    GraphScene &scene() const { return *m_view->graphScene(); }
    QPoint seen(const QPointF &point) const { return m_view->mapFromScene(point); }
    QPoint centreOf(const QString &id) const
    {
        return seen(scene().node(id)->sceneFace().center());
    }
    EdgeItem *edge(const QString &from, const QString &to) const
    {
        for (EdgeItem *item : scene().edgeItems()) {
            if (item->edge().from == from && item->edge().to == to)
                return item;
        }
        return nullptr;
    }

    void press(const QPoint &at, Qt::KeyboardModifiers held = {}) const
    {
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, held, at);
    }
    /// With the button held, unless it is said otherwise.
    void move(const QPoint &to,
              Qt::MouseButtons buttons = Qt::LeftButton,
              Qt::KeyboardModifiers held = {}) const
    {
        QMouseEvent event(QEvent::MouseMove,
                          to,
                          m_view->viewport()->mapToGlobal(to),
                          Qt::NoButton,
                          buttons,
                          held);
        QCoreApplication::sendEvent(m_view->viewport(), &event);
    }
    void release(const QPoint &at, Qt::KeyboardModifiers held = {}) const
    {
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, held, at);
    }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers held = {}) const
    {
        press(from, held);
        move((from + to) / 2, Qt::LeftButton, held);
        move(to, Qt::LeftButton, held);
        release(to, held);
    }
    void click(const QPoint &at, Qt::KeyboardModifiers held = {}) const
    {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, held, at);
    }
    void key(Qt::Key code, Qt::KeyboardModifiers held = {}) const
    {
        QTest::keyClick(m_view.get(), code, held);
    }

    std::unique_ptr<GraphView> m_view;
};

} // namespace postern::graph
