// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/valueview.h"

#include "widgets/run/renderedpage.h"
#include "widgets/run/textpage.h"
#include "widgets/run/valuedialog.h"
#include "widgets/run/valueeditor.h"
#include "widgets/run/valuemodel.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/icon.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr qulonglong kUnfolded = 10; // longer lists are opened by hand
constexpr int kLeastNameWidth = 60;
constexpr int kMostNameWidth = 180;

} // namespace

ValueView::ValueView(QWidget *parent, Form first)
    : QWidget(parent)
    , m_first(first)
    , m_model(new ValueModel(this))
    , m_rendered(new RenderedPage(this))
    , m_tree(new QTreeView(this))
    , m_raw(new TextPage(this))
    , m_stack(new QStackedWidget(this))
{
    m_rendered->setObjectName("valueRendered");
    m_rendered->setAccessibleName(tr("Value as text"));
    m_raw->setObjectName("valueRaw");
    m_raw->setAccessibleName(tr("Raw value"));
    buildTree();
    for (QWidget *page : {static_cast<QWidget *>(m_rendered),
                          static_cast<QWidget *>(m_tree),
                          static_cast<QWidget *>(m_raw)})
        m_stack->addWidget(page);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 4);
    buttons->setSpacing(4);
    m_forms = {addButton(tr("Text"), buttons),
               addButton(tr("Tree"), buttons),
               addButton(tr("Raw"), buttons)};
    for (const Form form : {Form::Rendered, Form::Tree, Form::Raw}) {
        QToolButton *const button = m_forms.at(static_cast<std::size_t>(form));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        connect(button, &QToolButton::clicked, this, [this, form] {
            m_chosen = form;
            showForm(form);
        });
    }
    buttons->addStretch();
    m_revert = addButton({}, buttons);
    m_revert->setIcon(theme::icon(QStringLiteral("undo")));
    m_revert->setAccessibleName(tr("Revert"));
    m_revert->setObjectName("revertEdits");
    m_revert->setToolTip(tr("Take back what was edited by hand"));
    m_revert->hide();
    connect(m_revert, &QToolButton::clicked, this, &ValueView::revertWanted);
    m_edit = addButton({}, buttons);
    m_edit->setIcon(theme::icon(QStringLiteral("edit")));
    m_edit->setAccessibleName(tr("Edit…"));
    m_edit->setToolTip(tr("Edit as JSON"));
    m_edit->setObjectName("editValue");
    m_edit->hide();
    connect(m_edit, &QToolButton::clicked, this, [this] {
        const bool isInTree = m_stack->currentWidget() == m_tree;
        edit(isInTree ? m_tree->currentIndex() : QModelIndex());
    });
    m_open = addButton(tr("Open large"), buttons);
    m_open->setObjectName("openLarge");
    connect(m_open, &QToolButton::clicked, this, [this] { open({}, m_value); });
    connect(addButton(tr("Copy"), buttons), &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(fullText(m_value));
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(buttons);
    layout->addWidget(m_stack);
    connect(m_rendered, &RenderedPage::opened, this, &ValueView::open);
    showForm(m_first);
}

void ValueView::buildTree()
{
    m_tree->setObjectName("valueTree");
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(14);
    m_tree->setExpandsOnDoubleClick(false); // it opens the row's value
    m_tree->header()->setStretchLastSection(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Value"));
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &ValueView::showMenu);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (m_isEditable)
            return edit(index);
        open(index.data(ValueModel::PathRole).toString(), m_model->value(index));
    });
}

QToolButton *ValueView::addButton(const QString &text, QHBoxLayout *row)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    row->addWidget(button);
    return button;
}

void ValueView::setLarge()
{
    m_open->hide();
}

