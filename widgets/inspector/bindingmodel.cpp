// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/bindingmodel.h"

#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <utility>

namespace postern::widgets {

namespace {
constexpr qsizetype kMostOfBinding = 200; // of what is seen; the column cuts it further
} // namespace

void BindingModel::setInputs(std::vector<std::pair<std::string, flow::Binding>> inputs)
{
    beginResetModel();
    m_inputs = std::move(inputs);
    endResetModel();
}

int BindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_inputs.size());
}

int BindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant BindingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &[name, binding] = m_inputs[static_cast<std::size_t>(index.row())];
    const bool isName = index.column() == 0;
    const bool isReference = binding.kind != flow::Binding::Kind::Literal;
    QString shown = isReference ? QString::fromStdString(binding.text) : summary(binding.literal);
    if (isName)
        shown = QString::fromStdString(name);
    shown = theme::shortened(shown, kMostOfBinding);
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return theme::plainToolTip(shown);
    case Qt::FontRole:
        return isName ? QVariant() : QVariant(theme::monoFont(11));
    case Qt::ForegroundRole:
        if (isName)
            return theme::current().text2;
        return isReference ? theme::current().cache : theme::current().text;
    default:
        return {};
    }
}

QVariant BindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Input") : tr("Bound to");
}

} // namespace postern::widgets
