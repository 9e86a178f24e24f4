/* Raspberry Pi Pico and Pico 2: line on UART0 (GPIO0 sends, GPIO1 receives), light on GPIO25, both cores. Sections are those of the RP2040's data sheet,
   remembered; addresses and bits were compared with pico-sdk a1438dff. chip.h has what differs on the RP2350. */
#include "../common/machine.h"

#include <chip.h>

#include "../common/cortex.h"
#include "../common/line.h"
#include "../common/startup.h"

#define SET(address) REGISTER((address) + 0x2000u)   /* 2.1.2: what is written there is set, or cleared, and nothing else */
#define CLEAR(address) REGISTER((address) + 0x3000u)

#define RESETS_DONE REGISTER(RESETS + 0x08u) /* 2.14.3 */
#define PSM_FORCE_OFF (PSM + 0x04u)          /* 2.13.5 */

#define CLK_REF_CTRL REGISTER(CLOCKS + 0x30u) /* 2.15.7 */
#define CLK_REF_SELECTED REGISTER(CLOCKS + 0x38u)
#define CLK_SYS_CTRL REGISTER(CLOCKS + 0x3Cu)
#define CLK_SYS_SELECTED REGISTER(CLOCKS + 0x44u)
#define CLK_PERI_CTRL REGISTER(CLOCKS + 0x48u)

#define XOSC_CTRL REGISTER(XOSC + 0x00u) /* 2.16.7 */
#define XOSC_STATUS REGISTER(XOSC + 0x04u)
#define XOSC_STARTUP REGISTER(XOSC + 0x0Cu)
#define XOSC_ON 0xFABAA0u /* "enable", and the range 1 to 15 MHz */
#define XOSC_DELAY 47u    /* 256 * 47 periods of 12 MHz: 1 ms */

#define PLL_CS REGISTER(PLL_SYS + 0x00u) /* 2.18.4 */
#define PLL_PWR (PLL_SYS + 0x04u)
#define PLL_FBDIV REGISTER(PLL_SYS + 0x08u)
#define PLL_PRIM REGISTER(PLL_SYS + 0x0Cu)
#define PLL_LOCKED (1u << 31)

#define GPIO_CTRL(n) REGISTER(IO_BANK0 + 8u * (n) + 4u) /* 2.19.6.1 */
#define GPIO_PAD(n) REGISTER(PADS_BANK0 + 4u * (n) + 4u)
#define FUNCTION_UART 2u
#define FUNCTION_SIO 5u
#define PAD_OUT 0x52u /* input on, Schmitt trigger, 4 mA */
#define PAD_IN 0x4Au  /* input on, Schmitt trigger, pulled up: an open line idles */

#define UART(offset) REGISTER(UART0 + (offset)) /* 4.2.8 */
#define UART_DR UART(0x00u)
#define UART_FR UART(0x18u)
#define UART_IBRD UART(0x24u)
#define UART_FBRD UART(0x28u)
#define UART_LCR_H UART(0x2Cu)
#define UART_CR UART(0x30u)
#define UART_IMSC UART(0x38u)
#define FIFO_EMPTY (1u << 4)
#define FIFO_FULL (1u << 5)
#define ON_RECEIVED (1u << 4 | 1u << 6) /* the FIFO is half full, or has waited 32 bits */
#define ON_CAN_SEND (1u << 5)

#define LIGHT 25u

#define SIO(offset) REGISTER(0xD0000000u + (offset)) /* 2.3.1.7 */
#define SIO_FIFO_STATE SIO(0x50u)
#define SIO_FIFO_WRITE SIO(0x54u)
#define SIO_FIFO_READ SIO(0x58u)
#define FIFO_HAS_WORD 1u
#define FIFO_HAS_ROOM 2u
#define SPIN_LOCK SIO(0x100u + 4u * 31u) /* the 32nd; writes above SIO offset 180h alias the RP2350's first ones (erratum E2) */

