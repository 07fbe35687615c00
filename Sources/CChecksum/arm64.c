// CRC-32C on 64-bit ARM: the CRC32 extension (optional in ARMv8.0, always there from 8.1 on and on Apple silicon).
#include "variants.h"

#if defined(__aarch64__)
#include <string.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif

#define CRC __attribute__((target("crc")))

CRC static uint32_t serial(uint32_t state, const uint8_t *p, size_t n) {
  for (; n >= 8; p += 8, n -= 8) {
    uint64_t v;
    memcpy(&v, p, 8);
    state = __builtin_arm_crc32cd(state, v);
  }
  for (; n; p++, n--) state = __builtin_arm_crc32cb(state, *p);
  return state;
}

int crc_machine_variants(struct crc_variant *into, int room) {
  if (room < 1) return 0;
#if defined(__linux__)
  int runs_here = (getauxval(AT_HWCAP) & (1ul << 7)) != 0;  // HWCAP_CRC32
#elif defined(__APPLE__)
  int runs_here = 1;
#else
  int runs_here = 0;
#endif
  into[0] = (struct crc_variant){"armv8 crc", serial, runs_here};
  return 1;
}
#endif
