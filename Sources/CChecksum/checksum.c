// CRC-32C, and the choice of the way to compute it.
#include "CChecksum.h"
#include "variants.h"
#include <string.h>

#define POLYNOMIAL 0x82f63b78u

static uint32_t table[8][256];

uint32_t crc_power(unsigned n) {
  uint32_t v = 0x80000000u;
  while (n--) v = (v >> 1) ^ (POLYNOMIAL & -(v & 1));
  return v;
}

/// Slice-by-8: eight table look-ups for eight bytes (Kounavis and Berry). Portable, any byte order.
static uint32_t slice_by_8(uint32_t state, const uint8_t *p, size_t n) {
  while (n >= 8) {
    uint32_t low = state ^ ((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24);
    state = table[7][low & 255] ^ table[6][low >> 8 & 255] ^ table[5][low >> 16 & 255] ^ table[4][low >> 24] ^ table[3][p[4]] ^
            table[2][p[5]] ^ table[1][p[6]] ^ table[0][p[7]];
    p += 8;
    n -= 8;
  }
  while (n--) state = (state >> 8) ^ table[0][(state ^ *p++) & 255];
  return state;
}

#define MOST_VARIANTS 4
static struct crc_variant variants[MOST_VARIANTS] = {{"slice-by-8", slice_by_8, 1}};
static int variant_count = 1;
static crc_step best = slice_by_8;

/// Before main: the tables, and the last variant that this machine can run. Read-only from then on.
__attribute__((constructor)) static void choose(void) {
  for (unsigned i = 0; i < 256; i++) {
    uint32_t v = i;
    for (int bit = 0; bit < 8; bit++) v = (v >> 1) ^ (POLYNOMIAL & -(v & 1));
    table[0][i] = v;
  }
  for (unsigned i = 0; i < 256; i++)
    for (int slice = 1; slice < 8; slice++) table[slice][i] = (table[slice - 1][i] >> 8) ^ table[0][table[slice - 1][i] & 255];
  variant_count = 1 + crc_machine_variants(variants + 1, MOST_VARIANTS - 1);
  for (int i = 0; i < variant_count; i++)
    if (variants[i].runs_here) best = variants[i].step;
}

uint32_t cupel_crc32c(uint32_t crc, const void *bytes, size_t count) { return ~best(~crc, bytes, count); }

int cupel_crc32c_variant_count(void) { return variant_count; }
const char *cupel_crc32c_variant_name(int index) { return variants[index].name; }
int cupel_crc32c_variant_runs_here(int index) { return variants[index].runs_here; }
uint32_t cupel_crc32c_variant(int index, uint32_t crc, const void *bytes, size_t count) {
  return ~variants[index].step(~crc, bytes, count);
}
