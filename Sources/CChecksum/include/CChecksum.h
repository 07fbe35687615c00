#pragma once
#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli) of `count` bytes continuing from `crc` (0 to start), by the fastest way this machine has.
uint32_t cupel_crc32c(uint32_t crc, const void *bytes, size_t count);
