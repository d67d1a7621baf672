// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/nodeinspector.h"

#include "engine/flow/floweditor.h"
#include "widgets/inspector/conditionform.h"
#include "widgets/inspector/fieldedit.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/inspector/section.h"
#include "widgets/run/amounts.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/stillrepaint.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kWidestLabel = 120;
constexpr int kSide = 12;

/// Empties a section's body for what it shows next.
QGridLayout *renew(QWidget &body)
{
    qDeleteAll(body.findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    delete body.layout();
    auto *grid = new QGridLayout(&body);
    grid->setContentsMargins(kSide, 8, kSide, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    return grid;
}

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
    , m_variants(new QWidget)
    , m_values(new QWidget)
    , m_settingRows(new FieldRows(m_settings))
    , m_inputRows(new FieldRows(m_inputs))
    , m_valueRows(new FieldRows(m_values))
{
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_inputRows->grid().setVerticalSpacing(2);
    m_inputRows->grid().setContentsMargins(kSide, 8, 4, 8); // references are long, and have no frame
    m_empty->setProperty("role", "secondary");
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(kSide, kSide, kSide, kSide);
    buildHeader();
    m_more = new QToolButton(m_page);
    m_more->setObjectName("moreSettings");
    m_more->setProperty("role", "link");
    connect(m_more, &QToolButton::clicked, this, [this] {
        const theme::StillRepaint repaint(*this);
        m_showsAll = !m_showsAll;
        showForms();
        settle();
    });
    auto *lastRun = new QWidget;
    m_settingsSection = new Section(tr("Settings"), m_settings, m_page);
    m_settingsSection->addButton(m_more);
    m_inputsSection = new Section(tr("Inputs"), m_inputs, m_page);
    m_conditionSection = new Section(tr("Activate condition"), m_condition, m_page);
    m_valuesSection = new Section(tr("Values of the last run"), m_values, m_page);
    m_variantsSection = new Section(tr("Variants"), m_variants, m_page);
    m_runSection = new Section(tr("Last run"), lastRun, m_page);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(m_header);
    page->addWidget(m_note);
    page->addWidget(m_settingsSection);
    page->addWidget(m_inputsSection);
    page->addWidget(m_conditionSection);
    page->addWidget(m_valuesSection);
    page->addWidget(m_variantsSection);
    page->addWidget(m_runSection);
    page->addStretch();

    QGridLayout *const grid = renew(*lastRun);
    m_state = new QLabel(lastRun);
    m_state->setObjectName("lastRunState");
    m_time = new QLabel(lastRun);
    m_tokens = new QLabel(lastRun);
    m_error = new ErrorCard(lastRun);
    connect(m_error, &ErrorCard::placeChosen, this, &NodeInspector::placeChosen);
    grid->addWidget(rowLabel(tr("State"), lastRun), 0, 0);
    grid->addWidget(m_state, 0, 1);
    grid->addWidget(rowLabel(tr("Time"), lastRun), 1, 0);
    grid->addWidget(m_time, 1, 1);
    grid->addWidget(rowLabel(tr("Tokens"), lastRun), 2, 0);
    grid->addWidget(m_tokens, 2, 1);
    grid->addWidget(m_error, 3, 0, 1, 2);
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
    m_isNode = true;
    m_node = node;
    m_facts = facts;
    m_name->showText(QString::fromStdString(node.name));
    m_kind->setText(graph::kindText(kind));
    m_badge->setKind(kind);
    showSections(true);
    showForms();
    showVariants(variants, chosen);
    showRun(nullptr);
    showPage();
}

void NodeInspector::showBox(graph::NodeKind kind, const QString &name, const Value &values)
{
    const theme::StillRepaint repaint(*this);
    m_isNode = false;
    m_name->showText(name);
    m_name->setEditable(false);
    m_kind->clear();
    m_badge->setKind(kind);
    showSections(false);
    std::vector<FormField> fields;
    if (values.isDict()) {
        for (const auto &[key, value] : values.asDict()) {
            FormField field;
            field.label = fromUtf8(key.isString() ? key.asString() : std::string());
            field.path = field.label.toStdString();
            field.text = summary(value);
            field.role = "literal";
            field.isEditable = false;
            fields.push_back(std::move(field));
        }
    }
    m_valueRows->show(std::move(fields), values.isNull() ? tr("Not run yet.") : tr("It has none."));
    showPage();
}

void NodeInspector::showSections(bool ofNode)
{
    for (Section *section : {m_settingsSection, m_inputsSection, m_conditionSection, m_runSection})
        section->setVisible(ofNode);
    m_valuesSection->setVisible(!ofNode);
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
    m_condition->setWriter(&m_writer);
    m_condition->setEditable(isEditable);
    m_condition->showNode(m_node, m_facts);
}

void NodeInspector::setWriter(FormWriter writer)
{
    m_writer = std::move(writer);
}

void NodeInspector::setBlocker(const QString &reason)
{
    if (std::exchange(m_blocker, reason) == reason || !m_isNode)
        return;
    const theme::StillRepaint repaint(*this);
    showForms();
    settle();
}

void NodeInspector::take()
{
    m_name->take();
    m_settingRows->take();
    m_inputRows->take();
    m_condition->take();
}

void NodeInspector::rename(const QString &newName)
{
    const QString name = QString::fromStdString(m_node.name);
    const std::string wished = newName.trimmed().toStdString();
    const QString reason
        = m_writer([&](flow::FlowEditor &editor) { editor.renameNode(name.toStdString(), wished); },
                   tr("Rename %1").arg(name));
    m_name->setWrong(!reason.isEmpty());
    m_note->setText(reason);
    m_note->setVisible(!reason.isEmpty());
    settle();
    if (reason.isEmpty())
        emit renamed(name, newName.trimmed());
}

void NodeInspector::showVariants(const flow::NodeVariants *variants, const std::string &chosen)
{
    m_variantsSection->setVisible(variants != nullptr);
    renew(*m_variants);
    if (variants == nullptr)
        return;
    m_variantsSection->setRemark(QString::number(variants->variants.size()));
    const std::string &shown = chosen.empty() ? variants->defaultVariantId : chosen;
    for (const flow::Variant &variant : variants->variants)
        addVariant(variant, *variants, variant.id == shown);
}

void NodeInspector::addVariant(const flow::Variant &variant,
                               const flow::NodeVariants &all,
                               bool isChosen)
{
    auto *grid = static_cast<QGridLayout *>(m_variants->layout());
    const int row = grid->rowCount();
    const QString id = QString::fromStdString(variant.id);
    const bool isDefault = variant.id == all.defaultVariantId;
    auto *choice = new QRadioButton(id, m_variants);
    choice->setChecked(isChosen);
    // Queued: the choice is taken away with all others when the node is shown anew.
    connect(
        choice,
        &QRadioButton::clicked,
        this,
        [this, id, isDefault] { emit variantChosen(isDefault ? QString() : id); },
        Qt::QueuedConnection);
    auto *path = new QLabel(m_variants);
    path->setProperty("role", "secondary");
    showElided(*path, QString::fromStdString(variant.node.source.path), kWidestLabel);
    const auto standard = std::ranges::find(all.variants, all.defaultVariantId, &flow::Variant::id);
    QString about = QString::fromStdString(variant.description);
    if (about.isEmpty())
        about = isDefault || standard == all.variants.end()
                    ? tr("default")
                    : changedFields(variant.node, standard->node);
    auto *remark = new theme::Prose(about, m_variants);
    remark->setProperty("role", "secondary");
    remark->setContentsMargins(22, 0, 0, 0); // under the name
    grid->addWidget(choice, row, 0);
    grid->addWidget(path, row, 1, Qt::AlignRight);
    grid->addWidget(remark, row + 1, 0, 1, 2);
}

void NodeInspector::showRun(const NodeRun *run, const QDateTime &at)
{
    const bool hasRun = run != nullptr && run->state != run::NodeState::Idle;
    const QString told = hasRun ? QStringList{runStateText(*run),
                                              at.toString(Qt::ISODateWithMs),
                                              seconds(run->elapsed),
                                              tokens(run->usage)}
                                      .join(u'\n')
                                : QStringLiteral("–");
    const bool hasError = hasRun && run->error.has_value(); // what can be done may have changed
    if (std::exchange(m_toldRun, told) == told && !hasError)
        return;
    const theme::StillRepaint repaint(*this);
    m_runSection->setRemark(hasRun ? at.toString(QStringLiteral("HH:mm:ss")) : QString());
    m_state->setText(runStateText(hasRun ? *run : NodeRun()));
    theme::setStyled(*m_state, "state", hasRun ? stateColour(run->state) : QString());
    m_time->setText(hasRun && run->elapsed.count() > 0 ? seconds(run->elapsed)
                                                       : QStringLiteral("–"));
    m_tokens->setText(hasRun && run->usage.total > 0 ? tokens(run->usage) : QStringLiteral("–"));
    m_error->setVisible(hasError);
    if (hasError)
        m_error->setError(*run->error);
    settle();
}

void NodeInspector::setAdviser(ErrorAdviser adviser)
{
    m_error->setAdviser(std::move(adviser));
}

void NodeInspector::clear()
{
    const theme::StillRepaint repaint(*this);
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
