// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editorpane.h"

#include "app/ide/document.h"
#include "widgets/editor/codeview.h"
#include "widgets/theme/icon.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>
#include <string_view>

namespace postern::ide {

namespace {

constexpr qint64 kMostBytes = 4'000'000;
constexpr const char *kPath = "path";

int lineAt(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    return static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
}

// Where the node stands in the flow's text: its variants when it has some.
flow::TextSpan linesOf(const flow::Flow &flow, const flow::Node &node)
{
    const flow::Node *const written = flow.node(node.name);
    if (written && written->useVariants) {
        if (const auto it = flow.variants.find(node.name); it != flow.variants.end())
            return it->second.span;
    }
    return node.span;
}

} // namespace

EditorPane::EditorPane(QWidget *parent)
    : QWidget(parent)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_tabs(new QTabWidget(this))
    , m_sourcePane(new QWidget(this))
    , m_sourceName(new QLabel(this))
    , m_source(new widgets::CodeView(this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_source->setObjectName("nodeSource");

    auto *header = new QWidget(m_sourcePane);
    header->setProperty("role", "header");
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(theme::kTabHeight);
    auto *headerLayout = new QHBoxLayout(header);
    headerLayout->setContentsMargins(12, 0, 8, 0);
    headerLayout->addWidget(m_sourceName);
    headerLayout->addStretch();
    auto *sourceLayout = new QVBoxLayout(m_sourcePane);
    sourceLayout->setContentsMargins(0, 0, 0, 0);
    sourceLayout->setSpacing(0);
    sourceLayout->addWidget(header);
    sourceLayout->addWidget(m_source, 1);
    m_splitter->addWidget(m_tabs);
    m_splitter->addWidget(m_sourcePane);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    m_sourcePane->hide();

    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &EditorPane::closeTab);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &EditorPane::reload);
}

void EditorPane::setDocument(const Document *document)
{
    m_document = document;
    m_flowText = nullptr;
    while (m_tabs->count() > 0) {
        QWidget *const page = m_tabs->widget(0);
        m_tabs->removeTab(0);
        delete page;
    }
    m_sourcePane->hide();
    openFile(document->filePath());
    m_flowText = viewOf(document->filePath());
    m_flowText->setObjectName("flowText");
    for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide})
        m_tabs->tabBar()->setTabButton(0, side, nullptr);
    showText();
}

void EditorPane::showText()
{
    m_flowText->setFile(m_document->fileName(), QString::fromStdString(m_document->flow().text()));
}

void EditorPane::openFile(const QString &path)
{
    if (widgets::CodeView *open = viewOf(path)) {
        m_tabs->setCurrentWidget(open);
        return;
    }
    auto *view = new widgets::CodeView(m_tabs);
    showFile(view, path);
    const QString name = QFileInfo(path).fileName();
    const QString icon = name.endsWith(".py") ? QStringLiteral("python") : QStringLiteral("file");
    m_tabs->setCurrentIndex(m_tabs->addTab(view, theme::icon(icon), name));
}

void EditorPane::showNode(const flow::Node &node)
{
    const flow::TextSpan span = linesOf(m_document->flow().flow(), node);
    if (m_document->flow().isCurrent() && span.end > span.begin) {
        const std::string &text = m_document->flow().text();
        const auto last = text.find_last_not_of(" \r\n", std::min(span.end, text.size()) - 1);
        m_tabs->setCurrentWidget(m_flowText);
        m_flowText->tintLines(lineAt(text, span.begin), lineAt(text, last));
    }
    const QString path
        = QDir(m_document->folder()).filePath(QString::fromStdString(node.source.path));
    const bool hasSource = !node.source.path.empty() && QFileInfo(path).isFile();
    if (hasSource) {
        m_sourceName->setText(QString::fromStdString(node.source.path));
        showFile(m_source, path);
    }
    const bool wasHidden = m_sourcePane->isHidden();
    m_sourcePane->setVisible(hasSource);
    if (wasHidden && hasSource) {
        // The flow's text gets slightly more of the height.
        m_splitter->setSizes({height() * 11 / 20, height() * 9 / 20});
        QMetaObject::invokeMethod(
            m_flowText,
            [this, line = m_flowText->firstTintedLine()] {
                if (line > 0)
                    m_flowText->setFirstVisibleLine(std::max(0, line - 2));
            },
            Qt::QueuedConnection);
    }
}

void EditorPane::clearNode()
{
    m_flowText->clearTint();
    m_sourcePane->hide();
}

void EditorPane::focusSource()
{
    if (m_sourcePane->isVisible()) {
        m_source->setFocus();
    } else if (m_flowText) {
        m_tabs->setCurrentWidget(m_flowText);
        m_flowText->goTo(std::max(1, m_flowText->firstTintedLine()));
        m_flowText->setFocus();
    }
}

void EditorPane::goTo(const QString &file, int line, int column)
{
    openFile(file.isEmpty() ? m_document->filePath() : QDir(m_document->folder()).filePath(file));
    if (auto *view = qobject_cast<widgets::CodeView *>(m_tabs->currentWidget())) {
        view->goTo(line, column);
        view->setFocus();
    }
}

widgets::CodeView *EditorPane::viewOf(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (m_tabs->widget(tab)->property(kPath).toString() == clean)
            return qobject_cast<widgets::CodeView *>(m_tabs->widget(tab));
    }
    return nullptr;
}

void EditorPane::showFile(widgets::CodeView *view, const QString &path)
{
    QFile file(path);
    QString text;
    if (!file.open(QIODevice::ReadOnly))
        text = tr("%1 can't be read: %2").arg(path, file.errorString());
    else if (file.size() > kMostBytes)
        text = tr("%1 is too large to be shown.").arg(path);
    else
        text = QString::fromUtf8(file.readAll());
    view->setProperty(kPath, QDir::cleanPath(path));
    view->setFile(QFileInfo(path).fileName(), text);
    m_watcher.addPath(path);
}

void EditorPane::closeTab(int index)
{
    QWidget *const page = m_tabs->widget(index);
    if (page == m_flowText)
        return;
    m_tabs->removeTab(index);
    page->deleteLater();
}

void EditorPane::reload(const QString &path)
{
    widgets::CodeView *const open = viewOf(path);
    if (open && open != m_flowText)
        showFile(open, path);
    if (m_sourcePane->isVisible() && m_source->property(kPath).toString() == QDir::cleanPath(path))
        showFile(m_source, path);
}

} // namespace postern::ide
