// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/requestview.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "widgets/run/amounts.h"
#include "widgets/run/textpage.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr std::size_t kMostParsed = 256 * 1'024; // what is larger stands as it came
constexpr QSize kDialogSize(900, 600);

std::string shownBody(const http::SharedBody &body)
{
    if (!body || body->empty())
        return {};
    if (body->size() <= kMostParsed) {
        try {
            json::WriteOptions options;
            options.indent = 2;
            options.ensureAscii = false;
            return json::write(log::redact(json::parse(*body)), options);
        } catch (const Error &) { // a stream, or no JSON at all
        }
    }
    return log::redact(*body);
}

std::string headerLines(const http::HeaderLines &headers)
{
    std::string lines;
    for (const auto &[name, value] : headers)
        lines.append(name).append(": ").append(value).append("\n");
    return lines;
}

QString attemptTitle(const http::Attempt &attempt, std::size_t number)
{
    const QString came = attempt.status == 0 ? RequestView::tr("no answer")
                                             : QString::number(attempt.status);
    return QStringLiteral("%1. %2 %3 · %4 · %5")
        .arg(QString::number(number),
             fromUtf8(attempt.method),
             theme::shortened(fromUtf8(attempt.host + attempt.target), 120),
             came,
             seconds(attempt.elapsed));
}

QWidget *titledPage(TextPage *page, const QString &title, QWidget *parent)
{
    auto *part = new QWidget(parent);
    auto *heading = new QLabel(title, part);
    heading->setProperty("role", "secondary");
    heading->setContentsMargins(8, 4, 8, 4);
    heading->setBuddy(page);
    page->setAccessibleName(title);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(heading);
    layout->addWidget(page, 1);
    return part;
}

} // namespace

std::string requestText(const http::Attempt &attempt)
{
    std::string text = attempt.method + ' ' + attempt.host;
    constexpr int kHttps = 443;
    if (attempt.port != 0 && attempt.port != kHttps)
        text += ':' + std::to_string(attempt.port);
    text += attempt.target + '\n' + headerLines(attempt.sentHeaders);
    const std::string body = shownBody(attempt.sent);
    return body.empty() ? text : text + '\n' + body + '\n';
}

std::string answerText(const http::Attempt &attempt)
{
    std::string text;
    if (attempt.status != 0)
        text = "HTTP " + std::to_string(attempt.status) + '\n';
    text += headerLines(attempt.receivedHeaders);
    if (!attempt.error.empty())
        text += '\n' + log::redact(attempt.error) + '\n';
    const std::string body = shownBody(attempt.received);
    return body.empty() ? text : text + '\n' + body + '\n';
}

RequestView::RequestView(QWidget *parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
    , m_empty(new theme::Prose(tr("The engine has sent no request for this node in the latest "
                                  "run. What Python code sends by itself isn't seen here."),
                               this))
    , m_pages(new QWidget(this))
    , m_request(new TextPage(m_pages))
    , m_answer(new TextPage(m_pages))
{
    setObjectName("requestView");
    m_choice->setObjectName("requestChoice");
    m_choice->setAccessibleName(tr("Request"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(20);
    m_request->setObjectName("requestText");
    m_answer->setObjectName("answerText");
    m_empty->setProperty("role", "secondary");
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(12, 12, 12, 12);
    auto *parts = new QSplitter(Qt::Horizontal, m_pages);
    parts->addWidget(titledPage(m_request, tr("Request"), parts));
    parts->addWidget(titledPage(m_answer, tr("Response"), parts));
    parts->setChildrenCollapsible(false);
    auto *pages = new QVBoxLayout(m_pages);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->setSpacing(4);
    pages->addWidget(m_choice);
    pages->addWidget(parts, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_pages, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &RequestView::showChosen);
    setAttempts({});
}

void RequestView::setAttempts(const Attempts &attempts)
{
    m_empty->setVisible(attempts.empty());
    m_pages->setVisible(!attempts.empty());
    if (attempts == m_attempts)
        return;
    const bool wasLast = m_attempts.empty() || m_shown == m_attempts.back();
    m_attempts = attempts;
    {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        for (std::size_t number = 0; number < attempts.size(); ++number)
            m_choice->addItem(attemptTitle(*attempts[number], number + 1));
        const auto chosen = std::ranges::find(attempts, m_shown);
        m_choice->setCurrentIndex(
            static_cast<int>(wasLast || chosen == attempts.end()
                                 ? attempts.size() - 1
                                 : static_cast<std::size_t>(chosen - attempts.begin())));
    }
    m_choice->setEnabled(attempts.size() > 1);
    showChosen();
}

void RequestView::showChosen()
{
    const int chosen = m_choice->currentIndex();
    if (chosen < 0 || static_cast<std::size_t>(chosen) >= m_attempts.size()) {
        m_shown.reset();
        return;
    }
    const auto &attempt = m_attempts[static_cast<std::size_t>(chosen)];
    if (attempt == m_shown)
        return;
    m_shown = attempt;
    m_request->setText(requestText(*attempt));
    m_answer->setText(answerText(*attempt));
}

void RequestView::open(const std::shared_ptr<const http::Attempt> &attempt, QWidget *window)
{
    auto *dialog = new QDialog(window); // deletes itself
    dialog->setObjectName("requestDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Request and response"));
    theme::sizeDialog(*dialog, kDialogSize);
    auto *view = new RequestView(dialog);
    view->setAttempts({attempt});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    dialog->show();
}

} // namespace postern::widgets
