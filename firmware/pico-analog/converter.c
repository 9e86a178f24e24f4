/* A bench on a Pico: two cells. Drives by an MCP4922, a DAC of two channels and 12 bits (data sheet DS22250A, section 5), on SPI0: GPIO18 SCK, GPIO19 SDI,
   GPIO17 CS, LDAC to ground. X by the Pico's own ADC, 12 bits: GPIO26 and GPIO27. Not tried on a bench. The Pico's addresses and
   bits were compared with pico-sdk a1438dff; those of the MCP4922 are remembered. */
#include "../analog/converter.h"

#include <chip.h>

#include "../common/cortex.h"

#define SET(address) REGISTER((address) + 0x2000u)
#define CLEAR(address) REGISTER((address) + 0x3000u)
#define RESETS_DONE REGISTER(RESETS + 0x08u)
#define CLK_ADC_CTRL REGISTER(CLOCKS + 0x60u) /* 2.15.7 */
#define GPIO_CTRL(n) REGISTER(IO_BANK0 + 8u * (n) + 4u)
#define GPIO_PAD(n) REGISTER(PADS_BANK0 + 4u * (n) + 4u)
#define SIO(offset) REGISTER(0xD0000000u + (offset))

#define SPI0 0x4003C000u /* 4.4.4 */
#define SPI_CR0 REGISTER(SPI0 + 0x00u)
#define SPI_CR1 REGISTER(SPI0 + 0x04u)
#define SPI_DR REGISTER(SPI0 + 0x08u)
#define SPI_SR REGISTER(SPI0 + 0x0Cu)
#define SPI_PRESCALE REGISTER(SPI0 + 0x10u)
#define SPI_BUSY (1u << 4)

#define ADC_CS REGISTER(0x4004C000u) /* 4.9.6: 1 = on, 4 = convert once, bit 8 = ready, 12 to 14 = input */
#define ADC_RESULT REGISTER(0x4004C004u)
#define ADC_READY (1u << 8)

#define TIMER_LOW REGISTER(0x40054028u)   /* 4.6.5, TIMERAWL: microseconds */
#define WATCHDOG_TICK REGISTER(0x4005802Cu) /* 4.7.6: divides the 12 MHz for it */

#define RESET_ADC 1u
#define RESET_SPI0 (1u << 16)
#define RESET_TIMER (1u << 21)
#define CHIP_SELECT 17u
#define FUNCTION_SPI 1u
#define FUNCTION_SIO 5u

/* Calibration, for each cell: the code of the DAC at S = 0 and codes for 2^14 LSBs of S; the code of the ADC at X = 0 and codes for 2^14 LSBs of X. Measure
   them on the bench: S of -1 and 1 into a voltmeter, and two known voltages into the ADC. */
static const struct {
    int32_t drive_zero, drive_gain, read_zero, read_gain;
} calibration[] = { { 2048, 1000, 2048, 1200 }, { 2048, 1000, 2048, 1200 } };

static int32_t clamp12(int32_t code)
{
    return code < 0 ? 0 : code > 4095 ? 4095 : code;
}

void converter_start(void)
{
    WATCHDOG_TICK = 1u << 9 | 12u;
    CLEAR(RESETS) = RESET_ADC | RESET_SPI0 | RESET_TIMER;
    while ((RESETS_DONE & (RESET_ADC | RESET_SPI0 | RESET_TIMER)) != (RESET_ADC | RESET_SPI0 | RESET_TIMER)) {
    }
    CLK_ADC_CTRL = 1u << 11 | 3u << 5; /* the crystal's 12 MHz instead of 48: a conversion takes 8 us */
    GPIO_PAD(26u) = 0x80u;             /* output off, input off: analog */
    GPIO_PAD(27u) = 0x80u;
    ADC_CS = 1u;
    GPIO_CTRL(18u) = FUNCTION_SPI;
    GPIO_CTRL(19u) = FUNCTION_SPI;
    GPIO_CTRL(CHIP_SELECT) = FUNCTION_SIO;
    SIO(SIO_OUT_SET) = 1u << CHIP_SELECT;
    SIO(SIO_ENABLE_SET) = 1u << CHIP_SELECT;
    SPI_PRESCALE = 8u; /* 16.5 MHz of the 20 that the DAC takes */
    SPI_CR0 = 15u;     /* 16 bits, mode 0 */
    SPI_CR1 = 2u;
}

void converter_drive(uint32_t cell, int32_t S)
{
    const int32_t code = clamp12(calibration[cell].drive_zero + (S * calibration[cell].drive_gain) / 16384);
    SIO(SIO_OUT_CLEAR) = 1u << CHIP_SELECT;
    SPI_DR = cell << 15 | 3u << 12 | (uint32_t)code; /* channel, unbuffered, gain 1, on */
    while ((SPI_SR & SPI_BUSY) != 0) {
    }
    SIO(SIO_OUT_SET) = 1u << CHIP_SELECT;
}

int32_t converter_read(uint32_t cell)
{
    ADC_CS = 1u | 4u | cell << 12;
    while ((ADC_CS & ADC_READY) == 0) {
    }
    return ((int32_t)(ADC_RESULT & 0xFFFu) - calibration[cell].read_zero) * 16384 / calibration[cell].read_gain;
}

uint32_t converter_microseconds(void)
{
    return TIMER_LOW;
}
