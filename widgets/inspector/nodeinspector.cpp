// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/nodeinspector.h"

#include "engine/flow/floweditor.h"
#include "widgets/inspector/chiprow.h"
#include "widgets/inspector/conditionform.h"
#include "widgets/inspector/fieldedit.h"
#include "widgets/inspector/flowform.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/inspector/lastrun.h"
#include "widgets/inspector/portform.h"
#include "widgets/inspector/section.h"
#include "widgets/inspector/varianttable.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/stillrepaint.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kSide = 12;

/// Lays out all that is shown below a widget, the innermost first. What waits for the event loop
/// is laid out in stages, and painted at each.
void layOutNow(QWidget &widget)
{
    for (auto *child : widget.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (!child->isHidden())
            layOutNow(*child);
    }
    if (widget.layout() != nullptr)
        widget.layout()->activate();
}

} // namespace

NodeInspector::NodeInspector(QWidget *parent)
    : QWidget(parent)
    , m_empty(new theme::Prose(tr("Select a node to see its settings."), this))
    , m_page(new QWidget)
    , m_badge(new KindBadge(m_page))
    , m_name(new FieldEdit(m_page))
    , m_note(new theme::Prose(m_page))
    , m_kind(new QLabel(m_page))
    , m_settings(new QWidget)
    , m_inputs(new QWidget)
    , m_condition(new ConditionForm)
    , m_variants(new VariantTable)
    , m_values(new QWidget)
    , m_settingRows(new FieldRows(m_settings))
    , m_inputRows(new FieldRows(m_inputs))
    , m_valueRows(new FieldRows(m_values))
    , m_ports(new PortForm)
    , m_run(new LastRun)
    , m_wiringRows(new FieldRows(new QWidget))
    , m_environment(new FieldRows(new QWidget))
    , m_includes(new FieldRows(new QWidget))
{
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_inputRows->grid().setVerticalSpacing(2);
    m_inputRows->grid().setContentsMargins(kSide, 8, 4, 8); // references are long, and have no frame
    m_empty->setProperty("role", "secondary");
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(kSide, kSide, kSide, kSide);
    buildHeader();
    buildMore();
    m_settingsSection = new Section(tr("Settings"), m_settings, m_page);
    m_settingsSection->addButton(m_more);
    m_inputsSection = new Section(tr("Inputs"), buildInputs(), m_page);
    m_conditionSection = new Section(tr("Activate condition"), m_condition, m_page);
    m_valuesSection = new Section(tr("Values of the last run"), m_values, m_page);
    m_variantsSection = new Section(tr("Variants"), m_variants, m_page);
    m_addVariant = new QToolButton(m_variantsSection);
    m_addVariant->setObjectName("addVariant");
    m_addVariant->setIcon(theme::icon("plus"));
    m_addVariant->setToolTip(tr("Add a variant, a copy of the one that is shown"));
    m_addVariant->setAccessibleName(m_addVariant->toolTip());
    m_variantsSection->addButton(m_addVariant);
    connect(m_addVariant, &QToolButton::clicked, m_variants, [this] { m_variants->add(); });
    m_runSection = new Section(tr("Last run"), m_run, m_page);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(m_header);
    auto *chips = new QHBoxLayout;
    chips->setContentsMargins(kSide, 0, kSide, 0);
    chips->addWidget(m_chips);
    page->addLayout(chips);
    page->addWidget(m_note);
    m_environmentSection = new Section(tr("Environment variables"),
                                       m_environment->grid().parentWidget(),
                                       m_page);
    m_includesSection = new Section(tr("Files from elsewhere"),
                                    m_includes->grid().parentWidget(),
                                    m_page);
    page->addWidget(m_ports);
    page->addWidget(m_settingsSection);
    page->addWidget(m_inputsSection);
    m_wiringSection = new Section(tr("Output"), m_wiringRows->grid().parentWidget(), m_page);
    m_wiringSection->setObjectName("wiringSection");
    m_wiringSection->hide();
    page->addWidget(m_wiringSection);
    page->addWidget(m_conditionSection);
    page->addWidget(m_valuesSection);
    page->addWidget(m_environmentSection);
    page->addWidget(m_includesSection);
    page->addWidget(m_variantsSection);
    page->addWidget(m_runSection);
    page->addStretch();

    connect(m_run, &LastRun::placeChosen, this, &NodeInspector::placeChosen);
    connect(m_variants, &VariantTable::variantChosen, this, &NodeInspector::variantChosen);
    auto *io = new QToolButton(m_runSection);
    io->setObjectName("showIo");
    io->setText(tr("Show I/O"));
    io->setToolTip(tr("Show inputs and outputs"));
    io->setProperty("role", "link");
    m_runSection->addButton(io);
    connect(io, &QToolButton::clicked, this, &NodeInspector::ioRequested);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(scroll);
    clear();
}

