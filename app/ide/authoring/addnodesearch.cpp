// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/addnodesearch.h"

#include "app/ide/authoring/nodecatalog.h"
#include "app/ide/authoring/popupplace.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr int kSearchWidth = 480;
constexpr int kSearchHeight = 380;
constexpr int kBadge = 16;
constexpr int kFoundRole = Qt::UserRole; ///< index into what was found
enum Column { Title, Note, Fills, ColumnCount };

bool hasWords(const NodeChoice &choice, const QStringList &words)
{
    const QString text = choice.title + '\n' + choice.otherTitle + '\n' + choice.note + '\n'
                         + choice.type + '\n' + choice.path;
    return std::ranges::all_of(words, [&](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

QStandardItem *cell(const QString &text, int found)
{
    auto *const item = new QStandardItem(text);
    item->setData(found, kFoundRole);
    item->setEditable(false);
    if (found < 0)
        item->setFlags(Qt::NoItemFlags);
    return item;
}

} // namespace

AddNodeSearch::AddNodeSearch(NodeCatalog &catalog,
                             std::optional<Wire> wire,
                             const QString &after,
                             QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_catalog(catalog)
    , m_wire(std::move(wire))
    , m_after(after)
    , m_field(new QLineEdit(this))
    , m_filter(new QToolButton(this))
    , m_list(new QTreeView(this))
    , m_rows(new QStandardItemModel(this))
    , m_keys(new QLabel(this))
    , m_isFiltered(m_wire && m_wire->type != graph::PortType::Unknown)
{
    setObjectName("addNode");
    setAttribute(Qt::WA_DeleteOnClose);
    const QString from = m_wire ? m_wire->name : m_after;
    buildFields(from.isEmpty() ? tr("Add a node") : tr("Add after %1").arg(from));
    buildList();
    resize(theme::scaled(kSearchWidth), theme::scaled(kSearchHeight));
    setFocusProxy(m_field);
    take();
    connect(&m_catalog, &NodeCatalog::changed, this, &AddNodeSearch::take);
    connect(m_field, &QLineEdit::textChanged, this, &AddNodeSearch::fill);
    connect(m_list, &QTreeView::clicked, this, [this] { chooseCurrent(m_wire.has_value()); });
    m_catalog.refresh();
}

void AddNodeSearch::buildFields(const QString &prompt)
{
    m_field->setPlaceholderText(prompt);
    m_field->setAccessibleName(prompt);
    m_field->installEventFilter(this);
    m_filter->setObjectName("addNodeFilter");
    m_filter->setFocusPolicy(Qt::NoFocus); // Backspace in the empty field does the same
    m_filter->setVisible(m_isFiltered);
    if (m_wire)
        m_filter->setText(tr("takes: %1").arg(graph::portTypeText(m_wire->type)));
    m_filter->setIcon(theme::icon(QStringLiteral("close")));
    m_filter->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_filter->setToolTip(tr("Show everything (Backspace)"));
    connect(m_filter, &QToolButton::clicked, this, [this] { setFiltered(false); });
    QStringList keys{tr("Enter adds")};
    if (!m_wire && !m_after.isEmpty())
        keys.append(tr("Shift+Enter wires it to %1").arg(m_after));
    keys.append(m_wire ? tr("Esc drops the wire") : tr("Esc closes"));
    m_keys->setText(keys.join(QStringLiteral("   ")));
    m_keys->setProperty("role", "secondary");
    m_keys->setWordWrap(true);
    auto *const top = new QHBoxLayout;
    top->addWidget(m_field, 1);
    top->addWidget(m_filter);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_keys);
}

void AddNodeSearch::buildList()
{
    m_rows->setColumnCount(ColumnCount);
    m_list->setModel(m_rows);
    new widgets::EmptyNote(m_list, tr("Nothing found."));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setUniformRowHeights(true);
    m_list->setIconSize({theme::scaled(kBadge), theme::scaled(kBadge)});
    m_list->setAccessibleName(m_field->placeholderText());
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Title, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Note, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Fills, QHeaderView::ResizeToContents);
}

void AddNodeSearch::popUpAt(const QPoint &globalPosition)
{
    move(popupPlace(globalPosition, size(), *parentWidget()));
    show();
    setFocus();
}

bool AddNodeSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *const key = static_cast<QKeyEvent *>(event);
    constexpr int kPage = 8;
    switch (key->key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_PageUp:
        step(-kPage);
        return true;
    case Qt::Key_PageDown:
        step(kPage);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        chooseCurrent(m_wire.has_value() || key->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    case Qt::Key_Backspace:
        if (!m_field->text().isEmpty() || !m_isFiltered)
            return false;
        setFiltered(false);
        return true;
    default:
        return false;
    }
}

void AddNodeSearch::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    tellCurrent();
}

void AddNodeSearch::setFiltered(bool isFiltered)
{
    m_isFiltered = isFiltered;
    m_filter->setVisible(isFiltered);
    fill();
}

void AddNodeSearch::take()
{
    m_found.clear();
    m_choices = m_catalog.choices();
    fill();
}

