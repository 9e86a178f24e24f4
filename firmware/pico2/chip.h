/* RP2350: addresses (data sheet, 2.2), and where its registers differ from those of the RP2040. Compared with pico-sdk
   a1438dff, src/rp2350/hardware_regs and boot/picobin.h. */
#ifndef CHIP_H
#define CHIP_H

#define RESETS     0x40020000u /* 7.5 */
#define PSM        0x40018000u /* 7.4 */
#define CLOCKS     0x40010000u /* 8.1 */
#define XOSC       0x40048000u /* 8.2 */
#define PLL_SYS    0x40050000u /* 8.6 */
#define IO_BANK0   0x40028000u /* 9.11 */
#define PADS_BANK0 0x40038000u
#define UART0      0x40070000u /* 12.1 */

#define RESET_BITS (1u << 6 | 1u << 9 | 1u << 14 | 1u << 26) /* 7.5.3: IO_BANK0, PADS_BANK0, PLL_SYS, UART0 */
#define PSM_CORE1  (1u << 24)                                /* 7.4.4 */
#define SIO_OUT_SET 0x18u /* 3.1.11 */
#define SIO_OUT_CLEAR 0x20u
#define SIO_ENABLE_SET 0x38u
#define UART0_INTERRUPT 33u /* 3.2 */
#define INTERRUPTS 52u
#define VECTORS 0x10000000u

/* 12 MHz times 125, by 5 and 2: 150 MHz, 50 times the line's 3 Mbaud. */
#define PLL_TIMES 125u
#define PLL_BY_1 5u
#define PLL_BY_2 2u
#define CLOCK_HZ 150000000u

/* What the boot ROM looks for in the first 4 kB (5.9.5.1): a block that says "an Arm program for the RP2350, secure", and is the only one. */
#define IMAGE_DEF { 0xFFFFDED3u, 0x10210142u, 0x000001FFu, 0x00000000u, 0xAB123579u }

#endif
