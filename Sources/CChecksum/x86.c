// CRC-32C on x86-64: the SSE4.2 instruction serially, three streams of it at once, and carry-less folding over four 512-bit
// registers. Each function carries the target attribute that it needs, so no compiler flags are wanted.
#include "variants.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define SSE __attribute__((target("sse4.2")))
#define SSE_CLMUL __attribute__((target("sse4.2,pclmul")))
#define ZMM __attribute__((target("sse4.2,pclmul,avx512f,avx512dq,avx512vl,vpclmulqdq")))

static inline uint64_t load(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  return v;
}

SSE static uint32_t serial(uint32_t state, const uint8_t *p, size_t n) {
  uint64_t s = state;
  for (; n >= 8; p += 8, n -= 8) s = _mm_crc32_u64(s, load(p));
  uint32_t r = (uint32_t)s;
  for (; n; p++, n--) r = _mm_crc32_u8(r, *p);
  return r;
}

// Shifting a state over k zero bytes is a multiplication by x^(8k) mod P. The carry-less product of two reflected 32-bit values lies
// one bit low in its 64 bits, and crc32q multiplies by x^32 while it reduces; so the factor is x^(8k - 33).
#define LONG_BLOCK 1024u
#define SHORT_BLOCK 128u
static uint32_t over_long, over_two_long, over_short, over_two_short;

SSE_CLMUL static inline uint64_t shift(uint64_t state, uint32_t factor) {
  __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)state), _mm_cvtsi32_si128((int)factor), 0);
  return _mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(product));
}

SSE_CLMUL static inline uint64_t three(uint64_t a, const uint8_t *p, size_t block, uint32_t once, uint32_t twice) {
  uint64_t b = 0, c = 0;
  for (size_t i = 0; i < block; i += 8) {
    a = _mm_crc32_u64(a, load(p + i));
    b = _mm_crc32_u64(b, load(p + block + i));
    c = _mm_crc32_u64(c, load(p + 2 * block + i));
  }
  return shift(a, twice) ^ shift(b, once) ^ c;
}

/// crc32q takes one operand a cycle but needs three to answer: three streams hide that.
SSE_CLMUL static uint32_t three_streams(uint32_t state, const uint8_t *p, size_t n) {
  uint64_t s = state;
  for (; n >= 3 * LONG_BLOCK; p += 3 * LONG_BLOCK, n -= 3 * LONG_BLOCK) s = three(s, p, LONG_BLOCK, over_long, over_two_long);
  for (; n >= 3 * SHORT_BLOCK; p += 3 * SHORT_BLOCK, n -= 3 * SHORT_BLOCK) s = three(s, p, SHORT_BLOCK, over_short, over_two_short);
  return serial((uint32_t)s, p, n);
}

// Folding by D bits: the low half of a 128-bit lane times x^(D+64), its high half times x^D; with the same 33 bits of slack as above.
static uint64_t by_2048[2], by_512[2];

ZMM static inline __m512i fold(__m512i a, __m512i k, __m512i next) {
  return _mm512_ternarylogic_epi64(_mm512_clmulepi64_epi128(a, k, 0x00), _mm512_clmulepi64_epi128(a, k, 0x11), next, 0x96);
}

ZMM static uint32_t fold_zmm(uint32_t state, const uint8_t *p, size_t n) {
  if (n < 256) return serial(state, p, n);
  __m512i a = _mm512_loadu_si512(p), b = _mm512_loadu_si512(p + 64);
  __m512i c = _mm512_loadu_si512(p + 128), d = _mm512_loadu_si512(p + 192);
  a = _mm512_xor_si512(a, _mm512_zextsi128_si512(_mm_cvtsi32_si128((int)state)));
  __m512i k = _mm512_broadcast_i32x4(_mm_set_epi64x((long long)by_2048[1], (long long)by_2048[0]));
  for (p += 256, n -= 256; n >= 256; p += 256, n -= 256) {
    a = fold(a, k, _mm512_loadu_si512(p));
    b = fold(b, k, _mm512_loadu_si512(p + 64));
    c = fold(c, k, _mm512_loadu_si512(p + 128));
    d = fold(d, k, _mm512_loadu_si512(p + 192));
  }
  k = _mm512_broadcast_i32x4(_mm_set_epi64x((long long)by_512[1], (long long)by_512[0]));
  a = fold(fold(fold(a, k, b), k, c), k, d);
  for (; n >= 64; p += 64, n -= 64) a = fold(a, k, _mm512_loadu_si512(p));
  uint8_t rest[64];
  _mm512_storeu_si512(rest, a);
  return serial(serial(0, rest, 64), p, n);
}

int crc_machine_variants(struct crc_variant *into, int room) {
  if (room < 3) return 0;
  over_long = crc_power(8 * LONG_BLOCK - 33);
  over_two_long = crc_power(16 * LONG_BLOCK - 33);
  over_short = crc_power(8 * SHORT_BLOCK - 33);
  over_two_short = crc_power(16 * SHORT_BLOCK - 33);
  by_2048[0] = crc_power(2048 + 31);
  by_2048[1] = crc_power(2048 - 33);
  by_512[0] = crc_power(512 + 31);
  by_512[1] = crc_power(512 - 33);
  __builtin_cpu_init();
  int sse = __builtin_cpu_supports("sse4.2") != 0;
  int clmul = sse && __builtin_cpu_supports("pclmul");
  int zmm = clmul && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
            __builtin_cpu_supports("vpclmulqdq");
  into[0] = (struct crc_variant){"sse4.2 serial", serial, sse};
  into[1] = (struct crc_variant){"sse4.2 three streams", three_streams, clmul};
  into[2] = (struct crc_variant){"vpclmulqdq fold", fold_zmm, zmm};
  return 3;
}
#elif !defined(__aarch64__)
int crc_machine_variants(struct crc_variant *into, int room) {
  (void)into;
  (void)room;
  return 0;
}
#endif
