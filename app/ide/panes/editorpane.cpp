// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/editorpane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/editing/completions.h"
#include "app/ide/editing/document.h"
#include "app/ide/editing/sourcecheck.h"
#include "app/ide/editing/textdiff.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/datatablemodel.h"
#include "app/ide/panes/dataview.h"
#include "app/ide/panes/filetabs.h"
#include "app/ide/panes/fileview.h"
#include "app/ide/panes/pictureview.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/editor/findbar.h"
#include "widgets/run/strip.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace postern::ide {

namespace {

constexpr int kParsePauseMs = 150;
constexpr std::size_t kMostCompared = 1'000'000;

// Flows name a file as they like: "./ask.jinja2". `file` is in normal form.
bool namesFile(const std::string &named, const std::string &file)
{
    return named == file || std::filesystem::path(named).lexically_normal() == file;
}

} // namespace

EditorPane::EditorPane(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_tabs(new FileTabs(this))
    , m_sourcePane(new QWidget(this))
    , m_sourceName(new QLabel(this))
    , m_source(makeView())
    , m_find(new widgets::FindBar(this))
{
    m_tabs->setObjectName("editorTabs");
    m_source->editor()->setObjectName("nodeSource");
    m_find->setObjectName("findBar");
    m_find->hide();

    auto *header = new QWidget(m_sourcePane);
    header->setProperty("role", "header");
    header->setAttribute(Qt::WA_StyledBackground);
    theme::follow(header, [header] { header->setFixedHeight(theme::scaled(theme::kTabHeight)); });
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
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_find);
    m_sourcePane->hide();

    m_tabs->tabBar()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs->tabBar(), &QWidget::customContextMenuRequested, this, &EditorPane::showTabMenu);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &EditorPane::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (auto *view = qobject_cast<FileView *>(m_tabs->currentWidget()))
            setActive(view);
        else
            showActions(); // of a picture, a comparison: it can be closed
    });
    m_pause.setSingleShot(true);
    m_pause.setInterval(kParsePauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        showChangedLines();
        showProblems();
        if (active() && active()->buffer())
            emit fileShown(active()->buffer());
    });
    connect(&m_sourceChecks, &SourceChecks::found, this, qOverload<>(&EditorPane::showProblems));
    m_caretMoved.setSingleShot(true);
    m_caretMoved.setInterval(0);
    connect(&m_caretMoved, &QTimer::timeout, this, &EditorPane::selectAtCaret);
    connectActions(actions);
    showActions();
}

EditorPane::~EditorPane()
{
    if (m_document) // editors that go may tell of a text, and there are no tabs then
        disconnect(&m_document->workspace(), nullptr, this, nullptr);
}

void EditorPane::setDocument(Document *document)
{
    m_document = document;
    m_flowView = nullptr;
    m_shownNode.clear();
    const QSignalBlocker silent(m_tabs);
    while (m_tabs->count() > 0) {
        QWidget *const page = m_tabs->widget(0);
        m_tabs->removeTab(0);
        delete page;
    }
    m_source->setBuffer(nullptr, nullptr);
    m_sourcePane->hide();

    Workspace &workspace = document->workspace();
    const QStringList before = workspace.tabs() + workspace.restoredFiles();
    m_flowView = addTab(document->filePath());
    m_flowView->editor()->setObjectName("flowText");
    for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide})
        m_tabs->tabBar()->setTabButton(0, side, nullptr);
    for (const QString &path : before) {
        if (!viewOf(path))
            addTab(path);
    }
    for (const Buffer *buffer : workspace.unsaved()) {
        if (!viewOf(buffer->path()))
            addTab(buffer->path());
    }
    m_tabs->setCurrentIndex(0);
    setActive(m_flowView);
    rememberTabs();
    connect(&workspace, &Workspace::stateChanged, this, &EditorPane::showState);
    connect(&workspace, &Workspace::stateChanged, this, [this](const Buffer *buffer) {
        if (active() && active()->buffer() == buffer)
            emit fileShown(buffer); // a long text is looked at only now
    });
    connect(&workspace, &Workspace::saveFailed, this, &EditorPane::showFailedSave);
    connect(&workspace, &Workspace::edited, this, [this](const Buffer *buffer) {
        showActions();
        m_touched.insert(buffer);
        if (buffer->text().size() <= kMostCompared)
            m_pause.start();
    });
    connect(document, &Document::diagnosticsChanged, this, qOverload<>(&EditorPane::showProblems));
    connect(&workspace, &Workspace::stepped, this, &EditorPane::showStep);
    connect(&workspace, &Workspace::stepsChanged, this, &EditorPane::showActions);
    for (Buffer *buffer : workspace.unsaved())
        showState(buffer);
    showProblems();
    showActions();
}

