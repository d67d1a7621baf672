// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/inspector/formfield.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <map>
#include <string>
#include <vector>

class QGridLayout;
class QToolButton;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class FieldEdit;

/// A node's variants: which is shown, what each changes, and what can be done with them.
class VariantTable final : public QWidget
{
    Q_OBJECT

public:
    explicit VariantTable(QWidget *parent = nullptr);

    void setWriter(const FormWriter *writer) { m_writer = writer; }
    void setEditable(bool isEditable) { m_isEditable = isEditable; }
    /// The node as the chosen variant has it; `variants` is null for a node without; `chosen` is the
    /// one that is shown, empty the default. `hasFile` tells of the folder's files.
    void show(const flow::Node &node,
              const flow::NodeVariants *variants,
              const std::string &chosen,
              std::function<bool(const QString &path)> hasFile);
    /// A variant more, and shows it: a copy of that one, or of the one that is shown; of the node,
    /// when it has none yet.
    void add(const std::string &copyOf = {});
    void take();

signals:
    /// Empty for the default variant.
    void variantChosen(const QString &id);
    void resized();

private:
    void rebuild(const flow::NodeVariants &variants, const std::string &shown);
    void addRow(const flow::Variant &variant, const flow::NodeVariants &all, bool isChosen);
    QToolButton *menuOf(const std::string &id, bool isDefault);
    /// Whether it was done.
    bool write(const FormIntent &intent,
               const QString &step,
               FieldEdit *from = nullptr,
               const std::vector<FormCopy> &copies = {});
    /// A template of its own for a copy of that variant; nothing where it has none.
    std::vector<FormCopy> templateFor(const std::string &id, const std::string &copyOf) const;

    QWidget *m_body = nullptr;        // child of this: the rows, made anew
    QGridLayout *m_grid = nullptr;    // of m_body
    theme::Prose *const m_note;       // child of this
    std::vector<FieldEdit *> m_edits; // children of m_body
    const FormWriter *m_writer = nullptr;
    std::string m_node;
    std::string m_shown;
    std::map<std::string, QString> m_templates; ///< by variant; "" for a node without
    std::function<bool(const QString &path)> m_hasFile;
    std::vector<std::string> m_ids;
    QString m_stated; ///< all that the rows were made by
    bool m_isEditable = true;
};

} // namespace postern::widgets
