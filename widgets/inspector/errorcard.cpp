// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/errorcard.h"

#include "engine/base/log.h"
#include "widgets/run/runmodel.h"
#include "widgets/run/textpage.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace postern::widgets {

namespace {

constexpr int kDetailLines = 10;
constexpr qsizetype kMostOfError = 1'000; // of what is shown; all of it can be copied
constexpr qsizetype kLongestPlace = 40;

theme::Prose *label(QWidget *parent)
{
    auto *made = new theme::Prose(parent);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

QString codeText(const Error &error)
{
    QString code = QString::fromUtf8(toString(error.code()).data());
    if (error.promptflow())
        code += QStringLiteral(" · ") + QString::fromStdString(error.promptflow()->path());
    return code;
}

bool isSame(const Error &one, const Error &other)
{
    return one.code() == other.code() && one.message() == other.message()
           && one.hint() == other.hint() && one.place() == other.place()
           && one.details() == other.details();
}

} // namespace

ErrorCard::ErrorCard(QWidget *parent)
    : QFrame(parent)
    , m_message(label(this))
    , m_hint(label(this))
    , m_place(new QToolButton(this))
    , m_code(label(this))
    , m_details(new TextPage(this))
    , m_toggle(new QPushButton(tr("Show details"), this))
    , m_ways(new QVBoxLayout)
{
    setProperty("strip", "err");
    m_message->setObjectName("errorMessage");
    m_place->setObjectName("errorPlace");
    m_place->setProperty("role", "link");
    m_place->setCursor(Qt::PointingHandCursor);
    m_code->setProperty("role", "meta");
    m_details->setLineWrapMode(QPlainTextEdit::NoWrap);
    theme::follow(m_details, [this] {
        m_details->ensurePolished();
        m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * kDetailLines);
    });
    m_details->setVisible(false);
    m_details->setAccessibleName(tr("Details"));
    m_toggle->setCheckable(true);
    auto *copy = new QPushButton(tr("Copy details"), this);

    m_ways->setSpacing(4);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_toggle);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(m_message);
    layout->addWidget(m_hint);
    layout->addWidget(m_place, 0, Qt::AlignLeft);
    layout->addLayout(m_ways);
    layout->addWidget(m_code);
    layout->addWidget(m_details);
    layout->addLayout(buttons);

    connect(m_place, &QToolButton::clicked, this, &ErrorCard::choosePlace);
    connect(m_toggle, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(errorReport(m_error));
    });
}

void ErrorCard::setError(const Error &error)
{
    const bool isOther = !isSame(error, m_error);
    m_error = error;
    showAdvice(); // what can be done may have changed
    if (!isOther)
        return;
    m_message->setText(theme::shortened(failureReason(error), kMostOfError));
    const std::optional<Place> &place = error.place();
    m_place->setVisible(place && !place->file.empty());
    if (place) {
        m_place->setText(placeText(*place));
        m_place->setToolTip(
            theme::plainToolTip(tr("Open %1").arg(QString::fromStdString(toString(*place)))));
    }
    m_code->setText(theme::shortened(codeText(error), kMostOfError));
    m_details->setText(error.details());
    m_toggle->setVisible(!error.details().empty());
    m_toggle->setChecked(false);
}

void ErrorCard::showAdvice()
{
    const ErrorAdvice advice = m_adviser
                                   ? m_adviser(m_error)
                                   : ErrorAdvice{theme::translated(m_error.translatableHint()), {}};
    m_hint->setText(theme::shortened(advice.hint, kMostOfError));
    m_hint->setVisible(!advice.hint.isEmpty());
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (QAction *action : advice.actions) {
        auto *button = new QPushButton(action->text(), this);
        connect(button, &QPushButton::clicked, action, &QAction::trigger, Qt::QueuedConnection);
        m_ways->addWidget(button, 0, Qt::AlignLeft);
        m_buttons.append(button);
    }
}

void ErrorCard::choosePlace()
{
    if (const std::optional<Place> &place = m_error.place())
        emit placeChosen(QString::fromStdString(place->file), place->line, place->column);
}

QString errorReport(const Error &error)
{
    const std::string place = error.place() ? '\n' + toString(*error.place()) : std::string();
    const std::string text = error.message() + '\n' + error.hint() + '\n'
                             + codeText(error).toStdString() + place
                             + "\nPostern " POSTERN_VERSION "\n\n" + error.details();
    return QString::fromStdString(log::redact(text));
}

QString placeText(const Place &place)
{
    Place shown = place;
    if (shown.file.size() > static_cast<std::size_t>(kLongestPlace))
        shown.file = shown.file.substr(shown.file.rfind('/') + 1);
    shown.column = 0;
    return theme::shortened(QString::fromStdString(toString(shown)), kLongestPlace);
}

} // namespace postern::widgets