bool AddNodeSearch::isLetThrough(const NodeChoice &choice) const
{
    return !m_isFiltered || choice.isTemplate || inputFor(choice, m_wire->type);
}

std::optional<AddNodeSearch::Found> AddNodeSearch::find(const NodeChoice &choice,
                                                        const QStringList &words) const
{
    if (hasWords(choice, words))
        return Found{&choice, {}};
    const QString name = words.isEmpty() ? QString() : words.last();
    const bool isAsked = words.size() > 1 || choice.tool.isEmpty();
    if (choice.isTemplate && isAsked && isNodeName(name)
        && hasWords(choice, words.mid(0, words.size() - 1)))
        return Found{&choice, name};
    return {};
}

QString AddNodeSearch::filledInput(const NodeChoice &choice) const
{
    if (!m_wire)
        return {};
    const ChoiceInput *const input = inputFor(choice, m_wire->type);
    if (choice.isTemplate || !input)
        return choice.isTemplate ? tr("any") : QString();
    return input->type == graph::PortType::Unknown
               ? input->name
               : input->name + QStringLiteral(": ") + graph::portTypeText(input->type);
}

void AddNodeSearch::fill()
{
    m_rows->removeRows(0, m_rows->rowCount());
    m_found.clear();
    addSection(NodeChoice::Section::Prompts, tr("Prompts"));
    addSection(NodeChoice::Section::Python, tr("Python"));
    addSection(NodeChoice::Section::Tools, tr("Tools"));
    for (int row = 0; row < m_rows->rowCount(); ++row)
        m_list->setFirstColumnSpanned(row, {}, m_rows->item(row)->data(kFoundRole).toInt() < 0);
    // What has the words is meant before what would take them as a new node's name.
    const auto meant = std::ranges::find_if(m_found, &QString::isEmpty, &Found::name);
    m_list->setCurrentIndex({});
    step(meant == m_found.end() ? 1 : static_cast<int>(meant - m_found.begin()) + 1);
}

void AddNodeSearch::addSection(NodeChoice::Section section, const QString &title)
{
    const QStringList words = m_field->text().split(u' ', Qt::SkipEmptyParts);
    std::vector<Found> found;
    int all = 0;
    for (const NodeChoice &choice : m_choices) {
        if (choice.section != section)
            continue;
        ++all;
        if (auto match = find(choice, words); match && isLetThrough(choice))
            found.push_back(*match);
    }
    if (found.empty())
        return;
    // What has the words comes before what takes one as its name.
    std::ranges::stable_partition(found, [](const Found &each) { return each.name.isEmpty(); });
    const auto shown = static_cast<int>(found.size());
    QStandardItem *const head
        = cell(shown == all ? title : tr("%1   %2 of %3").arg(title).arg(shown).arg(all), -1);
    QFont font = theme::font();
    font.setWeight(QFont::DemiBold);
    head->setFont(font);
    head->setForeground(theme::current().text2);
    m_rows->appendRow({head, cell({}, -1), cell({}, -1)});
    const double ratio = devicePixelRatioF();
    for (const Found &each : found) {
        const int index = static_cast<int>(m_found.size());
        m_found.push_back(each);
        QStandardItem *const name = cell(each.name.isEmpty()
                                             ? each.choice->title
                                             : tr("%1: %2").arg(each.choice->title, each.name),
                                         index);
        name->setIcon(widgets::kindBadge(each.choice->kind, theme::scaled(kBadge), ratio));
        QStandardItem *const note = cell(each.choice->note, index);
        note->setForeground(theme::current().text2);
        QStandardItem *const fills = cell(filledInput(*each.choice), index);
        fills->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        fills->setForeground(theme::current().text2);
        m_rows->appendRow({name, note, fills});
    }
}

void AddNodeSearch::step(int by)
{
    const int direction = by < 0 ? -1 : 1;
    int row = m_list->currentIndex().row();
    for (int left = std::abs(by); left > 0; --left) {
        int next = row + direction;
        while (next >= 0 && next < m_rows->rowCount()
               && m_rows->item(next)->data(kFoundRole).toInt() < 0)
            next += direction; // a title
        if (next < 0 || next >= m_rows->rowCount())
            break;
        row = next;
    }
    m_list->setCurrentIndex(m_rows->index(row, Title));
    if (row == 1)
        m_list->scrollToTop(); // its title too
    tellCurrent();
}

const AddNodeSearch::Found *AddNodeSearch::current() const
{
    const QModelIndex row = m_list->currentIndex();
    const int index = row.isValid() ? row.siblingAtColumn(Title).data(kFoundRole).toInt() : -1;
    return index < 0 ? nullptr : &m_found[static_cast<std::size_t>(index)];
}

void AddNodeSearch::tellCurrent()
{
    const Found *const found = isVisible() ? current() : nullptr;
    emit currentChanged(found ? found->choice : nullptr, found ? found->name : QString());
}

void AddNodeSearch::chooseCurrent(bool isWired)
{
    const Found *const found = current();
    if (!found)
        return;
    const NodeChoice choice = *found->choice;
    const QString name = found->name;
    close();
    emit chosen(choice, name, isWired);
}

} // namespace postern::ide
