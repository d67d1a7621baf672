// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/inputfield.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "widgets/run/valuedialog.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QToolButton>

#include <functional>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kTextLines = 3;
constexpr int kFieldPadding = 12;
constexpr qsizetype kMostEdited = 20'000; // characters; a line is laid out whole at every key
constexpr qsizetype kMostShown = 1'000;

/// A field that never gets more pasted into it than it can lay out.
class ValueEdit final : public QPlainTextEdit
{
public:
    ValueEdit(QWidget *parent, std::function<void(const QString &)> onLongText)
        : QPlainTextEdit(parent)
        , m_onLongText(std::move(onLongText))
    {}

protected:
    void insertFromMimeData(const QMimeData *source) override
    {
        const QTextCursor cursor = textCursor();
        QString text = toPlainText();
        text.replace(cursor.selectionStart(),
                     cursor.selectionEnd() - cursor.selectionStart(),
                     source->text());
        if (text.size() > kMostEdited)
            m_onLongText(text);
        else
            QPlainTextEdit::insertFromMimeData(source);
    }

private:
    const std::function<void(const QString &)> m_onLongText;
};

} // namespace

InputField::InputField(const flow::FlowInput &input, QWidget *parent)
    : QWidget(parent)
    , m_name(input.name)
    , m_problem(new theme::Prose(this))
{
    if (input.type == "int")
        m_type = Type::Int;
    else if (input.type == "double")
        m_type = Type::Double;
    else if (input.type == "bool")
        m_type = Type::Bool;
    else if (input.type != "string")
        m_type = Type::Json;

    auto *name = new QLabel(QString::fromStdString(input.name), this);
    auto *type = new QLabel(QString::fromStdString(input.type), this);
    type->setProperty("role", "secondary");
    m_problem->setProperty("state", "err");
    m_problem->setVisible(false);
    QWidget *const field = makeField();
    field->setObjectName("input_" + QString::fromStdString(input.name));
    field->setAccessibleName(QString::fromStdString(input.name));
    field->setToolTip(QString::fromStdString(input.description));
    name->setBuddy(field);

    auto *heading = new QHBoxLayout;
    heading->setSpacing(4);
    heading->addWidget(name);
    heading->addWidget(type);
    heading->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(heading);
    layout->addWidget(field);
    if (m_edit)
        layout->addWidget(makeHeldRow());
    layout->addWidget(m_problem);
    if (input.defaultValue)
        setValue(*input.defaultValue);
    m_default = text();
}

QWidget *InputField::makeField()
{
    if (m_type == Type::Bool) {
        m_check = new QCheckBox(tr("true"), this);
        connect(m_check, &QCheckBox::toggled, this, &InputField::onChanged);
        return m_check;
    }
    if (m_type == Type::Int || m_type == Type::Double) {
        m_line = new QLineEdit(this);
        connect(m_line, &QLineEdit::textEdited, this, &InputField::edited);
        return m_line;
    }
    m_edit = new ValueEdit(this, [this](const QString &text) {
        setText(text);
        emit edited();
    });
    m_edit->setTabChangesFocus(true);
    m_edit->setProperty("role", "input");
    if (m_type == Type::Json)
        m_edit->setFont(theme::monoFont(11));
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * kTextLines + kFieldPadding);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &InputField::onChanged);
    return m_edit;
}

QWidget *InputField::makeHeldRow()
{
    m_heldRow = new QWidget(this);
    auto *note = new theme::Prose(tr("Too long to edit here: this is the beginning."), m_heldRow);
    note->setProperty("role", "secondary");
    auto *show = new QToolButton(m_heldRow);
    show->setText(tr("Open large"));
    auto *clear = new QToolButton(m_heldRow);
    clear->setText(tr("Clear"));
    clear->setObjectName("clearInput");
    for (QToolButton *button : {show, clear})
        button->setProperty("role", "link");
    auto *row = new QHBoxLayout(m_heldRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(note, 1);
    row->addWidget(show);
    row->addWidget(clear);
    m_heldRow->hide();
    connect(show, &QToolButton::clicked, this, [this] {
        ValueDialog::open(QString::fromStdString(m_name), Value(m_held.toStdString()), window());
    });
    connect(clear, &QToolButton::clicked, this, [this] {
        setText({});
        m_edit->setFocus();
        emit edited();
    });
    return m_heldRow;
}

void InputField::showText(const QString &text)
{
    const bool isLong = text.size() > kMostEdited;
    m_held = isLong ? text : QString();
    m_edit->setReadOnly(isLong);
    m_edit->setPlainText(isLong ? theme::shortened(text, kMostShown) : text);
    if (m_heldRow)
        m_heldRow->setVisible(isLong);
}

QString InputField::text() const
{
    if (!m_held.isEmpty())
        return m_held;
    if (m_check)
        return m_check->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    return m_line ? m_line->text() : m_edit->toPlainText();
}

void InputField::setText(const QString &text)
{
    m_isFilling = true;
    if (m_check)
        m_check->setChecked(text == QLatin1String("true"));
    else if (m_line)
        m_line->setText(text);
    else
        showText(text);
    m_isFilling = false;
}

void InputField::onChanged()
{
    if (!m_isFilling)
        emit edited();
}

void InputField::setValue(const Value &value)
{
    if (m_check)
        setText(value.truthy() ? QStringLiteral("true") : QStringLiteral("false"));
    else
        setText(fullText(value));
}

std::optional<Value> InputField::read()
{
    const QString typed = text();
    showProblem({});
    if (m_type == Type::String)
        return Value(typed.toStdString());
    if (typed.trimmed().isEmpty()) {
        showProblem(tr("A value is needed."));
        return {};
    }
    try {
        return parse(typed.trimmed());
    } catch (const Error &error) {
        showProblem(theme::shortened(QString::fromStdString(error.message()), kMostShown));
    }
    return {};
}

Value InputField::parse(const QString &text) const
{
    if (m_type == Type::Bool)
        return m_check->isChecked();
    Value value = json::parse(text.toStdString());
    const bool isInt = value.isInt() || value.kind() == Value::Kind::BigInt;
    if (m_type == Type::Int && !isInt)
        throw Error(ErrorCode::InvalidInput, tr("A whole number is needed.").toStdString());
    if (m_type == Type::Double && !isInt && !value.isDouble())
        throw Error(ErrorCode::InvalidInput, tr("A number is needed.").toStdString());
    return value;
}

QString InputField::problem() const
{
    return m_problem->text();
}

void InputField::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

} // namespace postern::widgets
