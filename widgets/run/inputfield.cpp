// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/inputfield.h"

#include "widgets/run/imagefield.h"
#include "widgets/run/inputsmodel.h"
#include "widgets/run/valuedialog.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

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

InputField::InputField(InputsModel &model, int index, const ImageAccess &images, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_index(index)
    , m_problem(new theme::Prose(this))
    , m_leaveEmpty(new QPushButton(tr("Leave it empty"), this))
{
    m_problem->setProperty("state", "err");
    m_problem->setObjectName("inputProblem");
    m_leaveEmpty->setObjectName("leaveEmpty");
    connect(m_leaveEmpty, &QPushButton::clicked, this, [this] {
        editor()->setFocus(Qt::OtherFocusReason);
        m_model.leaveEmpty(m_index);
    });
    QWidget *const field = makeField(images);
    field->setObjectName("input_" + name());
    field->setAccessibleName(name());
    field->setToolTip(QString::fromStdString(m_model.input(m_index).description));
    arrange(m_image ? static_cast<QWidget *>(m_image) : field);
    connect(&m_model, &InputsModel::textChanged, this, [this](int changed) {
        if (changed == m_index)
            showText();
    });
    connect(&m_model, &InputsModel::problemChanged, this, [this](int changed) {
        if (changed == m_index)
            showProblem();
    });
    showText();
    showProblem();
}

QString InputField::name() const
{
    return QString::fromStdString(m_model.input(m_index).name);
}

void InputField::arrange(QWidget *field)
{
    auto *name = new QLabel(this->name(), this);
    auto *type = new QLabel(QString::fromStdString(m_model.input(m_index).type), this);
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

QWidget *InputField::makeField(const ImageAccess &images)
{
    using Type = InputsModel::Type;
    switch (m_model.type(m_index)) {
    case Type::Bool:
        m_check = new QCheckBox(tr("true"), this);
        connect(m_check, &QCheckBox::toggled, this, &InputField::onEdited);
        return m_check;
    case Type::Image:
        m_image = new ImageField(images, this);
        connect(m_image, &ImageField::edited, this, &InputField::onEdited);
        return m_image->line();
    case Type::Int:
    case Type::Double:
        return makeLine();
    case Type::String:
    case Type::List:
    case Type::Object:
        break;
    }
    return m_model.isSecret(m_index) ? makeLine() : makeText();
}

QWidget *InputField::makeLine()
{
    m_line = new QLineEdit(this);
    if (m_model.isSecret(m_index))
        m_line->setEchoMode(QLineEdit::Password);
    connect(m_line, &QLineEdit::textChanged, this, &InputField::onEdited);
    return m_line;
}

QWidget *InputField::makeText()
{
    m_edit = new ValueEdit(this, [this](const QString &text) { m_model.edit(m_index, text); });
    m_edit->setTabChangesFocus(true);
    m_edit->setProperty("role", "input");
    const bool isText = m_model.type(m_index) == InputsModel::Type::String;
    theme::follow(m_edit, [this, isText] {
        if (!isText)
            m_edit->setFont(theme::monoFont(11));
        m_edit->ensurePolished();
        m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * kTextLines + kFieldPadding);
    });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &InputField::onEdited);
    return m_edit;
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
        ValueDialog::open(name(), Value(m_model.text(m_index).toStdString()), window());
    });
    connect(clear, &QToolButton::clicked, this, [this] {
        m_edit->setFocus();
        m_model.leaveEmpty(m_index);
    });
    return m_heldRow;
}

QString InputField::typedText() const
{
    if (m_check)
        return m_check->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    if (m_image)
        return m_image->text();
    return m_line ? m_line->text() : m_edit->toPlainText();
}

void InputField::fillText(const QString &text)
{
    const bool isLong = text.size() > kMostEdited;
    m_edit->setReadOnly(isLong);
    m_edit->setPlainText(isLong ? theme::shortened(text, kMostShown) : text);
    m_heldRow->setVisible(isLong);
}

// Only where it differs: a text that is set anew loses its caret.
void InputField::showText()
{
    const QString &text = m_model.text(m_index);
    if (text == m_shown)
        return;
    m_shown = text;
    m_isFilling = true;
    if (m_check)
        m_check->setChecked(text == QLatin1String("true"));
    else if (m_image)
        m_image->setText(text);
    else if (m_line)
        m_line->setText(text);
    else
        fillText(text);
    m_isFilling = false;
}

// The text comes from here only when the user changed it: what was filled in stays in the model as
// it is, whatever a field makes of it.
void InputField::onEdited()
{
    if (m_isFilling)
        return;
    m_shown = typedText();
    m_model.edit(m_index, m_shown);
}

void InputField::showProblem()
{
    const QString &sentence = m_model.problem(m_index);
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_leaveEmpty->setVisible(m_model.mayBeLeftEmpty(m_index));
    QWidget *const field = editor();
    field->setAccessibleDescription(sentence);
    const QString state = sentence.isEmpty() ? QString() : QStringLiteral("err");
    if (field->property("state").toString() == state)
        return;
    field->setProperty("state", state);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace postern::widgets
