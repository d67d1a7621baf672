// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"
#include "widgets/run/imagefield.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace postern::widgets {

class InputField;

/// A form for the inputs of a flow: a field for each, by its type, with its default.
class InputsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit InputsForm(QWidget *parent = nullptr);

    /// For fields of images that are built from now on.
    void setImageAccess(const ImageAccess &images) { m_images = images; }
    /// What it says when there is nothing to be filled in.
    void setEmptyNote(const QString &sentence);
    /// Builds the fields anew, unless the inputs are the same as before. Texts of `typed` go before
    /// the defaults; those of other names are left alone, and so is a secret while its field stays.
    void setInputs(const std::vector<flow::FlowInput> &inputs, const QHash<QString, QString> &typed);
    /// Fills the fields that the row has a value for; the others keep theirs.
    void fill(const Dict &row);

    /// What the fields hold. Each that can't be read as its type, or that is needed and empty, says
    /// so below itself and adds one sentence to `problems`.
    Dict values(QStringList &problems);
    /// What the fields still say is wrong with them, as values() has told it.
    QStringList problems() const;
    /// The first field that said so; null when none did.
    InputField *firstProblem() const;
    /// The fields' texts by name where they differ from the defaults, to give them back to
    /// setInputs() later; no secrets.
    QHash<QString, QString> texts() const;
    /// Whether every field holds its default.
    bool isUntouched() const;
    bool isEmpty() const { return m_fields.empty(); }
    /// Of the inputs that have a field.
    QStringList names() const;

signals:
    void edited();

private:
    void showTyped(const QHash<QString, QString> &typed);
    void dropFields();
    QVBoxLayout *const m_layout; // owned by this
    QLabel *const m_empty;       // child of this
    std::vector<InputField *> m_fields;
    ImageAccess m_images;
    QStringList m_shown; // name, type and default of each field
};

} // namespace postern::widgets
