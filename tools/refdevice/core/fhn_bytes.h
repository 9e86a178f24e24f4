/* Little-endian numbers in bytes. */
#ifndef FHN_BYTES_H
#define FHN_BYTES_H

#include <stdint.h>

static inline uint16_t fhn_get16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] | (unsigned)bytes[1] << 8);
}

static inline uint32_t fhn_get32(const uint8_t *bytes)
{
    return fhn_get16(bytes) | (uint32_t)fhn_get16(bytes + 2) << 16;
}

/* A signed number of 1 to 4 bytes. */
static inline int32_t fhn_get_signed(const uint8_t *bytes, unsigned count)
{
    uint32_t value = 0;
    const uint32_t sign = (uint32_t)1 << (8 * count - 1);
    for (unsigned i = 0; i < count; i++) {
        value |= (uint32_t)bytes[i] << (8 * i);
    }
    return (value & sign) != 0 ? -1 - (int32_t)(sign - 1 - (value & (sign - 1))) : (int32_t)value;
}

/* One of 1 to 8 bytes. */
static inline int64_t fhn_get_signed64(const uint8_t *bytes, unsigned count)
{
    if (count <= 4) {
        return fhn_get_signed(bytes, count);
    }
    return fhn_get_signed(bytes + 4, count - 4) * ((int64_t)1 << 32) + (int64_t)fhn_get32(bytes);
}

static inline void fhn_put16(uint8_t *bytes, uint32_t value)
{
    bytes[0] = (uint8_t)value;
    bytes[1] = (uint8_t)(value >> 8);
}

static inline void fhn_put32(uint8_t *bytes, uint32_t value)
{
    fhn_put16(bytes, value);
    fhn_put16(bytes + 2, value >> 16);
}

#endif
