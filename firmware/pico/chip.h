/* RP2040: addresses (data sheet, 2.2), and where its registers differ from those of the RP2350. Compared with pico-sdk
   a1438dff, src/rp2040/hardware_regs. */
#ifndef CHIP_H
#define CHIP_H

#define RESETS     0x4000C000u /* 2.14 */
#define PSM        0x40010000u /* 2.13 */
#define CLOCKS     0x40008000u /* 2.15 */
#define XOSC       0x40024000u /* 2.16 */
#define PLL_SYS    0x40028000u /* 2.18 */
#define IO_BANK0   0x40014000u /* 2.19 */
#define PADS_BANK0 0x4001C000u
#define UART0      0x40034000u /* 4.2 */

#define RESET_BITS (1u << 5 | 1u << 8 | 1u << 12 | 1u << 22) /* 2.14.3: IO_BANK0, PADS_BANK0, PLL_SYS, UART0 */
#define PSM_CORE1  (1u << 16)                                /* 2.13.5 */
#define SIO_OUT_SET 0x14u /* 2.3.1.7 */
#define SIO_OUT_CLEAR 0x18u
#define SIO_ENABLE_SET 0x24u
#define UART0_INTERRUPT 20u /* 2.3.2 */
#define INTERRUPTS 32u
#define VECTORS 0x10000100u /* behind the second stage */

/* 12 MHz times 132, by 6 and 2: 132 MHz of the 133 that the chip is made for, and 44 times the line's 3 Mbaud. The VCO's 1584 MHz are within its
   750 to 1600 (2.18.2). */
#define PLL_TIMES 132u
#define PLL_BY_1 6u
#define PLL_BY_2 2u
#define CLOCK_HZ 132000000u

#endif
