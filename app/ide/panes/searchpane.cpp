// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/searchpane.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"
#include "app/ide/home/paths.h"
#include "engine/flow/folderedit.h"
#include "widgets/editor/placelist.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QThreadPool>
#include <QToolButton>

#include <algorithm>
#include <set>
#include <utility>

namespace postern::ide {

namespace {

constexpr int kPauseMs = 250;
constexpr int kFormWidth = 320;
constexpr int kNarrow = 620;                         ///< the results stand below the form
constexpr int kLeastResults = 2 * theme::kRowHeight; ///< more would have the whole panel scrolled

} // namespace

SearchPane::SearchPane(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_term(new QLineEdit(this))
    , m_with(new QLineEdit(this))
    , m_names(new QLineEdit(this))
    , m_case(toggle("searchCase", QStringLiteral("Aa"), tr("Match case")))
    , m_word(toggle("searchWord", QStringLiteral("ab|"), tr("Whole words")))
    , m_regex(toggle("searchRegex", QStringLiteral(".*"), tr("Regular expression")))
    , m_replaces(toggle("searchReplaces", tr("Replace"), tr("Show what each place would become")))
    , m_replace(new QPushButton(tr("Replace all"), this))
    , m_summary(new QLabel(this))
    , m_list(new widgets::PlaceList(this))
{
    setObjectName("searchPane");
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(makeForm());
    m_layout->addWidget(m_list, 1);
    m_list->setObjectName("searchResults");
    m_list->setAccessibleName(tr("Places found"));
    theme::follow(m_list, [this] { m_list->setMinimumHeight(theme::scaled(kLeastResults)); });
    new widgets::EmptyNote(m_list,
                           tr("Nothing found yet. What is found in the files of the folder is "
                              "listed here, unsaved changes counted."));
    setFocusProxy(m_term);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SearchPane::look);
    connect(m_list, &widgets::PlaceList::placeChosen, this, &SearchPane::placeChosen);
    connect(&m_list->places(), &widgets::PlaceModel::chosenChanged, this, &SearchPane::showSummary);
    showSummary();
}

SearchPane::~SearchPane()
{
    if (m_isStopped)
        *m_isStopped = true;
}

QToolButton *SearchPane::toggle(const char *name, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    connect(button, &QToolButton::toggled, this, &SearchPane::lookSoon);
    return button;
}

QWidget *SearchPane::makeForm()
{
    auto *form = new QWidget(this);
    m_term->setObjectName("searchTerm");
    m_with->setObjectName("searchWith");
    m_names->setObjectName("searchNames");
    m_replace->setObjectName("searchReplace");
    m_summary->setObjectName("searchSummary");
    m_summary->setProperty("role", "secondary");
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    for (const auto &[field, text] : {std::pair{m_term, tr("Find in files")},
                                      std::pair{m_with, tr("Replace with")},
                                      std::pair{m_names, tr("Only in files: *.py, data/*")}}) {
        field->setPlaceholderText(text);
        field->setAccessibleName(text);
        connect(field, &QLineEdit::textChanged, this, &SearchPane::lookSoon);
    }
    connect(m_term, &QLineEdit::returnPressed, this, &SearchPane::look);
    connect(m_replaces, &QToolButton::toggled, this, [this](bool isOn) {
        m_with->setVisible(isOn);
        m_replace->setVisible(isOn);
    });
    m_with->hide();
    m_replace->hide();
    connect(m_replace, &QPushButton::clicked, this, &SearchPane::replace);

    auto *terms = new QHBoxLayout;
    terms->setSpacing(4);
    terms->addWidget(m_term, 1);
    for (QToolButton *button : {m_case, m_word, m_regex, m_replaces})
        terms->addWidget(button);
    auto *replacing = new QHBoxLayout;
    replacing->setSpacing(4);
    replacing->addWidget(m_with, 1);
    replacing->addWidget(m_replace);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(terms);
    layout->addLayout(replacing);
    layout->addWidget(m_names);
    layout->addWidget(m_summary);
    layout->addStretch();
    form->setMinimumWidth(theme::scaled(kFormWidth) / 2);
    return form;
}

void SearchPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = event->size().width() < theme::scaled(kNarrow);
    m_layout->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->itemAt(0)->widget()->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX
                                                            : theme::scaled(kFormWidth));
}

void SearchPane::setDocument(Document *document)
{
    if (m_document)
        disconnect(&m_document->workspace(), nullptr, this, nullptr);
    m_search.cancel();
    m_document = document;
    m_findings = {};
    m_list->show({});
    showSummary();
    if (!document)
        return;
    // Places are of texts as they are.
    connect(&document->workspace(), &Workspace::edited, this, [this] {
        if (isVisible() && !m_term->text().isEmpty())
            m_pause.start();
    });
}

void SearchPane::begin(const QString &text)
{
    if (!text.isEmpty() && !text.contains('\n') && !text.contains(QChar(0x2029)))
        m_term->setText(text);
    m_term->selectAll();
    m_term->setFocus(Qt::ShortcutFocusReason);
    lookSoon();
}

