// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/errorcard.h"

#include "engine/base/log.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace postern::widgets {

namespace {

constexpr int kDetailLines = 10;

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
    if (error.place())
        code += QStringLiteral(" · ") + QString::fromStdString(toString(*error.place()));
    return code;
}

} // namespace

ErrorCard::ErrorCard(QWidget *parent)
    : QFrame(parent)
    , m_message(label(this))
    , m_hint(label(this))
    , m_code(label(this))
    , m_details(new QPlainTextEdit(this))
    , m_toggle(new QPushButton(tr("Show details"), this))
{
    setProperty("strip", "err");
    m_message->setObjectName("errorMessage");
    m_code->setProperty("role", "meta");
    m_details->setReadOnly(true);
    m_details->setFont(theme::monoFont(11));
    m_details->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * kDetailLines);
    m_details->setVisible(false);
    m_details->setAccessibleName(tr("Details"));
    m_toggle->setCheckable(true);
    auto *copy = new QPushButton(tr("Copy details"), this);

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
    layout->addWidget(m_code);
    layout->addWidget(m_details);
    layout->addLayout(buttons);

    connect(m_toggle, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(errorReport(m_error));
    });
}

void ErrorCard::setError(const Error &error)
{
    m_error = error;
    m_message->setText(QString::fromStdString(error.message()));
    m_hint->setText(QString::fromStdString(error.hint()));
    m_hint->setVisible(!error.hint().empty());
    m_code->setText(codeText(error));
    m_details->setPlainText(QString::fromStdString(error.details()));
    m_toggle->setVisible(!error.details().empty());
    m_toggle->setChecked(false);
}

QString errorReport(const Error &error)
{
    const std::string text = error.message() + '\n' + error.hint() + '\n'
                             + codeText(error).toStdString() + "\nPostern " POSTERN_VERSION "\n\n"
                             + error.details();
    return QString::fromStdString(log::redact(text));
}

} // namespace postern::widgets
