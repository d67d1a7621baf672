// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/inputfield.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "widgets/run/imagefield.h"
#include "widgets/run/valuedialog.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
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

InputField::InputField(const flow::FlowInput &input, const ImageAccess &images, QWidget *parent)
    : QWidget(parent)
    , m_name(input.name)
    , m_type(typeOf(input.type))
    , m_isSecret(input.type == "secret")
    , m_hasDefault(input.defaultValue.has_value())
    , m_isOptional(m_hasDefault && input.defaultValue->isNull())
    , m_problem(new theme::Prose(this))
    , m_leaveEmpty(new QPushButton(tr("Leave it empty"), this))
{
    m_problem->setProperty("state", "err");
    m_problem->setObjectName("inputProblem");
    m_problem->setVisible(false);
    m_leaveEmpty->setObjectName("leaveEmpty");
    m_leaveEmpty->setVisible(false);
    connect(m_leaveEmpty, &QPushButton::clicked, this, [this] {
        m_isMeantEmpty = true;
        showProblem({});
        editor()->setFocus(Qt::OtherFocusReason);
        emit edited();
    });
    QWidget *const field = makeField(images);
    field->setObjectName("input_" + QString::fromStdString(input.name));
    field->setAccessibleName(QString::fromStdString(input.name));
    field->setToolTip(QString::fromStdString(input.description));
    arrange(input, m_image ? static_cast<QWidget *>(m_image) : field);
    if (m_hasDefault && !m_isOptional)
        setValue(*input.defaultValue);
    m_default = text();
}