void NodeInspector::showNode(const flow::Node &node,
                             graph::NodeKind kind,
                             const flow::NodeVariants *variants,
                             const std::string &chosen,
                             const FormFacts &facts)
{
    const theme::StillRepaint repaint(*this);
    const bool isOther = !m_isNode || node.name != m_node.name;
    m_isNode = true;
    m_showsBox = false;
    m_several.clear();
    m_chips->hide();
    m_settingsSection->setRemark({});
    m_node = node;
    m_facts = facts;
    m_name->showText(QString::fromStdString(node.name));
    m_kind->setText(graph::kindText(kind));
    m_badge->setKind(kind);
    showSections(true);
    showForms();
    m_variants->setWriter(&m_writer);
    m_variants->setEditable(m_blocker.isEmpty());
    m_variants->show(node, variants, chosen, m_facts.hasFile);
    m_variantsSection->setVisible(variants != nullptr || m_writer);
    m_variantsSection->setRemark(variants ? QString::number(variants->variants.size()) : QString());
    if (isOther)
        showRun(nullptr);
    showPage();
}

void NodeInspector::showSections(bool ofNode)
{
    const bool isOne = ofNode && m_several.empty();
    m_runNode->setVisible(isOne && m_runNode->defaultAction() != nullptr);
    m_kind->setVisible(m_runNode->isHidden()); // the badge says it too
    for (Section *section : {m_settingsSection, m_inputsSection, m_conditionSection, m_runSection})
        section->setVisible(ofNode);
    m_valuesSection->setVisible(!ofNode);
    m_ports->setVisible(!ofNode);
    m_environmentSection->hide();
    m_includesSection->hide();
    if (!ofNode)
        m_variantsSection->hide();
}

void NodeInspector::showPage()
{
    m_empty->hide();
    m_page->parentWidget()->parentWidget()->show();
    settle();
}

void NodeInspector::buildHeader()
{
    m_name->setName(tr("Name"));
    m_name->setObjectName("nodeNameField");
    m_name->input()->setObjectName("nodeName");
    m_name->setEditable(false);
    connect(m_name, &FieldEdit::committed, this, &NodeInspector::rename);
    m_kind->setProperty("role", "secondary");
    m_note->setProperty("role", "secondary");
    m_note->setObjectName("formNote");
    m_note->setContentsMargins(kSide, 0, kSide, 8);
    m_note->hide();
    m_header = new QHBoxLayout;
    m_header->setContentsMargins(kSide, 10, kSide, 10);
    m_header->setSpacing(8);
    m_header->addWidget(m_badge);
    m_header->addWidget(m_name, 1);
    m_header->addWidget(m_kind);
    m_runNode = new QToolButton(m_page);
    m_runNode->setObjectName("runNodeButton");
    m_runNode->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_runNode->setProperty("role", "button");
    m_runNode->hide();
    m_header->addWidget(m_runNode);
    m_chips = new ChipRow(m_page);
    connect(m_chips, &ChipRow::taken, this, &NodeInspector::nodeTaken);
}

void NodeInspector::buildMore()
{
    m_more = new QToolButton(m_page);
    m_more->setObjectName("moreSettings");
    m_more->setProperty("role", "link");
    connect(m_more, &QToolButton::clicked, this, [this] {
        const theme::StillRepaint repaint(*this);
        m_showsAll = !m_showsAll;
        showForms();
        settle();
    });
}

void NodeInspector::showForms()
{
    const bool isEditable = m_writer && m_blocker.isEmpty();
    m_name->setEditable(isEditable);
    m_note->setText(m_blocker);
    m_note->setVisible(m_writer && !m_blocker.isEmpty());
    for (FieldRows *const rows : {m_settingRows, m_inputRows}) {
        rows->setWriter(&m_writer);
        rows->setEditable(isEditable);
    }
    m_settingRows->show(settingFields(m_node, m_facts, m_showsAll && isEditable));
    m_more->setVisible(isEditable && (m_showsAll || hasMoreSettings(m_node, m_facts)));
    m_more->setText(m_showsAll ? tr("Fewer") : tr("More"));
    m_more->setToolTip(m_showsAll ? tr("Show only what is set or often used")
                                  : tr("Show all that can be set"));
    std::vector<FormField> inputs = inputFields(m_node, m_facts);
    m_inputsSection->setRemark(QString::number(inputs.size()));
    m_inputRows->show(std::move(inputs), tr("It takes none."));
    m_addVariant->setVisible(isEditable);
    showGap(isEditable);
    m_condition->setWriter(&m_writer);
    m_condition->setEditable(isEditable);
    m_condition->showNode(m_node, m_facts);
}