/* 4.2.3.2: the bit in 16ths and 64ths of the clock; an exact divisor. */
#define DIVISOR_64 (4u * (CLOCK_HZ / FHN_BAUD))
_Static_assert(CLOCK_HZ % FHN_BAUD == 0 && DIVISOR_64 >= 64u, "the rate of the line is no divisor of the clock");
_Static_assert(CLOCK_HZ == FHN_CLOCK_HZ && CLOCK_HZ == 12000000u * PLL_TIMES / PLL_BY_1 / PLL_BY_2, "board.json and chip.h have two clocks");

#define PATIENCE 1000000u /* rounds of waiting for a clock */
#define CORE_PATIENCE 100000u /* rounds of waiting for the second core, which answers within some hundred clocks */

static uint32_t second_stack[512];

/* Waits for bits; goes on without them where they do not come, so that a board with a broken crystal still runs, on its ring oscillator and at a wrong
   rate, instead of standing still. */
static void await(volatile uint32_t *word, uint32_t bits)
{
    for (uint32_t round = 0; round < PATIENCE && (*word & bits) != bits; round++) {
    }
}

static void start_clock(void)
{
    XOSC_STARTUP = XOSC_DELAY;
    XOSC_CTRL = XOSC_ON;
    await(&XOSC_STATUS, 1u << 31);
    CLK_REF_CTRL = 2u; /* the crystal */
    await(&CLK_REF_SELECTED, 1u << 2);
    CLK_SYS_CTRL = 0;  /* off the PLL, which a restart may find running */
    await(&CLK_SYS_SELECTED, 1u << 0);
    SET(RESETS) = RESET_BITS;
    CLEAR(RESETS) = RESET_BITS;
    /* 2.18.2.1: VCO and loop first, the dividers behind it when it has locked */
    PLL_CS = 1u;
    PLL_FBDIV = PLL_TIMES;
    CLEAR(PLL_PWR) = 1u << 0 | 1u << 5;
    await(&PLL_CS, PLL_LOCKED);
    PLL_PRIM = PLL_BY_1 << 16 | PLL_BY_2 << 12;
    CLEAR(PLL_PWR) = 1u << 3;
    CLK_SYS_CTRL = 1u; /* source "aux", which is the PLL */
    await(&CLK_SYS_SELECTED, 1u << 1);
    CLK_PERI_CTRL = 1u << 11; /* the system clock */
    await(&RESETS_DONE, RESET_BITS);
}

static void start_line(void)
{
    UART_IBRD = DIVISOR_64 / 64u;
    UART_FBRD = DIVISOR_64 % 64u;
    UART_LCR_H = 3u << 5 | 1u << 4; /* 8 bits, FIFOs */
    UART_CR = 1u << 0 | 1u << 8 | 1u << 9;
    UART_IMSC = ON_RECEIVED;
    GPIO_CTRL(0u) = FUNCTION_UART;
    GPIO_CTRL(1u) = FUNCTION_UART;
    GPIO_PAD(0u) = PAD_OUT;
    GPIO_PAD(1u) = PAD_IN;
    interrupt_on(UART0_INTERRUPT);
}

void machine_start(void)
{
    SCB_VTOR = VECTORS;
    start_clock();
    start_line();
    GPIO_CTRL(LIGHT) = FUNCTION_SIO;
    GPIO_PAD(LIGHT) = PAD_OUT;
    SIO(SIO_ENABLE_SET) = 1u << LIGHT;
    systick_each_millisecond(CLOCK_HZ);
}

static void on_line(void)
{
    while ((UART_FR & FIFO_EMPTY) == 0) {
        (void)ring_put(&line_received, (uint8_t)UART_DR);
    }
    while (!ring_is_empty(&line_sending) && (UART_FR & FIFO_FULL) == 0) {
        UART_DR = (uint32_t)ring_take(&line_sending);
    }
    if (ring_is_empty(&line_sending)) {
        UART_IMSC = ON_RECEIVED;
    }
}

