// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/inspector/fieldrows.h"
#include "widgets/inspector/nodeform.h"
#include "widgets/inspector/sharedform.h"
#include "widgets/run/runmodel.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class ChipRow;
class ConditionForm;
class FieldEdit;
class KindBadge;
class LastRun;
class PortForm;
class Section;
class VariantTable;

/// A node as its file has it, to be changed in place: settings, inputs, condition and variants; and
/// how it did in the latest run. What the file says is the truth: a change goes to the writer, and
/// comes back as what is shown next.
class NodeInspector final : public QWidget
{
    Q_OBJECT

public:
    explicit NodeInspector(QWidget *parent = nullptr);

    /// `variants` is null for a node without; `chosen` names the one that is shown, empty the
    /// default. Of the same node only what has changed is painted, and its run stays.
    void showNode(const flow::Node &node,
                  graph::NodeKind kind,
                  const flow::NodeVariants *variants = nullptr,
                  const std::string &chosen = {},
                  const FormFacts &facts = {});
    /// What several nodes share; a change goes to all of them.
    void showNodes(std::vector<SharedNode> nodes);
    /// The flow's own inputs or outputs with what the latest run had of them; null: no run has.
    void showBox(graph::NodeKind kind, const QString &name, const Value &values);
    /// The same, with what the file says of them, to be changed.
    void showPorts(const flow::Flow &flow, std::function<QStringList()> references);
    /// Has what an output of the flow refers to pointed at on the canvas.
    void setOutputPick(std::function<void(const std::string &output)> pick);
    bool showsBox() const { return m_showsBox; }
    /// What the wire that is being drawn could feed, while it begins at the node that is shown.
    struct Wiring
    {
        QString type; ///< of the output
        QString readBy;
        QString couldFeed;
        QString notOffered;
    };
    void showWiring(const Wiring &wiring);
    void endWiring();
    /// Null: the node has not run. `at` is when the run started.
    void showRun(const NodeRun *run, const QDateTime &at = {});
    void clear();
    void setAdviser(ErrorAdviser adviser);

    /// What runs the node that is shown; has to outlive this.
    void setRunAction(QAction *action);
    /// Without one nothing can be changed here.
    void setWriter(FormWriter writer);
    /// Why nothing can be changed now, one sentence; empty: it can.
    void setBlocker(const QString &reason);
    /// What a field offers is known now: its list, if it is open, shows it.
    void renewLists();
    /// Writes what was typed and not told yet, as leaving its field would.
    void take();

signals:
    /// One of several that are shown is not to be among them.
    void nodeTaken(const QString &name);
    /// The node that is shown has another name.
    void renamed(const QString &name, const QString &newName);
    void placeChosen(const QString &file, int line, int column);
    /// All of the latest run's inputs and outputs are wanted.
    void ioRequested();
    /// Empty for the default variant.
    void variantChosen(const QString &id);

private:
    /// Of a node, or of the flow's own inputs or outputs.
    void showSections(bool ofNode);
    void showForms();
    void showShared();
    void buildHeader();
    void buildMore();
    QWidget *buildInputs();
    void showGap(bool isEditable);
    void closeGap();
    void rename(const QString &newName);
    void showPage();
    /// Lays out now what would wait for the event loop, and be painted there.
    void settle();

    QLabel *const m_empty;               // child of this
    QWidget *const m_page;               // child of this
    KindBadge *const m_badge;            // child of this
    FieldEdit *const m_name;             // child of m_page
    theme::Prose *const m_note;          // child of m_page
    QLabel *const m_kind;                // child of this
    QWidget *const m_settings;           // child of m_page
    QWidget *const m_inputs;             // child of m_page
    ConditionForm *const m_condition;    // child of m_page
    VariantTable *const m_variants;      // child of m_page
    QWidget *const m_values;             // child of m_page
    FieldRows *const m_settingRows;      // of m_settings
    FieldRows *const m_inputRows;        // of m_inputs
    FieldRows *const m_valueRows;        // of m_values
    QToolButton *m_more = nullptr;       // child of m_page
    ChipRow *m_chips = nullptr;          // child of m_page
    theme::Prose *m_gapNote = nullptr;   // child of m_page
    QToolButton *m_gapFix = nullptr;     // child of m_page
    QToolButton *m_addVariant = nullptr; // child of m_variantsSection
    QHBoxLayout *m_header = nullptr;
    QToolButton *m_runNode = nullptr; // child of m_page
    PortForm *const m_ports;          // child of m_page
    LastRun *const m_run;             // child of m_page
    FieldRows *const m_wiringRows;    // of a child of m_page
    FieldRows *const m_environment;   // of a child of m_page
    FieldRows *const m_includes;      // of a child of m_page
    Section *m_environmentSection = nullptr;
    Section *m_includesSection = nullptr;
    Section *m_wiringSection = nullptr;
    Section *m_settingsSection = nullptr;
    Section *m_inputsSection = nullptr;
    Section *m_conditionSection = nullptr;
    Section *m_valuesSection = nullptr;
    Section *m_variantsSection = nullptr;
    Section *m_runSection = nullptr;
    graph::NodeKind m_boxKind = graph::NodeKind::Input; ///< that is shown, if not m_isNode
    FormWriter m_writer;
    QString m_blocker;
    flow::Node m_node; ///< that is shown, if m_isNode
    FormFacts m_facts;
    std::vector<SharedNode> m_several; ///< that are shown; empty: one, or a box
    bool m_isNode = false;
    bool m_showsBox = false;
    bool m_showsAll = false;
};

} // namespace postern::widgets
