// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The other graph that the canvas may show in the flow's place.

#include "app/ide/panes/graphpane.h"
#include "app/ide/session/session.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kLegendMargin = 10;

QColor theme::Tokens::*tokenOf(graph::Difference difference)
{
    switch (difference) {
    case graph::Difference::Added:
        return &theme::Tokens::ok;
    case graph::Difference::Removed:
    case graph::Difference::Conflict:
        return &theme::Tokens::err;
    case graph::Difference::Changed:
    case graph::Difference::Renamed:
    case graph::Difference::Merged:
        return &theme::Tokens::warn;
    default:
        return &theme::Tokens::text3;
    }
}

bool hasAllOf(const graph::GraphModel &shown, const graph::GraphModel &model)
{
    return std::ranges::all_of(model.nodes, [&shown](const graph::GraphNode &node) {
        return std::ranges::find(shown.nodes, node.id, &graph::GraphNode::id) != shown.nodes.end();
    });
}

} // namespace

void GraphPane::setOverlay(std::optional<GraphOverlay> overlay)
{
    if (!overlay && !m_overlay)
        return;
    m_overlay = std::move(overlay);
    showOverlayChoices();
    showLegend();
    if (m_overlay)
        return showOverlay();
    const graph::GraphModel &model = m_session.graph().model();
    if (const graph::GraphModel &shown = m_view->graphScene()->model();
        !hasAllOf(shown, model) || !hasAllOf(model, shown)) {
        m_view->clear(); // where the other graph's nodes stood is nothing to the flow's
        showArrangement();
    }
    m_view->setGraph(model);
    for (const graph::GraphNode &node : m_session.graph().model().nodes)
        m_view->setNodeMarks(node.id, {});
    for (const graph::GraphEdge &edge : m_session.graph().model().edges)
        m_view->setEdgeMarks(edge.key(), {});
    showFlow();
    showMoment();
}

void GraphPane::showOverlay()
{
    m_view->endWire();
    // What is in no place yet would be put beside all others, out of sight.
    if (!hasAllOf(m_view->graphScene()->model(), m_overlay->model)) {
        m_view->clear();
        showArrangement();
    }
    m_view->setGraph(m_overlay->model);
    m_view->setStale(false);
    m_view->setEditable(false);
    m_view->setEmptyText(tr("Neither side has a node."));
    for (const graph::GraphNode &node : m_overlay->model.nodes) {
        m_view->setNodeStatus(node.id, {});
        m_view->setNodeMarks(node.id, m_overlay->nodes.value(node.id));
    }
    for (const graph::GraphEdge &edge : m_overlay->model.edges) {
        graph::EdgeMarks marks;
        marks.difference = m_overlay->edges.value(edge.key());
        m_view->setEdgeMarks(edge.key(), marks);
    }
    showFileName();
}

void GraphPane::makeOverlayChoices(QHBoxLayout &header)
{
    m_choices = new QWidget(m_header);
    m_choices->setObjectName("overlayChoices");
    auto *row = new QHBoxLayout(m_choices);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(2);
    m_choices->hide();
    header.addWidget(m_choices);
}

void GraphPane::showOverlayChoices()
{
    const QStringList choices = m_overlay ? m_overlay->choices : QStringList();
    auto buttons = m_choices->findChildren<QToolButton *>();
    const bool isSame = std::ranges::equal(buttons, choices, {}, &QToolButton::text);
    if (!isSame) {
        qDeleteAll(buttons);
        buttons.clear();
        for (int i = 0; i < choices.size(); ++i) {
            auto *button = new QToolButton(m_choices);
            button->setText(choices[i]);
            button->setCheckable(true);
            button->setAutoExclusive(true);
            m_choices->layout()->addWidget(button);
            connect(button, &QToolButton::clicked, this, [this, i] { emit overlayChosen(i); });
            buttons.append(button);
        }
    }
    for (int i = 0; i < buttons.size(); ++i)
        buttons[i]->setChecked(m_overlay && i == m_overlay->choice);
    m_choices->setVisible(!choices.isEmpty());
    m_file->setPopupMode(m_overlay ? QToolButton::DelayedPopup : QToolButton::InstantPopup);
    m_title->setText(m_overlay ? tr("Graph diff") : tr("Graph"));
    m_header->findChild<QToolButton *>("addNodeButton")->setVisible(!m_overlay);
    fitHeader();
}

void GraphPane::showLegend()
{
    delete std::exchange(m_legend, nullptr);
    if (!m_overlay || m_overlay->legend.isEmpty())
        return;
    m_legend = new QFrame(m_view);
    m_legend->setObjectName("graphLegend");
    m_legend->setProperty("role", "card");
    m_legend->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *rows = new QGridLayout(m_legend);
    rows->setContentsMargins(8, 6, 8, 6);
    rows->setHorizontalSpacing(8);
    rows->setVerticalSpacing(1);
    int line = 0;
    for (const GraphOverlay::LegendRow &row : m_overlay->legend) {
        auto *sign = new QLabel(m_legend);
        const QIcon icon = theme::icon(graph::differenceSign(row.difference),
                                       tokenOf(row.difference));
        theme::follow(sign, [sign, icon] { sign->setPixmap(icon.pixmap(theme::scaled(12))); });
        QString word = graph::differenceText(row.difference);
        word[0] = word[0].toUpper();
        auto *name = new QLabel(word, m_legend);
        name->setProperty("role", "field");
        auto *text = new QLabel(row.text, m_legend);
        text->setProperty("role", "secondary");
        rows->addWidget(sign, line, 0);
        rows->addWidget(name, line++, 1);
        rows->addWidget(text, line++, 1);
    }
    m_legend->setAccessibleName(tr("What the signs mean"));
    placeLegend();
    m_legend->show();
}

void GraphPane::placeLegend()
{
    if (!m_legend)
        return;
    m_legend->adjustSize();
    m_legend->move(kLegendMargin, m_view->height() - m_legend->height() - kLegendMargin);
}

} // namespace postern::ide