/* Into the FIFO while it has room; behind it waits the ring, which the interrupt empties. */
bool machine_write(uint8_t byte)
{
    bool taken = true;
    interrupts_off();
    if (ring_is_empty(&line_sending) && (UART_FR & FIFO_FULL) == 0) {
        UART_DR = byte;
    } else {
        taken = ring_put(&line_sending, byte);
        UART_IMSC = ON_RECEIVED | ON_CAN_SEND;
    }
    interrupts_on();
    return taken;
}

void machine_light(bool on)
{
    SIO(on ? SIO_OUT_SET : SIO_OUT_CLEAR) = 1u << LIGHT;
}

/* 2.3.1.3: reading a spin lock takes it, and gives 0 where the other core has it; any write gives it back. */
static void lock(void *context)
{
    (void)context;
    while (SPIN_LOCK == 0) {
    }
    __asm volatile("dmb" ::: "memory");
}

static void unlock(void *context)
{
    (void)context;
    __asm volatile("dmb" ::: "memory");
    SPIN_LOCK = 1u;
}

static void wake(void *context)
{
    (void)context;
    __asm volatile("sev" ::: "memory");
}

const fhn_crew_port *machine_crew(void)
{
    static const fhn_crew_port port = { lock, unlock, wake, 0 };
    SPIN_LOCK = 1u; /* one that was held at a restart is free again */
    return &port;
}

/* A word to the second core, and its answer. False where it is not the same word within some time. */
static bool exchange(uint32_t word)
{
    for (uint32_t round = 0; round < CORE_PATIENCE && (SIO_FIFO_STATE & FIFO_HAS_ROOM) == 0; round++) {
    }
    SIO_FIFO_WRITE = word;
    __asm volatile("sev" ::: "memory");
    for (uint32_t round = 0; round < CORE_PATIENCE; round++) {
        if ((SIO_FIFO_STATE & FIFO_HAS_WORD) != 0) {
            return SIO_FIFO_READ == word;
        }
    }
    return false;
}

static void empty_mailbox(void)
{
    while ((SIO_FIFO_STATE & FIFO_HAS_WORD) != 0) {
        (void)SIO_FIFO_READ;
    }
}

/* 2.8.2: off and on again, so that it waits in the boot ROM; then 0, 0, 1, vectors, stack and function, each of which it echoes. A wrong echo begins the
   sequence anew. */
bool machine_second_core(void (*run)(void))
{
    const uint32_t words[] = { 0, 0, 1, VECTORS, (uint32_t)(uintptr_t)(second_stack + sizeof second_stack / sizeof second_stack[0]), (uint32_t)(uintptr_t)run };
    SET(PSM_FORCE_OFF) = PSM_CORE1;
    await(&REGISTER(PSM_FORCE_OFF), PSM_CORE1);
    CLEAR(PSM_FORCE_OFF) = PSM_CORE1;
    for (uint32_t round = 0; round < CORE_PATIENCE && (SIO_FIFO_STATE & FIFO_HAS_WORD) == 0; round++) {
    }
    for (unsigned attempt = 0; attempt < 4u; attempt++) {
        unsigned sent = 0;
        while (sent < sizeof words / sizeof words[0]) {
            if (words[sent] == 0) {
                empty_mailbox();
                __asm volatile("sev" ::: "memory");
            }
            if (!exchange(words[sent])) {
                break;
            }
            sent++;
        }
        if (sent == sizeof words / sizeof words[0]) {
            return true;
        }
    }
    return false;
}

void machine_second_rest(void)
{
    __asm volatile("wfe" ::: "memory");
}

INTERRUPT_VECTORS startup_interrupts[INTERRUPTS] = { [UART0_INTERRUPT] = on_line };

#ifdef IMAGE_DEF
__attribute__((section(".image_def"), used)) static const uint32_t image_def[] = IMAGE_DEF;
#endif
