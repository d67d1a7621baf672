// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/inputsmodel.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/translated.h"

#include <QSignalBlocker>

#include <algorithm>
#include <string>
#include <utility>

namespace postern::widgets {

namespace {

constexpr qsizetype kMostOfProblem = 1'000; // characters

QString boolText(bool isTrue)
{
    return isTrue ? QStringLiteral("true") : QStringLiteral("false");
}

InputsModel::Type inputType(const std::string &type)
{
    using Type = InputsModel::Type;
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

/// What tells one list of inputs from another.
QStringList shapeOf(const flow::FlowInput &input)
{
    return {QString::fromStdString(input.name),
            QString::fromStdString(input.type),
            input.defaultValue ? QStringLiteral("=") + fullText(*input.defaultValue) : QString()};
}

Value parseInputJson(const QString &text, InputsModel::Type type)
{
    using Type = InputsModel::Type;
    Value value = json::parse(text.toStdString());
    const bool isInt = value.isInt() || value.kind() == Value::Kind::BigInt;
    if (type == Type::Int && !isInt)
        throw Error(ErrorCode::InvalidInput,
                    InputsModel::tr("A whole number is needed.").toStdString());
    if (type == Type::Double && !isInt && !value.isDouble())
        throw Error(ErrorCode::InvalidInput, InputsModel::tr("A number is needed.").toStdString());
    if (type == Type::List && !value.isList())
        throw Error(ErrorCode::InvalidInput, InputsModel::tr("A list is needed.").toStdString());
    return value;
}

Value parseInput(const QString &text, InputsModel::Type type)
{
    using Type = InputsModel::Type;
    if (type == Type::Bool)
        return text == boolText(true);
    const bool looksLikeJson = text.startsWith(u'{') || text.startsWith(u'[');
    // A path or an address; an image may also be written out as prompt flow's data files have it.
    if (type == Type::String || (type == Type::Image && !looksLikeJson))
        return Value(text.toStdString());
    try {
        return parseInputJson(text, type);
    } catch (const Error &) {
        // As the command takes it: what is no JSON may really be a text.
        if (type != Type::Object || looksLikeJson)
            throw;
        return Value(text.toStdString());
    }
}

} // namespace

InputsModel::Entry::Entry(const flow::FlowInput &definition)
    : input(definition)
    , type(inputType(definition.type))
{
    if (type == Type::Bool)
        fallback = boolText(false);
    if (input.defaultValue && !isOptional())
        fallback = textOf(*input.defaultValue);
    text = fallback;
}

QString InputsModel::Entry::textOf(const Value &value) const
{
    return type == Type::Bool ? boolText(value.truthy()) : fullText(value);
}

InputsModel::InputsModel(QObject *parent)
    : QObject(parent)
{}

void InputsModel::setInputs(const std::vector<flow::FlowInput> &inputs,
                            const QHash<QString, QString> &typed)
{
    const bool isSame = std::ranges::equal(inputs,
                                           m_entries,
                                           [](const auto &input, const auto &old) {
                                               return shapeOf(input) == shapeOf(old.input);
                                           });
    if (isSame)
        return takeTyped(typed);

    const std::vector<Entry> before = std::exchange(m_entries, {});
    for (const flow::FlowInput &input : inputs) {
        Entry made(input);
        made.isLeftOut = m_leftOut.contains(QString::fromStdString(input.name));
        const auto old = std::ranges::find_if(before, [&made](const Entry &entry) {
            return entry.isSecret() && made.isSecret() && entry.input.name == made.input.name;
        });
        if (old != before.end()) {
            made.text = old->text;
            made.isMeantEmpty = old->isMeantEmpty && made.mustBeMeant();
        }
        m_entries.push_back(std::move(made));
    }
    {
        const QSignalBlocker quiet(this); // the views are still those of other inputs
        takeTyped(typed);
    }
    emit inputsChanged();
}

void InputsModel::takeTyped(const QHash<QString, QString> &typed)
{
    for (int index = 0; index < std::ssize(m_entries); ++index) {
        const Entry &entry = this->entry(index);
        const auto it = typed.find(QString::fromStdString(entry.input.name));
        if (it == typed.end()) {
            if (entry.isChanged() && !entry.isSecret())
                showText(index, entry.fallback);
        } else if (entry.text != *it || (it->isEmpty() && !entry.isChanged())) {
            setText(index, *it);
        }
    }
}

bool InputsModel::setLeftOut(const QStringList &names)
{
    m_leftOut = names;
    const std::vector<int> before = asked();
    for (Entry &entry : m_entries)
        entry.isLeftOut = names.contains(QString::fromStdString(entry.input.name));
    const bool isOther = asked() != before;
    if (isOther)
        emit inputsChanged();
    return isOther;
}

void InputsModel::fill(const Dict &row)
{
    for (int index = 0; index < std::ssize(m_entries); ++index) {
        if (const Value *value = row.find(input(index).name))
            setText(index, entry(index).textOf(*value));
    }
}

void InputsModel::clear()
{
    if (m_entries.empty())
        return;
    m_entries.clear();
    emit inputsChanged();
}

std::vector<int> InputsModel::asked() const
{
    std::vector<int> asked;
    for (int index = 0; index < std::ssize(m_entries); ++index) {
        if (!entry(index).isLeftOut)
            asked.push_back(index);
    }
    return asked;
}

QStringList InputsModel::names() const
{
    QStringList names;
    for (const int index : asked())
        names.append(QString::fromStdString(input(index).name));
    return names;
}

QHash<QString, QString> InputsModel::texts() const
{
    QHash<QString, QString> texts;
    for (const int index : asked()) {
        if (entry(index).isChanged() && !isSecret(index))
            texts.insert(QString::fromStdString(input(index).name), text(index));
    }
    return texts;
}

bool InputsModel::isUntouched() const
{
    return std::ranges::none_of(m_entries, [](const Entry &entry) {
        return !entry.isLeftOut && entry.isChanged();
    });
}

void InputsModel::setText(int index, const QString &text)
{
    showText(index, text);
    entry(index).isMeantEmpty = text.isEmpty() && entry(index).mustBeMeant();
}

void InputsModel::showText(int index, const QString &text)
{
    Entry &entry = this->entry(index);
    const QString taken = entry.type == Type::Bool ? boolText(text == boolText(true)) : text;
    entry.isMeantEmpty = false;
    const bool isOther = std::exchange(entry.text, taken) != taken;
    setProblem(index, {});
    if (isOther)
        emit textChanged(index);
}

void InputsModel::edit(int index, const QString &text)
{
    showText(index, text);
    emit edited();
}

void InputsModel::leaveEmpty(int index)
{
    setText(index, {});
    emit edited();
}

Dict InputsModel::values(QStringList &problems)
{
    Dict values;
    for (const int index : asked())
        read(index, values);
    problems += this->problems();
    return values;
}

void InputsModel::read(int index, Dict &values)
{
    const Entry &entry = this->entry(index);
    const bool isText = entry.type == Type::String;
    const QString typed = isText ? entry.text : entry.text.trimmed();
    if (typed.isEmpty()) {
        if (entry.isOptional())
            return setProblem(index, {});
        if (!isText || (entry.mustBeMeant() && !entry.isMeantEmpty))
            return setProblem(index, tr("A value is needed."), isText);
    }
    try {
        values.set(entry.input.name, parseInput(typed, entry.type));
        setProblem(index, {});
    } catch (const Error &error) {
        const QString sentence = theme::translated(error.translatableMessage());
        setProblem(index, theme::shortened(sentence, kMostOfProblem));
    }
}

QStringList InputsModel::problems() const
{
    QStringList found;
    for (const int index : asked()) {
        if (!problem(index).isEmpty())
            found.append(QString::fromStdString(input(index).name) + QStringLiteral(": ")
                         + problem(index));
    }
    return found;
}

int InputsModel::firstProblem() const
{
    for (const int index : asked()) {
        if (!problem(index).isEmpty())
            return index;
    }
    return -1;
}

void InputsModel::setProblem(int index, const QString &sentence, bool mayBeLeftEmpty)
{
    Entry &entry = this->entry(index);
    entry.mayBeLeftEmpty = mayBeLeftEmpty;
    if (std::exchange(entry.problem, sentence) != sentence)
        emit problemChanged(index);
}

} // namespace postern::widgets