void EditorPane::takeOver(EditorPane &old)
{
    if (!m_document)
        return;
    for (int tab = 0; tab < old.m_tabs->count(); ++tab) {
        QWidget *const page = old.m_tabs->widget(tab);
        const auto *const from = qobject_cast<FileView *>(page);
        if (!from) {
            const QString name = old.m_tabs->tabText(tab);
            old.m_tabs->removeTab(tab--);
            m_tabs->addTab(page, theme::icon(QStringLiteral("file")), name);
        } else if (FileView *const view = viewOf(from->buffer()->path())) {
            const auto [begin, end] = from->editor()->selected();
            view->editor()->select(begin, end);
            view->editor()->setFirstVisibleLine(from->editor()->firstVisibleLine());
        }
    }
    const auto *const shown = qobject_cast<FileView *>(old.m_tabs->currentWidget());
    if (FileView *const view = shown ? viewOf(shown->buffer()->path()) : nullptr)
        m_tabs->setCurrentWidget(view);
    else if (!shown)
        m_tabs->setCurrentIndex(m_tabs->count() - 1);
}

FileView *EditorPane::makeView()
{
    auto *view = new FileView(this);
    connect(view, &FileView::saveWanted, this, &EditorPane::startSave);
    connect(view, &FileView::saveAsWanted, this, &EditorPane::saveAs);
    connect(view, &FileView::compareWanted, this, &EditorPane::compare);
    connect(view, &FileView::failed, this, &EditorPane::failed);
    connect(view, &FileView::menuWanted, this, [this, view](const QPoint &at) {
        showMenu(view->editor(), at);
    });
    connect(view->editor(), &widgets::CodeEditor::focused, this, [this, view] { setActive(view); });
    connect(view->editor(), &QsciScintilla::cursorPositionChanged, this, [this, view] {
        onCaret(view);
    });
    connect(view->editor(), &widgets::CodeEditor::definitionWanted, this, [this, view] {
        setActive(view);
        emit definitionWanted();
    });
    view->editor()->setHinter([this, view](std::size_t offset) {
        return view->buffer() && m_hinter ? m_hinter(*view->buffer(), offset) : QString();
    });
    view->editor()->setCompleter([this, view](std::string_view before) {
        return view->buffer() && m_document ? complete(*view->buffer(), before)
                                            : widgets::Completion();
    });
    return view;
}

FileView *EditorPane::addTab(const QString &path)
{
    FileView *const view = makeView();
    view->setBuffer(&m_document->workspace(), m_document->workspace().open(path));
    const QString name = QFileInfo(path).fileName();
    const QString icon = name.endsWith(".py") ? QStringLiteral("python") : QStringLiteral("file");
    const int tab = m_tabs->addTab(view, theme::icon(icon), name);
    m_tabs->setTabToolTip(tab, QDir::toNativeSeparators(path));
    showState(view->buffer());
    return view;
}

// From the disk, as it can't be held as a text.
void EditorPane::openTable(const QString &path)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (!qobject_cast<FileView *>(m_tabs->widget(tab)) && m_tabs->tabToolTip(tab) == path) {
            m_tabs->setCurrentIndex(tab);
            return;
        }
    }
    auto *page = new QWidget(m_tabs);
    auto *strip = new widgets::Strip(widgets::Strip::Kind::Warning, page);
    strip->setObjectName("hugeStrip");
    strip->setText(tr("%1 is too large to be edited as a text (%2).")
                       .arg(QFileInfo(path).fileName(),
                            QLocale().formattedDataSize(QFileInfo(path).size(),
                                                        0,
                                                        QLocale::DataSizeSIFormat)),
                   tr("Its rows are read from the disk as you scroll. The first of them can be "
                      "edited as a file of their own."));
    connect(strip->addButton(tr("Edit the first 1,000 lines")),
            &QPushButton::clicked,
            this,
            [this, path] { openBeginning(path); });
    auto *table = new DataView(page);
    table->rows().showFile(path);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addWidget(table, 1);
    page->setFocusProxy(table);
    const int tab = m_tabs->addTab(page,
                                   theme::icon(QStringLiteral("file")),
                                   QFileInfo(path).fileName());
    m_tabs->setTabToolTip(tab, path);
    m_tabs->setCurrentIndex(tab);
}

