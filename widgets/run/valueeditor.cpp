// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/valueeditor.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace postern::widgets {

namespace {

constexpr QSize kEditorSize{620, 420};
constexpr qsizetype kLongestEditorTitle = 80;

QString jsonOf(const Value &value)
{
    json::WriteOptions options;
    options.indent = 2;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return QString::fromStdString(json::write(value, options));
}

/// Whole numbers and others are one type to those who type them.
bool isSameType(const Value &one, const Value &other)
{
    const auto isNumber = [](const Value &value) {
        return value.isInt() || value.isDouble() || value.kind() == Value::Kind::BigInt;
    };
    const auto isItems = [](const Value &value) {
        return value.isList() || value.kind() == Value::Kind::Tuple;
    };
    return one.kind() == other.kind() || (isNumber(one) && isNumber(other))
           || (isItems(one) && isItems(other));
}

} // namespace

ValueEditor::ValueEditor(const QString &title, const Value &before, QWidget *parent)
    : QDialog(parent)
    , m_before(before)
    , m_text(new QPlainTextEdit(this))
    , m_type(new QLabel(this))
    , m_take(new QPushButton(tr("Use this value"), this))
{
    setObjectName("valueEditor");
    setWindowTitle(theme::shortened(title, kLongestEditorTitle));
    m_text->setObjectName("valueEditorText");
    m_text->setAccessibleName(tr("Value as JSON"));
    m_text->setFont(theme::monoFont());
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(jsonOf(before));
    m_type->setObjectName("valueEditorType");
    m_type->setWordWrap(true);
    m_type->setTextFormat(Qt::PlainText);
    m_take->setObjectName("valueEditorTake");
    m_take->setProperty("role", "primary");
    m_take->setDefault(true);
    m_take->setToolTip(tr("Use this value (Ctrl+Return)"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_type, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_take);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addLayout(foot);
    theme::sizeDialog(*this, kEditorSize);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ValueEditor::check);
    connect(m_take, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    // Return is a new line of the text.
    auto *taken = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(taken, &QShortcut::activated, m_take, &QPushButton::click);
    check();
    m_text->selectAll();
    m_text->setFocus();
}

void ValueEditor::check()
{
    QString note;
    const char *state = "ok";
    try {
        m_value = json::parse(m_text->toPlainText().toStdString());
        const QString type = QString::fromStdString(m_value->typeName());
        if (m_before.isNull() || isSameType(*m_value, m_before)) {
            note = tr("%1, the type fits").arg(type);
        } else {
            note = tr("%1 in place of %2").arg(type, QString::fromStdString(m_before.typeName()));
            state = "warn";
        }
    } catch (const Error &error) {
        m_value.reset();
        note = theme::translated(error.translatableMessage());
        state = "err";
    }
    m_type->setText(note);
    theme::setStyled(*m_type, "state", QString::fromLatin1(state));
    m_take->setEnabled(m_value.has_value());
}

std::optional<Value> ValueEditor::ask(const QString &title, const Value &before, QWidget *parent)
{
    ValueEditor editor(title, before, parent);
    return editor.exec() == QDialog::Accepted ? editor.value() : std::nullopt;
}

} // namespace postern::widgets