void SearchPane::takeOver(const SearchPane &old)
{
    m_term->setText(old.m_term->text());
    m_with->setText(old.m_with->text());
    m_names->setText(old.m_names->text());
    m_case->setChecked(old.m_case->isChecked());
    m_word->setChecked(old.m_word->isChecked());
    m_regex->setChecked(old.m_regex->isChecked());
    m_replaces->setChecked(old.m_replaces->isChecked());
    if (!m_term->text().isEmpty())
        look();
}

void SearchPane::lookSoon()
{
    m_replace->setEnabled(false); // it would do what isn't shown
    m_pause.start();
}

bool SearchPane::isReplacing() const
{
    return m_replaces->isChecked();
}

void SearchPane::look()
{
    m_pause.stop();
    if (!m_document)
        return;
    emit aboutToLook();
    if (m_isStopped)
        *m_isStopped = true;
    m_isStopped = std::make_shared<std::atomic<bool>>(false);
    FolderSearch search{{m_term->text().toStdString(),
                         m_case->isChecked(),
                         m_word->isChecked(),
                         m_regex->isChecked()},
                        m_with->text().toStdString(),
                        m_names->text(),
                        m_document->folder(),
                        m_document->workspace().unsavedTexts()};
    const bool isSame = search.terms == m_searched.terms && search.folder == m_searched.folder;
    m_searched = search;
    m_search.startBlocking(
        *QThreadPool::globalInstance(),
        [search = std::move(search), isStopped = m_isStopped] {
            return searchFolder(search, *isStopped);
        },
        [this, isSame](Outcome<FolderFindings> outcome) {
            if (!outcome.value)
                return;
            // What was left out stays so while only its replacement becomes another.
            std::set<std::pair<QString, std::size_t>> leftOut;
            for (const widgets::PlaceGroup &group : m_list->places().groups()) {
                for (const widgets::ListedPlace &place : group.places) {
                    if (isSame && !place.isChosen)
                        leftOut.emplace(group.path, place.offset);
                }
            }
            for (widgets::PlaceGroup &group : outcome.value->groups) {
                for (widgets::ListedPlace &place : group.places)
                    place.isChosen = !leftOut.contains({group.path, place.offset});
            }
            take(std::move(*outcome.value));
        });
}

void SearchPane::take(FolderFindings findings)
{
    m_findings = std::move(findings);
    const QModelIndex before = m_list->currentIndex();
    const int line = m_list->verticalScrollBar()->value();
    m_list->show(std::exchange(m_findings.groups, {}));
    if (before.isValid()) // looked for once more, as the text is another
        m_list->verticalScrollBar()->setValue(line);
    if (isReplacing()) {
        std::vector<std::vector<QString>> replacements;
        for (const std::vector<FoundText> &file : m_findings.texts) {
            std::vector<QString> &each = replacements.emplace_back();
            for (const FoundText &found : file)
                each.push_back(QString::fromStdString(found.with));
        }
        m_list->places().setReplacements(std::move(replacements));
    }
    showSummary();
}

void SearchPane::showSummary()
{
    const std::size_t chosen = m_list->places().chosenCount();
    m_replace->setEnabled(isReplacing() && chosen > 0 && !m_pause.isActive());
    QStringList parts;
    if (!m_findings.problem.isEmpty())
        parts.append(m_findings.problem);
    else if (m_findings.count > 0)
        parts.append(tr("Places: %1 in files: %2")
                         .arg(QString::number(m_findings.count),
                              QString::number(m_list->places().groups().size())));
    else if (!m_searched.terms.text.empty() && m_document)
        parts.append(tr("Nothing found."));
    if (m_findings.isCut)
        parts.append(tr("There are more: look for something longer."));
    if (m_findings.leftOut > 0)
        parts.append(tr("Left out, as they are large or no text: %1").arg(m_findings.leftOut));
    if (isReplacing() && chosen < m_findings.count)
        parts.append(tr("To be replaced: %1").arg(chosen));
    m_summary->setText(parts.join('\n'));
    m_summary->setVisible(!parts.isEmpty());
}

flow::FolderEdit SearchPane::chosenEdit() const
{
    flow::FolderEdit edit;
    edit.label = tr("Replace in files").toStdString();
    const auto &groups = m_list->places().groups();
    for (std::size_t file = 0; file < groups.size(); ++file) {
        const widgets::PlaceGroup &group = groups[file];
        if (std::ranges::none_of(group.places, &widgets::ListedPlace::isChosen))
            continue;
        const std::string text = m_document->workspace().textOf(group.path);
        TextEdits &edits = edit.files[toPath(group.path)];
        for (std::size_t row = 0; row < group.places.size(); ++row) {
            const FoundText &found = m_findings.texts[file][row];
            if (!group.places[row].isChosen)
                continue;
            if (found.offset > text.size()
                || text.compare(found.offset, found.text.size(), found.text) != 0)
                throw Error(ErrorCode::Refused,
                            tr("%1 has become another since it was searched.")
                                .arg(group.name)
                                .toStdString(),
                            tr("It is searched again: look at the places once more.").toStdString());
            edits.add({found.offset, found.text.size(), found.with});
        }
    }
    return edit;
}

void SearchPane::replace()
{
    if (!m_document)
        return;
    emit aboutToLook();
    try {
        m_document->workspace().apply(chosenEdit());
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
    }
    look();
}

} // namespace postern::ide