void EditorPane::openFile(const QString &path)
{
    FileView *view = viewOf(path);
    if (!view && PictureView::isPicture(path)) {
        openPicture(path);
        return;
    }
    if (!view && DataView::isTooLargeForText(path)) {
        openTable(path);
        return;
    }
    if (!view) {
        view = addTab(path);
        rememberTabs();
        showProblems();
    }
    m_tabs->setCurrentWidget(view);
}

widgets::CodeEditor *EditorPane::flowText() const
{
    return m_flowView ? m_flowView->editor() : nullptr;
}

FileView *EditorPane::viewOf(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        auto *view = qobject_cast<FileView *>(m_tabs->widget(tab));
        if (view && view->buffer() && view->buffer()->path() == clean)
            return view;
    }
    return nullptr;
}

FileView *EditorPane::active() const
{
    return m_active ? m_active.data() : m_flowView;
}

void EditorPane::setActive(FileView *view)
{
    m_active = view;
    m_find->setEditor(view->editor());
    onCaret(view);
    emit fileShown(view->buffer());
    showActions();
}

std::vector<FileView *> EditorPane::views() const
{
    std::vector<FileView *> found;
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (auto *const view = qobject_cast<FileView *>(m_tabs->widget(tab)))
            found.push_back(view);
    }
    if (m_source->buffer())
        found.push_back(m_source);
    return found;
}

void EditorPane::showChangedLines()
{
    for (const FileView *view : views()) {
        const Buffer &buffer = *view->buffer();
        if (m_touched.contains(&buffer) && buffer.text().size() <= kMostCompared)
            view->editor()->setChangedLines(changedLines(buffer.saved(), buffer.text()));
    }
    m_touched.clear();
}

void EditorPane::showProblems()
{
    if (!m_document)
        return;
    for (const FileView *view : views())
        showProblems(*view);
    tellSourceProblems();
}

bool EditorPane::isTemplateOfNode(const std::string &file) const
{
    return m_document->flow().isCurrent()
           && std::ranges::any_of(m_document->shownFlow().nodes, [&](const flow::Node &node) {
                  const bool isTemplate = node.type == flow::NodeType::Llm
                                          || node.type == flow::NodeType::Prompt;
                  return isTemplate && namesFile(node.source.path, file);
              });
}

void EditorPane::setRunProblems(std::vector<flow::Diagnostic> problems)
{
    m_runProblems = std::move(problems);
    showProblems();
}

void EditorPane::showProblems(const FileView &view)
{
    const Buffer &buffer = *view.buffer();
    const bool isFlow = &buffer == m_document->buffer();
    // A pause has to come before the places are those of the text; marks move with it.
    const bool isKnownText = m_document->isSettled()
                             && (m_document->isChecked() || !m_document->flow().isCurrent());
    if (!isKnownText)
        return;
    const std::string file
        = QDir(m_document->folder()).relativeFilePath(buffer.path()).toStdString();
    std::vector<widgets::LineProblem> problems;
    if (!isTemplateOfNode(file)) { // the folder's check has compiled it
        const std::vector<SourceProblem> *const found = m_sourceChecks.of(buffer);
        if (!found)
            return;
        for (const SourceProblem &problem : *found)
            problems.push_back({problem.line, problem.isError, theme::translated(problem.message)});
    }
    const auto add = [&](const flow::Diagnostic &problem) {
        const bool isHere = namesFile(problem.place.file, file)
                            || (isFlow && problem.place.file.empty());
        if (isHere && problem.place.line > 0 && problem.severity != flow::Severity::Hint)
            problems.push_back({problem.place.line,
                                problem.severity == flow::Severity::Error,
                                theme::translated(problem.message)});
    };
    for (const flow::Diagnostic &problem : m_runProblems)
        add(problem);
    if (isFlow || problems.empty()) // else it is said once more
        std::ranges::for_each(m_document->diagnostics(), add);
    view.editor()->setProblems(std::move(problems));
}

widgets::Completion EditorPane::complete(const Buffer &buffer, std::string_view before) const
{
    if (&buffer == m_document->buffer()) {
        QStringList files;
        for (const QString &file : QDir(m_document->folder()).entryList(QDir::Files)) {
            if (file.endsWith(".py") || file.endsWith(".jinja2"))
                files.append(file);
        }
        return completeFlow(m_document->flow().flow(), files, before);
    }
    if (buffer.name().endsWith(".jinja2")) {
        m_document->readNow(); // an input may just have been typed
        return completeTemplate(m_document->flow().flow(),
                                QDir(m_document->folder()).relativeFilePath(buffer.path()),
                                before);
    }
    return buffer.name().endsWith(".py") ? completePython(before) : widgets::Completion();
}

} // namespace postern::ide