void InputField::arrange(const flow::FlowInput &input, QWidget *field)
{
    auto *name = new QLabel(QString::fromStdString(input.name), this);
    auto *type = new QLabel(QString::fromStdString(input.type), this);
    type->setProperty("role", "secondary");
    name->setBuddy(field);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(4);
    heading->addWidget(name);
    heading->addWidget(type);
    heading->addStretch();
    auto *wrong = new QHBoxLayout;
    wrong->setSpacing(8);
    wrong->addWidget(m_problem, 1);
    wrong->addWidget(m_leaveEmpty, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(heading);
    layout->addWidget(field);
    if (m_edit)
        layout->addWidget(makeHeldRow());
    layout->addLayout(wrong);
}

InputField::Type InputField::typeOf(const std::string &type)
{
    if (type == "int")
        return Type::Int;
    if (type == "double")
        return Type::Double;
    if (type == "bool")
        return Type::Bool;
    if (type == "list")
        return Type::List;
    if (type == "image")
        return Type::Image;
    // What a flex flow's class takes: a connection by its name, the model's settings as an object.
    const bool isText = type == "string" || type == "secret" || type == "file_path"
                        || type == "prompt_template" || type.ends_with("Connection");
    return isText ? Type::String : Type::Object;
}

QWidget *InputField::makeField(const ImageAccess &images)
{
    if (m_type == Type::Bool) {
        m_check = new QCheckBox(tr("true"), this);
        connect(m_check, &QCheckBox::toggled, this, &InputField::onChanged);
        return m_check;
    }
    if (m_type == Type::Image) {
        m_image = new ImageField(images, this);
        connect(m_image, &ImageField::edited, this, &InputField::onChanged);
        return m_image->line();
    }
    if (m_type == Type::Int || m_type == Type::Double || m_isSecret)
        return makeLine();
    m_edit = new ValueEdit(this, [this](const QString &text) {
        setText(text);
        emit edited();
    });
    m_edit->setTabChangesFocus(true);
    m_edit->setProperty("role", "input");
    theme::follow(m_edit, [this] {
        if (m_type == Type::List || m_type == Type::Object)
            m_edit->setFont(theme::monoFont(11));
        m_edit->ensurePolished();
        m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * kTextLines + kFieldPadding);
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &InputField::onChanged);
    return m_edit;
}

QWidget *InputField::makeLine()
{
    m_line = new QLineEdit(this);
    if (m_isSecret)
        m_line->setEchoMode(QLineEdit::Password);
    connect(m_line, &QLineEdit::textEdited, this, &InputField::onChanged);
    return m_line;
}

QWidget *InputField::editor() const
{
    if (m_check)
        return m_check;
    if (m_image)
        return m_image->line();
    return m_line ? static_cast<QWidget *>(m_line) : m_edit;
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
    if (m_image)
        return m_image->text();
    return m_line ? m_line->text() : m_edit->toPlainText();
}

void InputField::setText(const QString &text)
{
    m_isFilling = true;
    if (m_check)
        m_check->setChecked(text == QLatin1String("true"));
    else if (m_image)
        m_image->setText(text);
    else if (m_line)
        m_line->setText(text);
    else
        showText(text);
    m_isFilling = false;
    // Whoever fills it with nothing means it.
    m_isMeantEmpty = text.isEmpty() && m_type == Type::String && !m_hasDefault;
    showProblem({});
}

void InputField::reset()
{
    setText(m_default);
    m_isMeantEmpty = false;
}

void InputField::onChanged()
{
    if (m_isFilling)
        return;
    m_isMeantEmpty = false;
    showProblem({});
    emit edited();
}

void InputField::setValue(const Value &value)
{
    if (m_check)
        setText(value.truthy() ? QStringLiteral("true") : QStringLiteral("false"));
    else
        setText(fullText(value));
}

bool InputField::read(Dict &values)
{
    const QString typed = text();
    showProblem({});
    const bool isText = m_type == Type::String;
    if (isText ? typed.isEmpty() : typed.trimmed().isEmpty()) {
        if (m_isOptional)
            return true;
        if (!isText || (!m_hasDefault && !m_isMeantEmpty)) {
            showProblem(tr("A value is needed."), isText);
            return false;
        }
    }
    try {
        values.set(m_name, parse(isText ? typed : typed.trimmed()));
        return true;
    } catch (const Error &error) {
        showProblem(theme::shortened(theme::translated(error.translatableMessage()), kMostShown));
    }
    return false;
}

Value InputField::parse(const QString &text) const
{
    if (m_type == Type::Bool)
        return m_check->isChecked();
    const bool looksLikeJson = text.startsWith(u'{') || text.startsWith(u'[');
    // A path or an address; an image may also be written out as prompt flow's data files have it.
    if (m_type == Type::String || (m_type == Type::Image && !looksLikeJson))
        return Value(text.toStdString());
    try {
        return parseJson(text);
    } catch (const Error &) {
        // As the command takes it: what is no JSON may really be a text.
        if (m_type != Type::Object || looksLikeJson)
            throw;
        return Value(text.toStdString());
    }
}

Value InputField::parseJson(const QString &text) const
{
    Value value = json::parse(text.toStdString());
    const bool isInt = value.isInt() || value.kind() == Value::Kind::BigInt;
    if (m_type == Type::Int && !isInt)
        throw Error(ErrorCode::InvalidInput, tr("A whole number is needed.").toStdString());
    if (m_type == Type::Double && !isInt && !value.isDouble())
        throw Error(ErrorCode::InvalidInput, tr("A number is needed.").toStdString());
    if (m_type == Type::List && !value.isList())
        throw Error(ErrorCode::InvalidInput, tr("A list is needed.").toStdString());
    return value;
}

QString InputField::problem() const
{
    return m_problem->text();
}

void InputField::showProblem(const QString &sentence, bool mayBeEmpty)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_leaveEmpty->setVisible(mayBeEmpty);
    QWidget *const field = editor();
    const QString state = sentence.isEmpty() ? QString() : QStringLiteral("err");
    if (field->property("state").toString() == state)
        return;
    field->setProperty("state", state);
    field->setAccessibleDescription(sentence);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace postern::widgets
