/* The second stage of the RP2040's start (data sheet, 2.8.1.3). The boot ROM copies these 256 bytes to RAM, and runs them where the last word is the
   CRC-32 of the others, which 'fhnhw board build' puts there. It opens the flash as memory by the plainest command there is, 03h with one line of data,
   which every flash chip knows: slow, and fast enough, since the program is copied into RAM before it runs. Then it starts the program. Values
   compared with pico-sdk a1438dff, boot2_generic_03h.S. */

    .syntax unified
    .cpu cortex-m0plus
    .thumb

    .equ SSI, 0x18000000          /* 4.10.13 */
    .equ SSI_CTRLR0, 0x00
    .equ SSI_CTRLR1, 0x04
    .equ SSI_SSIENR, 0x08
    .equ SSI_BAUDR, 0x14
    .equ SPI_CTRLR0, 0x180000F4
    .equ VTOR, 0xE000ED08
    .equ VECTORS, 0x10000100

    .section .boot2, "ax"
    ldr  r3, =SSI
    movs r1, #0
    str  r1, [r3, #SSI_SSIENR]    /* off, to be set up */
    movs r1, #4
    str  r1, [r3, #SSI_BAUDR]     /* a quarter of the system clock: 33 MHz at most */
    ldr  r1, =(31 << 16 | 3 << 8) /* CTRLR0: frames of 32 bits, and "EEPROM read": command and address, then data */
    str  r1, [r3, #SSI_CTRLR0]
    ldr  r1, =(0x03 << 24 | 2 << 8 | 6 << 2) /* command 03h of 8 bits, an address of 24, one line each */
    ldr  r0, =SPI_CTRLR0
    str  r1, [r0]
    movs r1, #0
    str  r1, [r3, #SSI_CTRLR1]    /* one word of data a command */
    movs r1, #1
    str  r1, [r3, #SSI_SSIENR]
    ldr  r0, =VECTORS
    ldr  r1, =VTOR
    str  r0, [r1]
    ldmia r0, {r0, r1}            /* stack and reset */
    msr  msp, r0
    bx   r1
    .ltorg
    .org 252
    .word 0                       /* the checksum */
