// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/pins.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/store/atomicfile.h"

#include <system_error>

namespace postern::debug {

std::map<std::string, Value> readPins(const std::filesystem::path &file)
{
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown))
        return {};
    const Value read = json::parse(store::readFile(file));
    if (!read.isDict())
        throw Error(ErrorCode::InvalidInput,
                    tr("The file '%1' doesn't hold pins.", pathText(file)),
                    tr("It should be a JSON object with the values of nodes by their names."));
    std::map<std::string, Value> pins;
    for (const auto &[node, value] : read.asDict())
        pins.insert_or_assign(py::str(node), value);
    return pins;
}

void writePins(const std::map<std::string, Value> &pins, const std::filesystem::path &file)
{
    Dict dict;
    for (const auto &[node, value] : pins)
        dict.append(node, log::redact(value));
    json::WriteOptions options;
    options.indent = 2;
    options.ensureAscii = false;
    options.reprUnknown = true;
    store::writeFile(file, json::write(dict, options) + '\n');
}

} // namespace postern::debug
