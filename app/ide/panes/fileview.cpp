// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/fileview.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/workspace.h"
#include "app/ide/panes/datatablemodel.h"
#include "app/ide/panes/dataview.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/strip.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QButtonGroup>
#include <QFile>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ide {

using widgets::Strip;

namespace {

constexpr std::size_t kMostColoured = 4'000'000;
// A line is laid out as a whole before any of it is drawn.
constexpr std::size_t kLongestLine = 1'000'000;

std::size_t longestLine(std::string_view text)
{
    std::size_t longest = 0;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        longest = std::max(longest, end - begin);
        begin = end + 1;
    }
    return longest;
}

} // namespace

FileView::FileView(QWidget *parent)
    : QWidget(parent)
    , m_editor(new widgets::CodeEditor(this))
    , m_layout(new QVBoxLayout(this))
    , m_pages(new QStackedWidget(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_pages->addWidget(m_editor);
    m_layout->addWidget(m_pages, 1);
    setFocusProxy(m_editor);
    m_editor->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_editor, &QWidget::customContextMenuRequested, this, &FileView::menuWanted);
    connect(m_editor, &widgets::CodeEditor::edited, this, [this](const TextEdit &edit) {
        if (m_workspace && m_buffer)
            m_workspace->edit(m_buffer, edit, this, true);
    });
}

FileView::~FileView()
{
    setBuffer(nullptr, nullptr);
}

void FileView::setBuffer(Workspace *workspace, Buffer *buffer)
{
    if (buffer == m_buffer && workspace == m_workspace)
        return;
    if (m_buffer && m_workspace) {
        m_editor->flush();
        disconnect(m_buffer, nullptr, this, nullptr);
        disconnect(m_workspace, nullptr, this, nullptr);
        m_workspace->release(m_buffer);
    }
    m_workspace = workspace;
    m_buffer = buffer;
    m_failure.reset();
    m_isRemarkHidden = false;
    if (!buffer)
        return;
    workspace->retain(buffer);
    connect(buffer, &Buffer::edited, this, &FileView::onEdited);
    connect(workspace, &Workspace::aboutToRead, this, [this](const Buffer *read) {
        if (read == m_buffer)
            m_editor->flush();
    });
    connect(buffer, &Buffer::stateChanged, this, &FileView::onStateChanged);
    const bool isShown = longestLine(buffer->text()) <= kLongestLine;
    m_editor->setContents(buffer->name(),
                          isShown ? std::string_view(buffer->text()) : std::string_view(),
                          {buffer->text().size() <= kMostColoured,
                           isShown && buffer->isText() && buffer->isRead()});
    m_editor->setAccessibleName(buffer->name());
    showStrip();
    offerTable();
}

void FileView::showFailure(const Error &error)
{
    m_failure = error;
    showStrip();
}

void FileView::onEdited(const TextEdit &edit, const QObject *source)
{
    if (isTable())
        m_table->rows().refresh();
    if (source == this)
        return;
    const bool isWhole = edit.removed + edit.inserted.size() > kMostColoured;
    if (!isWhole) {
        m_editor->applyEdit(edit);
        return;
    }
    const int line = m_editor->firstVisibleLine();
    m_editor->setContents(m_buffer->name(),
                          m_buffer->text(),
                          {m_buffer->text().size() <= kMostColoured, m_buffer->isText()});
    m_editor->setFirstVisibleLine(line);
}

void FileView::offerTable()
{
    const bool isOffered = DataView::isDataSet(m_buffer->name()) && m_buffer->isText();
    if (m_switch)
        m_switch->setVisible(isOffered);
    if (!isOffered)
        showTable(false);
    if (isTable())
        fillTable();
    if (!isOffered || m_switch)
        return;
    m_switch = new QWidget(this);
    m_switch->setObjectName("dataSwitch");
    auto *choices = new QButtonGroup(m_switch);
    auto *row = new QHBoxLayout(m_switch);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(4);
    const auto add = [&](const char *name, const QString &text) {
        auto *button = new QToolButton(m_switch);
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setCheckable(true);
        choices->addButton(button);
        row->addWidget(button);
        return button;
    };
    m_asText = add("dataAsText", tr("Text"));
    m_asTable = add("dataAsTable", tr("Table"));
    row->addStretch();
    m_asText->setChecked(true);
    connect(m_asTable, &QToolButton::toggled, this, &FileView::showTable);
    m_layout->insertWidget(m_layout->indexOf(m_pages), m_switch);
}

void FileView::showTable(bool isWanted)
{
    if (isWanted && !m_table) {
        m_table = new DataView(m_pages);
        m_pages->addWidget(m_table);
        connect(&m_table->rows(), &DataTableModel::edited, this, [this](const TextEdit &edit) {
            if (m_workspace && m_buffer)
                m_workspace->edit(m_buffer, edit); // the editor is told, too
        });
    }
    if (isWanted == isTable())
        return;
    m_editor->flush();
    (isWanted ? m_asTable : m_asText)->setChecked(true);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    if (isWanted)
        fillTable();
    m_pages->setCurrentIndex(isWanted ? 1 : 0);
    setFocusProxy(m_pages->currentWidget());
    if (hadFocus)
        m_pages->currentWidget()->setFocus();
}

bool FileView::isTable() const
{
    return m_pages->currentIndex() == 1;
}

