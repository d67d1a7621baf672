// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/flexschema.h"

#include "engine/base/pyrepr.h"
#include "engine/check/schema.h"

#include <set>

namespace postern::check {

namespace {

Error refused(const Message &what, std::vector<std::string> codes, std::string message)
{
    Error error(ErrorCode::InvalidFlow,
                tr("The flow file isn't what prompt flow takes: %1", what),
                tr("Correct the file; the names of what is wrong are in the message."));
    return std::move(error).as(std::move(codes), std::move(message));
}

/// Refuses a type that no input can have: a connection, an image.
void checkInputType(const std::string &name, const std::string &type)
{
    const Value found = inputTypeProblem(type);
    if (found.isNull())
        return;
    const Dict all{{Value("inputs." + name + ".type"), Value(found.asList().front())}};
    throw refused(tr("the entry's parameter '%1' is of type %2.", name, type),
                  {"UserError"},
                  "Schema validation failed: " + py::repr(Value(all)));
}

} // namespace

void checkFlexSchema(const Value &data)
{
    const Value *entry = data.find("entry");
    if (!entry || !entry->isString())
        throw refused(tr("the entry is no text."), {"SystemError", "KeyError"}, "'entry'");
    const Value found = flexProblems(data);
    if (!found.isNull())
        throw refused(py::repr(found), {"SystemError", "ValidationError"}, py::repr(found));
}

void checkPorts(const flow::Flow &flow,
                std::string_view section,
                const std::vector<std::string> &ports,
                bool isThere)
{
    const Value *declared = flow.raw.find(section);
    if (!declared || !declared->isDict())
        return;
    const std::string name(section);
    if (!isThere)
        throw refused(tr("the entry takes no %1.", name),
                      {"UserError"},
                      "Provided signature for " + name
                          + ", which can't be overridden according to the entry.");
    std::set<std::string> own(ports.begin(), ports.end());
    std::string given;
    std::string entry;
    bool isSame = own.size() == declared->asDict().size();
    for (const auto &[key, port] : declared->asDict()) {
        isSame = isSame && own.contains(py::str(key));
        given += (given.empty() ? "" : ", ") + py::str(key);
    }
    for (const std::string &port : ports)
        entry += (entry.empty() ? "" : ", ") + port;
    if (!isSame)
        throw refused(tr("its %1 are %2, those of the entry %3.", name, given, entry),
                      {"UserError"},
                      "Provided signature of " + name
                          + " does not match the entry.\nPorts from signature: " + given
                          + "\nPorts from entry: " + entry + "\n");
}

void checkEntry(const flow::Flow &flow, const python::EntryInfo &entry)
{
    const auto names = [](const std::vector<python::Parameter> &parameters) {
        std::vector<std::string> list;
        list.reserve(parameters.size());
        for (const python::Parameter &parameter : parameters)
            list.push_back(parameter.name);
        return list;
    };
    for (const python::Parameter &parameter : entry.call.parameters)
        checkInputType(parameter.name, parameter.type);
    checkPorts(flow, "inputs", names(entry.call.parameters), !entry.call.parameters.empty());
    checkPorts(flow, "outputs", entry.outputs);
    checkPorts(flow, "init", names(entry.initParameters), !entry.initParameters.empty());
}

} // namespace postern::check
