// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/runtoolbar.h"

#include "app/ide/commands/actions.h"
#include "app/ide/environment/environmenttext.h"
#include "app/ide/session/session.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/iconlabel.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayout>
#include <QResizeEvent>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kIconSize = 16;
constexpr int kWide = 1340;
constexpr int kCommandWidth = 260;
constexpr int kNarrowCommandWidth = 180;
constexpr int kComboCharacters = 16;
constexpr int kNarrowComboCharacters = 9;
constexpr int kWidestCombo = 220;

QComboBox *combo(QWidget *parent)
{
    auto *made = new QComboBox(parent);
    made->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    theme::follow(made, [made] { made->setMaximumWidth(theme::scaled(kWidestCombo)); });
    made->setMinimumContentsLength(kComboCharacters);
    return made;
}

} // namespace

RunToolBar::RunToolBar(Session &session, const Actions &actions, QWidget *parent)
    : QToolBar(tr("Run"), parent)
    , m_session(session)
    , m_actions(actions)
    , m_run(new QToolButton(this))
    , m_stop(new QToolButton(this))
    , m_rows(combo(this))
    , m_variants(combo(this))
    , m_engine(combo(this))
    , m_commands(new QToolButton(this))
{
    setObjectName("runToolBar");
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    // Not the action's own button: on the accent its icon has another colour than in the menu.
    m_run->setIcon(theme::icon("run", &theme::Tokens::onAccent));
    m_run->setText(actions[ActionId::Run]->text());
    m_run->setAccessibleName(m_run->text());
    m_run->setProperty("role", "primary");
    m_run->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_run->setObjectName("runButton");
    addWidget(m_run);
    connect(m_run, &QToolButton::clicked, actions[ActionId::Run], &QAction::trigger);
    connect(actions[ActionId::Run], &QAction::changed, this, &RunToolBar::showRunnable);
    showRunnable();
    m_stop->setAccessibleName(actions[ActionId::Stop]->text());
    m_stop->setObjectName("stopButton");
    addWidget(m_stop);
    connect(m_stop, &QToolButton::clicked, actions[ActionId::Stop], &QAction::trigger);
    connect(actions[ActionId::Stop], &QAction::changed, this, &RunToolBar::showStoppable);
    showStoppable();
    addDebugGroup();
    addSeparator();

    m_rows->setModel(session.inputs().sources());
    m_rows->setObjectName("inputsCombo");
    m_rows->setAccessibleName(tr("Inputs"));
    m_rowsActions = {addLabelled(tr("Inputs"), m_rows), addWidget(m_rows)};
    m_variants->setAccessibleName(tr("Variant"));
    m_variantActions = {addLabelled(tr("Variant"), m_variants), addWidget(m_variants)};
    m_engine->setAccessibleName(tr("Engine"));
    m_engine->setObjectName("engineCombo");
    m_engineLabel = addLabelled(tr("Engine"), m_engine);
    addWidget(m_engine);

    auto *space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);
    buildCommandField();
    addWidget(m_commands);

    connect(m_commands, &QToolButton::clicked, actions[ActionId::Commands], &QAction::trigger);
    connect(m_rows, &QComboBox::activated, &session.inputs(), &RunInputs::choose);
    connect(&session.inputs(), &RunInputs::changed, this, &RunToolBar::showSources);
    connect(m_variants, &QComboBox::activated, this, [this](int index) {
        m_session.setVariant(m_variants->itemData(index).toString());
    });
    connect(m_engine, &QComboBox::activated, this, &RunToolBar::chooseEngine);
    connect(&session, &Session::engineChanged, this, &RunToolBar::showEngine);
    connect(&session.environment(), &EnvironmentController::changed, m_engine, [this] {
        m_engine->setToolTip(environmentDetails(m_session.environment()));
    });
    showEngine();
    showFlow();
    theme::follow(this, [this] {
        setIconSize({theme::scaled(kIconSize), theme::scaled(kIconSize)});
        layout()->setContentsMargins(8, 5, 8, 5); // the style's come with every sheet
        fitToWidth();
    });
}

void RunToolBar::addDebugGroup()
{
    const auto add = [this](ActionId id) {
        QAction *const action = m_actions[id];
        auto *button = new QToolButton(this);
        button->setIcon(action->icon());
        button->setAccessibleName(action->text());
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        const auto follow = [action, button] {
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip().isEmpty() ? action->text() : action->toolTip());
        };
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, follow);
        follow();
        m_debugActions.append(addWidget(button));
    };
    add(ActionId::Restart);
    m_debugActions.append(addSeparator());
    for (const ActionId id : {ActionId::Continue,
                              ActionId::Pause,
                              ActionId::NextNode,
                              ActionId::StepInto,
                              ActionId::StepOut,
                              ActionId::StepBack})
        add(id);
}

void RunToolBar::showRunnable()
{
    const QAction *run = m_actions[ActionId::Run];
    m_run->setEnabled(run->isEnabled());
    m_run->setToolTip(run->toolTip());
}

void RunToolBar::showStoppable()
{
    // Red while there is something to stop, which is what the eye looks for then.
    QAction *const stop = m_actions[ActionId::Stop];
    m_stop->setIcon(
        theme::icon("stop", stop->isEnabled() ? &theme::Tokens::err : &theme::Tokens::text2));
    m_stop->setEnabled(stop->isEnabled());
    m_stop->setToolTip(stop->toolTip());
}

