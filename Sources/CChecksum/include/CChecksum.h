#pragma once
#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli, reflected polynomial 0x82f63b78) of `count` bytes continuing from `crc` (0 to start), by the fastest way
/// that this machine has. Running form: crc(ab) = cupel_crc32c(cupel_crc32c(0, a), b).
uint32_t cupel_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The ways there are, also those that this machine cannot run. The first is portable C.
int cupel_crc32c_variant_count(void);
const char *cupel_crc32c_variant_name(int index);
int cupel_crc32c_variant_runs_here(int index);
/// The same sum by one of them; only where `cupel_crc32c_variant_runs_here`.
uint32_t cupel_crc32c_variant(int index, uint32_t crc, const void *bytes, size_t count);
