// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/settings/settingsdialog.h"

#include "app/ide/home/paths.h"
#include "app/ide/session/session.h"
#include "engine/store/home.h"
#include "engine/store/settings.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

namespace postern::ide {

namespace {

constexpr QSize kSettingsSize{820, 580};
constexpr int kSectionsWidth = 150;
constexpr int kLabelWidth = 150;

QString stored(const char *key)
{
    try {
        const store::Settings settings = store::Settings::load();
        const Value *value = settings.values().find(key);
        return value ? QString::fromStdString(value->asString()) : QString();
    } catch (const Error &) {
        return {}; // said when something is to be stored
    }
}

} // namespace

SettingsDialog::SettingsDialog(Session &session, const Actions &actions, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_actions(actions)
    , m_keys(session.settings(), actions)
    , m_search(new QLineEdit(this))
    , m_sections(new QListWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_problem(new theme::Prose(this))
{
    setObjectName("settings");
    setWindowTitle(tr("Settings"));
    theme::sizeDialog(*this, kSettingsSize);
    m_search->setObjectName("settingsSearch");
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    theme::follow(m_sections, [this] { m_sections->setFixedWidth(theme::scaled(kSectionsWidth)); });
    m_sections->setAccessibleName(tr("Sections"));
    m_problem->setObjectName("settingsProblem");
    m_problem->setProperty("state", "err");
    m_problem->hide();
    auto *page = new QWidget;
    page->setProperty("role", "panel");
    m_page = new QVBoxLayout(page);
    m_page->setContentsMargins(16, 8, 16, 16);
    m_page->setSpacing(8);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(page);

    addGeneral();
    addAppearance();
    addRun();
    addNetwork();
    addKeys();
    addStorage();
    m_page->addStretch();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *const closing = buttons->button(QDialogButtonBox::Close);
    closing->setText(tr("Close"));
    closing->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_sections);
    middle->addWidget(m_scroll, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addLayout(middle, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(m_sections, &QListWidget::currentRowChanged, this, [this](int section) {
        if (section >= 0)
            m_scroll->verticalScrollBar()->setValue(
                m_titles[static_cast<std::size_t>(section)]->y());
    });
    m_search->setFocus();
}

void SettingsDialog::takeOver(const SettingsDialog &old)
{
    resize(old.size());
    m_search->setText(old.m_search->text());
    const QWidget *const focused = old.focusWidget();
    auto *const same = focused && !focused->objectName().isEmpty()
                           ? findChild<QWidget *>(focused->objectName())
                           : nullptr;
    if (same)
        same->setFocus();
    // Queued: its page has no height yet.
    QMetaObject::invokeMethod(
        this,
        [this, height = old.m_scroll->verticalScrollBar()->value()] {
            m_scroll->verticalScrollBar()->setValue(height);
        },
        Qt::QueuedConnection);
}

void SettingsDialog::addSection(const QString &title)
{
    auto *label = new QLabel(title, this);
    label->setProperty("role", "heading");
    label->setContentsMargins(0, 12, 0, 0);
    m_page->addWidget(label);
    m_titles.push_back(label);
    m_sections->addItem(title);
}

void SettingsDialog::addRow(const QString &label, const QString &help, QWidget *field)
{
    auto *row = new QWidget(this);
    auto *name = new theme::Prose(label, row);
    theme::follow(name, [name] { name->setFixedWidth(theme::scaled(kLabelWidth)); });
    name->setContentsMargins(0, 5, 0, 0); // on the line of what stands in the field
    name->setBuddy(field->focusProxy() ? field->focusProxy() : field);
    auto *about = new theme::Prose(help, row);
    about->setProperty("role", "meta");
    about->setVisible(!help.isEmpty());
    field->setAccessibleName(label);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(about);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name, 0, Qt::AlignTop);
    layout->addLayout(column, 1);
    m_page->addWidget(row);
    const int section = static_cast<int>(m_titles.size()) - 1;
    m_rows.push_back({m_titles.back()->text() + ' ' + label + ' ' + help, row, section});
}

void SettingsDialog::addGeneral()
{
    addSection(tr("General"));
    auto *reopen = new QCheckBox(tr("Open the last folder again at start"), this);
    reopen->setObjectName("reopenLast");
    reopen->setChecked(m_session.settings().reopensLast());
    connect(reopen, &QCheckBox::toggled, this, [this](bool on) {
        m_session.settings().setReopensLast(on);
    });
    addRow(tr("Start"),
           tr("Files, the selected node and the view of the graph come back too."),
           reopen);

    auto *language = new QComboBox(this);
    language->setObjectName("languageChoice");
    language->addItem(QStringLiteral("English"), int(ActionId::LanguageEnglish));
    language->addItem(QStringLiteral("한국어"), int(ActionId::LanguageKorean));
    language->setCurrentIndex(m_session.settings().language() == QLatin1String("ko") ? 1 : 0);
    connect(language, &QComboBox::activated, this, [this, language] {
        m_actions[ActionId(language->currentData().toInt())]->trigger();
    });
    addRow(tr("Language"), tr("Takes effect at once."), language);
}

void SettingsDialog::addAppearance()
{
    addSection(tr("Appearance"));
    auto *themes = new QComboBox(this);
    themes->setObjectName("themeChoice");
    for (const ActionId id : {ActionId::ThemeDark, ActionId::ThemeLight, ActionId::ThemeContrast}) {
        themes->addItem(m_actions[id]->text(), int(id));
        if (m_actions[id]->isChecked())
            themes->setCurrentIndex(themes->count() - 1);
    }
    connect(themes, &QComboBox::activated, this, [this, themes] {
        m_actions[ActionId(themes->currentData().toInt())]->trigger();
    });
    addRow(tr("Theme"), {}, themes);

    auto *scale = new QSpinBox(this);
    scale->setObjectName("textScale");
    scale->setRange(100, 200);
    scale->setSingleStep(10);
    scale->setSuffix(QStringLiteral(" %"));
    scale->setValue(m_session.settings().textScale());
    scale->setKeyboardTracking(false);
    connect(scale, &QSpinBox::valueChanged, this, &SettingsDialog::textScaleChosen);
    addRow(tr("Text size"), tr("Of everything but the graph, which zooms by itself."), scale);
}

void SettingsDialog::addRun()
{
    addSection(tr("Run"));
    auto *answers = new QComboBox(this);
    answers->addItems({tr("The built-in simulator"), tr("Real connections")});
    answers->setCurrentIndex(m_session.simulates() ? 0 : 1);
    connect(answers, &QComboBox::activated, this, [this](int index) {
        m_actions[index == 0 ? ActionId::UseSimulator : ActionId::UseConnections]->trigger();
    });
    addRow(tr("Answers come from"), {}, answers);
    addRow(tr("Connections file"),
           tr("YAML or JSON; its connections go before those of the vault. Also used by the "
              "command line."),
           textField("connections.file", tr("Connections (*.yaml *.yml *.json)")));
    addRow(tr("Python interpreter"),
           tr("For flows that have no .venv of their own. Also used by the command line."),
           textField("python.interpreter", tr("All files (*)")));
}

void SettingsDialog::addNetwork()
{
    addSection(tr("Network"));
    addRow(tr("Allowed hosts"),
           tr("The only hosts that Postern itself contacts, commas between: host, *.suffix, "
              "host:port. Empty: any. Also used by the command line."),
           textField("egress.allow", {}));
    addRow(tr("Proxy"),
           tr("http://host:port for models and Python code; empty: as the variables HTTPS_PROXY "
              "and NO_PROXY say. Also used by the command line."),
           textField("network.proxy", {}));
    addRow(tr("CA certificates"),
           tr("A PEM file to check servers with, instead of the system's. Also used by the "
              "command line."),
           textField("network.ca_file", tr("Certificates (*.pem *.crt)")));
}

void SettingsDialog::addStorage()
{
    addSection(tr("Storage"));
    auto *home = new QLineEdit(QDir::toNativeSeparators(fromPath(store::homeFolder())), this);
    home->setReadOnly(true);
    addRow(tr("Home folder"),
           tr("Settings, the vault and what is remembered of folders lie here. The variable "
              "POSTERN_HOME names another."),
           home);
    auto *forget = new QPushButton(tr("Forget folders"), this);
    forget->setObjectName("forgetFolders");
    forget->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(forget, &QPushButton::clicked, this, &SettingsDialog::forgetFolders);
    addRow(tr("Remembered folders"),
           tr("Takes away recent folders and what was typed into runs of other folders than the "
              "one that is open. Trust and the flows themselves stay."),
           forget);
}

QWidget *SettingsDialog::textField(const char *key, const QString &browse)
{
    auto *both = new QWidget(this);
    auto *field = new QLineEdit(stored(key), both);
    field->setObjectName(QString::fromLatin1(key));
    both->setFocusProxy(field);
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field, 1);
    connect(field, &QLineEdit::editingFinished, this, [this, key, field] { store(key, field); });
    if (browse.isEmpty())
        return both;
    auto *button = new QPushButton(tr("Browse…"), both);
    button->setAutoDefault(false);
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, key, field, browse] {
        const QString file = theme::FileDialog::file(this, windowTitle(), browse);
        if (file.isEmpty())
            return;
        field->setText(file);
        store(key, field);
    });
    return both;
}

