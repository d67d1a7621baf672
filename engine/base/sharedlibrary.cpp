// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/sharedlibrary.h"

#include "engine/base/error.h"

#include <dlfcn.h>

#include <string>

namespace postern {

namespace {

[[noreturn]] void failToLoad()
{
    const char *reason = ::dlerror();
    throw Error(ErrorCode::EnvironmentFailed,
                tr("A library can't be loaded: %1", reason ? reason : ""),
                tr("Install the package that it is of."));
}

} // namespace

SharedLibrary::SharedLibrary(const char *name)
    : m_handle(::dlopen(name, RTLD_NOW | RTLD_LOCAL))
{
    if (!m_handle)
        failToLoad();
}

void *SharedLibrary::addressOf(const char *symbol) const
{
    void *address = ::dlsym(m_handle, symbol);
    if (!address)
        failToLoad();
    return address;
}

} // namespace postern
