#pragma once
#include <stddef.h>
#include <stdint.h>

/// A way to advance the CRC register over bytes. The register is the CRC before its final inversion.
typedef uint32_t (*crc_step)(uint32_t state, const uint8_t *p, size_t n);

struct crc_variant {
  const char *name;
  crc_step step;
  int runs_here;
};

/// x^n mod P, reflected: bit 31 is x^0.
uint32_t crc_power(unsigned n);

/// The machine's own variants, best last; fills at most `room` entries and returns how many.
int crc_machine_variants(struct crc_variant *into, int room);