QAction *RunToolBar::addLabelled(const QString &text, QComboBox *combo)
{
    auto *label = new QLabel(text, this);
    label->setProperty("role", "secondary");
    label->setBuddy(combo);
    label->setContentsMargins(8, 0, 2, 0);
    return addWidget(label);
}

void RunToolBar::showFlow()
{
    m_variants->clear();
    const Document *document = m_session.document();
    if (document && !document->flow().flow().variants.empty()) {
        m_variants->addItem(tr("Defaults"), QString());
        for (const auto &[node, choices] : document->flow().flow().variants) {
            for (const flow::Variant &variant : choices.variants) {
                const QString name = QString::fromStdString(node + '.' + variant.id);
                m_variants->addItem(name, QStringLiteral("${%1}").arg(name));
            }
        }
        m_variants->setCurrentIndex(std::max(0, m_variants->findData(m_session.variant())));
    }
    showSources();
}

void RunToolBar::showCombos()
{
    const bool hasVariants = m_variants->count() > 0;
    m_variantActions[0]->setVisible(hasVariants && !m_isCompact);
    m_variantActions[1]->setVisible(hasVariants);
    // Also while there is one source alone: data that comes later must not move what stands beside.
    const bool hasRows = m_session.document() != nullptr;
    m_rowsActions[0]->setVisible(hasRows && !m_isCompact);
    m_rowsActions[1]->setVisible(hasRows);
    m_rows->setEnabled(m_rows->count() > 1);
    m_engineLabel->setVisible(!m_isCompact);
    fitToWidth();
}

void RunToolBar::setCompact(bool compact)
{
    m_isCompact = compact;
    for (QAction *action : std::as_const(m_debugActions))
        action->setVisible(!compact);
    m_run->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    showCombos();
}

void RunToolBar::buildCommandField()
{
    m_commands->setObjectName("commandField");
    m_commands->setAccessibleName(m_actions[ActionId::Commands]->text());
    m_commands->setToolTip(m_actions[ActionId::Commands]->toolTip());
    auto *icon = new theme::IconLabel(QStringLiteral("search"), kIconSize, m_commands);
    auto *words = new QLabel(m_actions[ActionId::Commands]->text(), m_commands);
    m_commandKey = new QLabel(m_actions[ActionId::Commands]->shortcut().toString(
                                  QKeySequence::NativeText),
                              m_commands);
    m_commandKey->setProperty("role", "meta");
    auto *layout = new QHBoxLayout(m_commands);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(icon);
    layout->addWidget(words, 1);
    layout->addWidget(m_commandKey);
    for (QLabel *label : {words, m_commandKey})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void RunToolBar::showSources()
{
    m_rows->setCurrentIndex(m_session.inputs().current());
    showCombos();
}

void RunToolBar::showEngine()
{
    m_engine->clear();
    const QIcon ready = theme::icon("tick", &theme::Tokens::ok);
    m_engine->addItem(ready, tr("Simulator"));
    const QString file = m_session.connectionsFile();
    m_engine->addItem(ready,
                      file.isEmpty() ? tr("Real connections")
                                     : tr("Real · %1").arg(QFileInfo(file).fileName()));
    m_engine->addItem(theme::icon("folder-open"), tr("Connections file…"));
    m_engine->setCurrentIndex(m_session.simulates() ? 0 : 1);
    m_actions[ActionId::UseSimulator]->setChecked(m_session.simulates());
    m_actions[ActionId::UseConnections]->setChecked(!m_session.simulates());
    fitToWidth();
}

void RunToolBar::chooseEngine(int index)
{
    if (index == 0)
        m_session.useSimulator();
    else
        m_actions[index == 1 ? ActionId::UseConnections : ActionId::ChooseConnections]->trigger();
    showEngine(); // a dialog that was dismissed leaves the old choice
}

void RunToolBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    fitToWidth();
}

void RunToolBar::showEvent(QShowEvent *event)
{
    QToolBar::showEvent(event);
    fitToWidth();
}

void RunToolBar::fitToWidth()
{
    if (!isVisible())
        return; // there is no width to fit into yet, and asking for hints styles every field
    const bool isWide = width() >= theme::scaled(kWide);
    m_commands->setFixedWidth(theme::scaled(isWide ? kCommandWidth : kNarrowCommandWidth));
    m_commandKey->setVisible(isWide);
    for (QComboBox *box : {m_rows, m_variants, m_engine}) {
        box->setMinimumContentsLength(isWide ? kComboCharacters : kNarrowComboCharacters);
        box->setSizeAdjustPolicy(isWide ? QComboBox::AdjustToContents
                                        : QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    if (isWide)
        return;
    // The room that is left is theirs who would cut a word, one after the other.
    int room = width() - sizeHint().width();
    for (QComboBox *box : {m_engine, m_rows, m_variants}) {
        const int before = box->sizeHint().width();
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        const int wanted = std::min(box->sizeHint().width(), box->maximumWidth()) - before;
        if (wanted > room)
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        else
            room -= std::max(wanted, 0);
    }
}

} // namespace postern::ide
