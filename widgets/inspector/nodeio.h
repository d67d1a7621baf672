// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/run/requestview.h"
#include "widgets/run/runmodel.h"

#include <QWidget>

#include <optional>
#include <string>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace postern::widgets {

class BindingModel;
class KindBadge;
class LogPage;
class PromptView;
class TextPage;
class ValueView;

/// The pages of a node, as they stand.
enum class NodeTab { Prompt, Inputs, Output, Requests, Logs };

/// All there is to see of one node: what it is, what it is bound to, and what it got, asked,
/// gave and wrote in the latest run.
class NodeIo final : public QWidget
{
    Q_OBJECT

public:
    explicit NodeIo(QWidget *parent = nullptr);

    /// Another node than before has not run; the same keeps what is shown of its run.
    void showNode(const flow::Node &node, graph::NodeKind kind);
    /// Null: the node has not run.
    void showRun(const NodeRun *run);
    /// The requests that were sent for the node in that run.
    void showRequests(const RequestView::Attempts &requests);
    /// Puts what the node asked, or what came back, to the front.
    void showTab(NodeTab tab);
    /// The flow's own inputs or outputs, as the latest run had them; null when it has none yet.
    void showBox(graph::NodeKind kind, const QString &name, const Value &values);
    void clear();
    /// The node whose output is in front, perhaps while it is streamed; empty when there is none.
    QString nodeInFront() const;
    void setAdviser(ErrorAdviser adviser);
    /// Why the flow can't be run now; empty when it can.
    void setRunBlocker(const QString &reason);
    /// What the node got and gave, where they can be edited.
    ValueView *inputValues() const { return m_inputValues; }
    ValueView *outputValue() const { return m_outputValue; }

signals:
    void placeChosen(const QString &file, int line, int column);
    /// nodeInFront() may be another.
    void frontChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *makeHeader();
    void setUpInputs();
    void setUpTabs();
    void fitBindings();
    void showName(const QString &name);
    void showTabs(bool ofNode, bool hasPrompt);
    void showState(const NodeRun &run);
    void nameTab(NodeTab tab, const QString &title);
    void showOutput(const NodeRun &run);

    QString m_node;                   ///< the name of the one that is shown
    QLabel *const m_empty;            // child of this
    QWidget *const m_page;            // child of this
    KindBadge *const m_badge;         // child of this
    QLabel *const m_name;             // child of this
    QLabel *const m_kind;             // child of this
    QLabel *const m_state;            // child of this
    QLabel *const m_metrics;          // child of this
    ErrorCard *const m_error;         // child of this
    QTabWidget *const m_tabs;         // child of this
    BindingModel *const m_bindings;   // child of this
    QStackedWidget *const m_inputs;   // child of this
    QTableView *const m_bindingTable; // child of this
    ValueView *const m_inputValues;   // child of this
    PromptView *const m_prompt;       // child of this
    QStackedWidget *const m_output;   // child of this
    TextPage *const m_streamed;       // child of this
    ValueView *const m_outputValue;   // child of this
    RequestView *const m_requests;    // child of this
    LogPage *const m_logs;            // child of this
};

} // namespace postern::widgets
