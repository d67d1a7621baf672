// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/inspector/fieldrows.h"
#include "widgets/run/runmodel.h"

#include <QWidget>

class QLabel;

namespace postern::widgets {

class KindBadge;
class Section;

/// A node as its file has it: settings, inputs, condition and variants, and how it did in the
/// latest run. It shows; the file is edited in its editor.
class NodeInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit NodeInspector(QWidget *parent = nullptr);

    /// `variants` is null for a node without; `chosen` names the one that is shown, empty the
    /// default.
    void showNode(const flow::Node &node,
                  graph::NodeKind kind,
                  const flow::NodeVariants *variants = nullptr,
                  const std::string &chosen = {});
    /// The flow's own inputs or outputs with what the latest run had of them; null: no run has.
    void showBox(graph::NodeKind kind, const QString &name, const Value &values);
    /// Null: the node has not run. `at` is when the run started.
    void showRun(const NodeRun *run, const QDateTime &at = {});
    void clear();
    void setAdviser(ErrorAdviser adviser);

signals:
    void placeChosen(const QString &file, int line, int column);
    /// All of the latest run's inputs and outputs are wanted.
    void ioRequested();
    /// Empty for the default variant.
    void variantChosen(const QString &id);

private:
    /// Of a node, or of the flow's own inputs or outputs.
    void showSections(bool ofNode);
    void showSettings(const flow::Node &node);
    void showInputs(const flow::Node &node);
    void showCondition(const flow::Node &node);
    void showVariants(const flow::NodeVariants *variants, const std::string &chosen);
    void showPage();
    /// Lays out now what would wait for the event loop, and be painted there.
    void settle();
    void addVariant(const flow::Variant &variant, const flow::NodeVariants &all, bool isChosen);

    QLabel *const m_empty;      // child of this
    QWidget *const m_page;      // child of this
    KindBadge *const m_badge;   // child of this
    QLabel *const m_name;       // child of this
    QLabel *const m_kind;       // child of this
    QWidget *const m_settings;  // child of m_page
    QWidget *const m_inputs;    // child of m_page
    QWidget *const m_condition; // child of m_page
    QWidget *const m_variants;  // child of m_page
    QWidget *const m_values;    // child of m_page
    FieldRows m_settingRows;
    FieldRows m_inputRows;
    FieldRows m_conditionRows;
    FieldRows m_valueRows;
    Section *m_settingsSection = nullptr;
    Section *m_inputsSection = nullptr;
    Section *m_conditionSection = nullptr;
    Section *m_valuesSection = nullptr;
    Section *m_variantsSection = nullptr;
    Section *m_runSection = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_time = nullptr;
    QLabel *m_tokens = nullptr;
    ErrorCard *m_error = nullptr;
    QString m_toldRun; ///< what of a run is shown
};

} // namespace postern::widgets