void FileView::fillTable()
{
    m_table->rows().showText(
        [buffer = m_buffer] {
            return buffer ? std::string_view(buffer->text()) : std::string_view();
        },
        DataView::isList(m_buffer->name()),
        m_buffer->isText() && m_buffer->isRead());
}

void FileView::onStateChanged()
{
    if (!m_buffer->isDirty())
        m_failure.reset();
    m_editor->setReadOnly(!m_buffer->isText() || !m_buffer->isRead());
    showStrip();
}

void FileView::showStrip()
{
    if (m_strip) {
        m_strip->hide();
        m_strip->deleteLater(); // one of its buttons may have been clicked
        m_strip = nullptr;
    }
    if (!showTrouble())
        showRemark();
}

bool FileView::showTrouble()
{
    const QString name = m_buffer->name();
    Buffer *const buffer = m_buffer;
    const auto saveAs = [this, buffer] { emit saveAsWanted(buffer); };
    const auto save = [this, buffer] { emit saveWanted(buffer); };
    if (m_buffer->disk() == Buffer::Disk::Changed) {
        Strip *const strip = makeStrip("changedStrip",
                                       false,
                                       tr("%1 was changed by another program.").arg(name),
                                       tr("Your unsaved changes are still here."));
        addButton(strip, tr("Reload"), [this, buffer] {
            try {
                m_workspace->reload(buffer);
            } catch (const Error &error) {
                emit failed(theme::translated(error.translatableMessage()),
                            theme::translated(error.translatableHint()));
            }
        });
        addButton(strip, tr("Compare"), [this, buffer] { emit compareWanted(buffer); });
        addButton(strip, tr("Keep mine"), [buffer] { buffer->keepMine(); });
        return true;
    }
    if (m_failure) {
        Strip *const strip = makeStrip("saveFailedStrip",
                                       true,
                                       tr("%1 could not be saved.").arg(name),
                                       theme::translated(m_failure->translatableMessage()) + ' '
                                           + theme::translated(m_failure->translatableHint()));
        addButton(strip, tr("Try again"), save);
        if (m_buffer->isProtected())
            addButton(strip, tr("Make writable"), [this, buffer, save] {
                if (makeWritable(buffer))
                    save(); // as was asked for
            });
        addButton(strip, tr("Save as…"), saveAs);
        return true;
    }
    if (m_buffer->disk() == Buffer::Disk::Gone && !m_buffer->isNew()) {
        Strip *const strip = makeStrip("goneStrip",
                                       true,
                                       m_buffer->reason().isEmpty()
                                           ? tr("%1 was deleted or renamed.").arg(name)
                                           : tr("%1 can't be read.").arg(name),
                                       m_buffer->reason().isEmpty() ? tr("Its text is still here.")
                                                                    : m_buffer->reason());
        if (m_buffer->isRead())
            addButton(strip, tr("Save again"), save);
        if (m_buffer->isRead() || !m_buffer->text().empty())
            addButton(strip, tr("Save as…"), saveAs);
        return true;
    }
    if (m_buffer->isProtected()) {
        Strip *const strip = makeStrip("protectedStrip",
                                       false,
                                       tr("%1 is read-only on the disk.").arg(name),
                                       tr("Changes can be saved under another name."));
        addButton(strip, tr("Save as…"), saveAs);
        addButton(strip, tr("Make writable"), [this, buffer] { makeWritable(buffer); });
        return true;
    }
    return false;
}

bool FileView::makeWritable(Buffer *buffer)
{
    QFile file(buffer->path());
    const bool isDone = file.setPermissions(file.permissions() | QFile::WriteOwner
                                            | QFile::WriteUser);
    if (!isDone)
        emit failed(tr("%1 can't be made writable.").arg(buffer->name()), file.errorString());
    m_workspace->check();
    return isDone;
}

bool FileView::showRemark()
{
    const QString name = m_buffer->name();
    if (!m_buffer->isText()) {
        makeStrip("encodingStrip",
                  false,
                  tr("%1 is not valid UTF-8.").arg(name),
                  tr("It is shown read-only, so that none of its bytes change."));
        return true;
    }
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(m_buffer->text().size()),
                                                     0,
                                                     QLocale::DataSizeSIFormat);
    if (m_editor->isReadOnly()) {
        makeStrip("largeStrip",
                  false,
                  tr("%1 is not shown.").arg(name),
                  tr("It has a line of more than a million characters (%1 in all).").arg(size));
        return true;
    }
    if (m_isRemarkHidden)
        return false;
    const auto dismiss = [this] {
        m_isRemarkHidden = true;
        showStrip();
    };
    if (m_buffer->text().size() > kMostColoured) {
        Strip *const strip = makeStrip("largeStrip",
                                       false,
                                       tr("%1 is large (%2).").arg(name, size),
                                       tr("It is shown without colours, folding and checks."));
        addButton(strip, tr("Dismiss"), dismiss);
        return true;
    }
    return false;
}

Strip *FileView::makeStrip(const char *name, bool isError, const QString &title, const QString &text)
{
    m_strip = new Strip(isError ? Strip::Kind::Error : Strip::Kind::Warning, this);
    m_strip->setObjectName(QLatin1String(name));
    m_strip->setText(title, text);
    m_layout->insertWidget(0, m_strip);
    return m_strip;
}

void FileView::addButton(Strip *strip, const QString &text, const std::function<void()> &action)
{
    connect(strip->addButton(text), &QPushButton::clicked, this, action);
}

} // namespace postern::ide
