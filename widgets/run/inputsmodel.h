// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace postern::widgets {

/// The inputs of a flow as they are filled in for a run: of each its definition, its text, and what
/// is wrong with that. Any number of views shows and edits it. An input is named by its place in
/// the list, until inputsChanged().
class InputsModel final : public QObject
{
    Q_OBJECT

public:
    /// How a text is read and what edits it.
    enum class Type { String, Int, Double, Bool, List, Object, Image };

    explicit InputsModel(QObject *parent = nullptr);

    /// Takes these inputs. Texts of `typed` go before the defaults; those of other names are left
    /// alone, and so is a secret while there is a secret of its name.
    void setInputs(const std::vector<flow::FlowInput> &inputs, const QHash<QString, QString> &typed);
    /// Nobody is asked for the inputs of these names: they keep their texts, and are part of
    /// nothing below.
    /// Says whether that makes a difference.
    bool setLeftOut(const QStringList &names);
    /// Fills in the inputs that the row has a value for; the others keep theirs.
    void fill(const Dict &row);
    /// Forgets all, the secrets too.
    void clear();

    /// The inputs that are asked for.
    std::vector<int> asked() const;
    bool isEmpty() const { return asked().empty(); }
    QStringList names() const;
    /// The texts by name where they differ from the defaults, to give them back to setInputs()
    /// later; no secrets.
    QHash<QString, QString> texts() const;
    /// Whether every text is its default.
    bool isUntouched() const;

    const flow::FlowInput &input(int index) const { return entry(index).input; }
    Type type(int index) const { return entry(index).type; }
    /// Whether it is to be hidden and kept nowhere.
    bool isSecret(int index) const { return entry(index).isSecret(); }
    /// "true" or "false" of a bool.
    const QString &text(int index) const { return entry(index).text; }
    /// What is wrong with the text, as values() has found it; empty since it was mended.
    const QString &problem(int index) const { return entry(index).problem; }
    /// Whether what is wrong is only that nobody said it shall be empty.
    bool mayBeLeftEmpty(int index) const { return entry(index).mayBeLeftEmpty; }

    /// The user typed this.
    void edit(int index, const QString &text);
    /// The user wants it empty.
    void leaveEmpty(int index);

    /// What the texts say, each read as its type. One that can't be read, or is needed and missing,
    /// has a problem from now on and adds one sentence to `problems`. An empty text of an input that
    /// may be left out adds nothing. A text may be empty where the input has a default or somebody
    /// says so: the user, or a row that has it so.
    Dict values(QStringList &problems);
    /// The sentences of those that still have a problem.
    QStringList problems() const;
    /// The first that has a problem; -1 when none has.
    int firstProblem() const;

signals:
    /// Others are asked for.
    void inputsChanged();
    void textChanged(int index);
    void problemChanged(int index);
    /// By the user.
    void edited();

private:
    struct Entry
    {
        explicit Entry(const flow::FlowInput &definition);

        bool isSecret() const { return input.type == "secret"; }
        bool isOptional() const { return input.defaultValue && input.defaultValue->isNull(); }
        /// Whether an empty text is a value only when somebody says so.
        bool mustBeMeant() const { return type == Type::String && !input.defaultValue; }
        /// Whether it holds anything but the default.
        bool isChanged() const { return text != fallback || isMeantEmpty; }
        QString textOf(const Value &value) const;

        flow::FlowInput input;
        Type type;
        QString fallback; ///< the text of the default
        QString text;
        bool isMeantEmpty = false; ///< an empty text is what somebody wants
        QString problem;
        bool mayBeLeftEmpty = false;
        bool isLeftOut = false;
    };

    const Entry &entry(int index) const { return m_entries.at(static_cast<std::size_t>(index)); }
    Entry &entry(int index) { return m_entries.at(static_cast<std::size_t>(index)); }
    void takeTyped(const QHash<QString, QString> &typed);
    /// Whoever fills in nothing means it.
    void setText(int index, const QString &text);
    /// Without a word on what an empty one means.
    void showText(int index, const QString &text);
    void setProblem(int index, const QString &sentence, bool mayBeLeftEmpty = false);
    void read(int index, Dict &values);

    std::vector<Entry> m_entries;
    QStringList m_leftOut;
};

} // namespace postern::widgets
