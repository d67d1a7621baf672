// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/doctor.h"

#include "engine/doctor/examination.h"

namespace postern::doctor {

Task<Diagnosis> examine(connection::Connection connection,
                        http::Client &client,
                        azure::Channels &channels,
                        DoctorOptions options)
{
    Examination examination(std::move(connection), client, channels, std::move(options));
    co_return co_await examination.run();
}

} // namespace postern::doctor