void ValueView::setValue(const Value &value)
{
    // What is unfolded stays so while a run goes on around it.
    if (value.kind() == m_value.kind() && value == m_value)
        return;
    m_value = value;
    fillTree();
    const bool isTree = m_model->hasChildren() && !value.isString()
                        && (value.isDict() || value.isList() || value.kind() == Value::Kind::Tuple);
    // A single long text is read, not unfolded.
    m_forms.at(static_cast<std::size_t>(Form::Tree))->setEnabled(isTree);
    Form form = m_chosen.value_or(isTree ? m_first : Form::Rendered);
    if (form == Form::Tree && !isTree)
        form = Form::Rendered;
    showForm(form);
}

void ValueView::fillTree()
{
    m_model->setValue(m_value);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, ValueModel::Name);
        if (index.data(ValueModel::CountRole).toULongLong() <= kUnfolded)
            m_tree->expand(index);
    }
    fitNames();
}

// All of the names, as long as their values have the larger half.
void ValueView::fitNames()
{
    m_tree->resizeColumnToContents(ValueModel::Name);
    m_tree->header()->resizeSection(ValueModel::Name,
                                    std::clamp(m_tree->columnWidth(ValueModel::Name),
                                               kLeastNameWidth,
                                               std::max(kMostNameWidth,
                                                        m_tree->width() * 45 / 100)));
}

void ValueView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width() && m_stack->currentWidget() == m_tree)
        fitNames();
}

void ValueView::showForm(Form form)
{
    if (form == Form::Rendered)
        m_rendered->setValue(m_value);
    else if (form == Form::Raw)
        m_raw->setText(fullTextUtf8(m_value));
    m_forms.at(static_cast<std::size_t>(form))->setChecked(true);
    m_stack->setCurrentIndex(static_cast<int>(form));
}

bool ValueView::findText(const QString &words, bool backward)
{
    if (m_stack->currentWidget() != m_raw)
        showForm(Form::Raw);
    return m_raw->findText(words, backward);
}

void ValueView::open(const QString &name, const Value &value)
{
    if (m_open->isHidden() && name.isEmpty()) {
        showForm(Form::Raw);
        return;
    }
    QString title = m_title;
    if (!name.isEmpty())
        title += (title.isEmpty() ? QString() : QStringLiteral(" · ")) + name;
    ValueDialog::open(title, value, window());
}

void ValueView::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
    for (QToolButton *button : {m_edit, m_revert}) { // a panel is no wider when they come
        QSizePolicy policy = button->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        button->setSizePolicy(policy);
    }
    m_edit->setVisible(isEditable);
    m_tree->setToolTip(isEditable ? tr("Double-click a value to edit it") : QString());
}

void ValueView::setEdited(const QStringList &names)
{
    m_model->setEdited(names);
    m_revert->setVisible(!names.isEmpty());
}

void ValueView::edit(const QModelIndex &index)
{
    // A run may give another value while the editor is open.
    const QPersistentModelIndex row = index;
    const QString path = index.data(ValueModel::PathRole).toString();
    const Value before = index.isValid() ? m_model->value(index) : m_value;
    const QString title = path.isEmpty() || m_title.isEmpty()
                              ? m_title + path
                              : m_title + QStringLiteral(" · ") + path;
    const std::optional<Value> now = ValueEditor::ask(tr("Edit %1").arg(title), before, window());
    if (!now || !m_isEditable || (index.isValid() && !row.isValid()))
        return;
    emit edited(row.isValid() ? m_model->wholeWith(row, *now) : *now);
}

void ValueView::showMenu(const QPoint &position)
{
    // A run may give another value while the menu is open.
    const QPersistentModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    QMenu menu;
    if (m_isEditable)
        menu.addAction(tr("Edit…"), this, [this, index] {
            if (index.isValid())
                edit(index);
        });
    menu.addAction(tr("Open large"), this, [this, index] {
        if (index.isValid())
            open(index.data(ValueModel::PathRole).toString(), m_model->value(index));
    });
    const auto copy = [index](int role) {
        if (index.isValid())
            QApplication::clipboard()->setText(index.data(role).toString());
    };
    menu.addAction(tr("Copy value"), this, [copy] { copy(ValueModel::TextRole); });
    menu.addAction(tr("Copy path"), this, [copy] { copy(ValueModel::PathRole); });
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

} // namespace postern::widgets