void SettingsDialog::store(const char *key, QLineEdit *field)
{
    const QString text = field->text().trimmed();
    if (text == stored(key)) {
        m_problem->hide();
        return;
    }
    try {
        store::Settings::update({{key, text.toStdString()}});
        m_problem->hide();
        if (qstrcmp(key, "python.interpreter") == 0)
            m_session.environment().check();
    } catch (const Error &error) {
        m_problem->setText(theme::translated(error.translatableMessage()) + u' '
                           + theme::translated(error.translatableHint()));
        m_problem->show();
    }
}

void SettingsDialog::search(const QString &text)
{
    std::vector<bool> isFound(m_titles.size());
    for (const Row &row : m_rows) {
        const bool fits = row.words.contains(text.trimmed(), Qt::CaseInsensitive);
        row.widget->setVisible(fits);
        if (fits)
            isFound[static_cast<std::size_t>(row.section)] = true;
    }
    for (std::size_t section = 0; section < m_titles.size(); ++section) {
        m_titles[section]->setVisible(isFound[section]);
        m_sections->item(static_cast<int>(section))->setHidden(!isFound[section]);
    }
}

void SettingsDialog::forgetFolders()
{
    m_session.settings().forgetRecentFolders();
    m_session.folderState().forgetOthers();
    m_problem->hide();
}

} // namespace postern::ide
