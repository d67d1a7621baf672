// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/undefined.h"

#include "engine/pyobject/operators.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

namespace postern::pyobject {

std::string UndefinedObject::message() const
{
    if (!hint.empty())
        return hint;
    if (object.isMissing())
        return repr(name) + " is undefined";
    if (!name.isString())
        return qualifiedTypeName(object) + " has no element " + repr(name);
    return repr(Object::string(qualifiedTypeName(object))) + " has no attribute " + repr(name);
}

void UndefinedObject::fail() const
{
    throw PyError(unsafe ? "SecurityError" : "UndefinedError", message());
}

std::string UndefinedObject::toString() const
{
    if (type == UndefinedKind::Strict)
        fail();
    if (type != UndefinedKind::Debug)
        return {};
    if (!hint.empty())
        return "{{ undefined value printed: " + hint + " }}";
    if (object.isMissing())
        return "{{ " + str(name) + " }}";
    return "{{ no such element: " + qualifiedTypeName(object) + "[" + repr(name) + "] }}";
}

} // namespace postern::pyobject