QWidget *NodeInspector::buildInputs()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *offer = new QHBoxLayout;
    offer->setContentsMargins(kSide, 4, 8, 0);
    m_gapNote = new theme::Prose(content);
    m_gapNote->setObjectName("signatureNote");
    m_gapNote->setProperty("role", "secondary");
    m_gapNote->setProperty("state", "warn");
    m_gapFix = new QToolButton(content);
    m_gapFix->setObjectName("updateInputs");
    m_gapFix->setProperty("role", "link");
    m_gapFix->setText(tr("Update inputs"));
    connect(m_gapFix, &QToolButton::clicked, this, &NodeInspector::closeGap);
    offer->addWidget(m_gapNote, 1);
    offer->addWidget(m_gapFix, 0, Qt::AlignTop);
    column->addLayout(offer);
    column->addWidget(m_inputs);
    m_gapNote->hide();
    m_gapFix->hide();
    return content;
}

void NodeInspector::showGap(bool isEditable)
{
    const SignatureGap gap = gapOf(m_node, m_facts);
    const auto named = [](const std::vector<std::string> &names) {
        QStringList words;
        for (const std::string &name : names)
            words.append(fromUtf8(name));
        return words.join(QStringLiteral(", "));
    };
    QStringList said;
    if (!gap.gone.empty())
        said.append(tr("The code no longer takes: %1.").arg(named(gap.gone)));
    if (!gap.missing.empty())
        said.append(tr("The code needs: %1.").arg(named(gap.missing)));
    m_gapNote->setText(said.join(u' '));
    m_gapNote->setVisible(!said.isEmpty());
    m_gapFix->setVisible(isEditable && !gap.gone.empty());
    m_gapFix->setToolTip(gap.isRename()
                             ? tr("%1 takes what %2 took").arg(named(gap.missing), named(gap.gone))
                             : tr("Take out %1").arg(named(gap.gone)));
}

void NodeInspector::closeGap()
{
    const QString reason = m_writer(closing(gapOf(m_node, m_facts), m_node, m_facts),
                                    tr("Update the inputs of %1").arg(fromUtf8(m_node.name)),
                                    {});
    if (reason.isEmpty())
        return;
    m_gapNote->setText(reason);
    settle();
}

void NodeInspector::setRunAction(QAction *action)
{
    m_runNode->setDefaultAction(action);
}

void NodeInspector::setWriter(FormWriter writer)
{
    m_writer = std::move(writer);
}

void NodeInspector::setBlocker(const QString &reason)
{
    if (std::exchange(m_blocker, reason) == reason || (!m_isNode && m_several.empty()))
        return;
    const theme::StillRepaint repaint(*this);
    if (m_isNode)
        showForms();
    else
        showShared();
    settle();
}

void NodeInspector::renewLists()
{
    for (FieldEdit *const edit : findChildren<FieldEdit *>())
        edit->renewList();
}

void NodeInspector::take()
{
    m_name->take();
    m_settingRows->take();
    m_inputRows->take();
    m_condition->take();
    m_variants->take();
    m_ports->take();
    m_environment->take();
    m_includes->take();
}

void NodeInspector::rename(const QString &newName)
{
    const QString name = QString::fromStdString(m_node.name);
    const std::string wished = newName.trimmed().toStdString();
    const QString reason
        = m_writer([&](flow::FlowEditor &editor) { editor.renameNode(name.toStdString(), wished); },
                   tr("Rename %1").arg(name),
                   {});
    m_name->setWrong(!reason.isEmpty());
    m_note->setText(reason);
    m_note->setVisible(!reason.isEmpty());
    settle();
    if (reason.isEmpty())
        emit renamed(name, newName.trimmed());
}

void NodeInspector::showRun(const NodeRun *run, const QDateTime &at)
{
    const theme::StillRepaint repaint(*this);
    if (!m_run->show(run, at))
        return;
    const bool hasRun = run != nullptr && run->state != run::NodeState::Idle;
    m_runSection->setRemark(hasRun ? at.toString(QStringLiteral("HH:mm:ss")) : QString());
    settle();
}

void NodeInspector::setAdviser(ErrorAdviser adviser)
{
    m_run->setAdviser(std::move(adviser));
}

void NodeInspector::clear()
{
    const theme::StillRepaint repaint(*this);
    m_isNode = m_showsBox = false;
    m_several.clear();
    m_page->parentWidget()->parentWidget()->hide(); // the scroll area
    m_empty->show();
    settle();
}

void NodeInspector::settle()
{
    layOutNow(*this);
    QEvent request(QEvent::LayoutRequest); // by which the scroll area sizes the page
    QCoreApplication::sendEvent(m_page, &request);
}

} // namespace postern::widgets
