/* BBC micro:bit, first version: an nRF51822, Cortex-M0 at 16 MHz, line on the UART that its interface chip brings to USB (P0.24 sends, P0.25 receives).
   Sections are those of the nRF51 Series Reference Manual 3.0, remembered; addresses and bits were compared with nrfx aa83d4d, nrf51.h. */
#include "../common/machine.h"

#include "../common/cortex.h"
#include "../common/line.h"
#include "../common/startup.h"

#define CLOCK_START REGISTER(0x40000000u) /* 13, CLOCK: TASKS_HFCLKSTART, EVENTS_HFCLKSTARTED */
#define CLOCK_STARTED REGISTER(0x40000100u)

#define UART(offset) REGISTER(0x40002000u + (offset)) /* 29, UART */
#define UART_START_RECEIVE UART(0x000u)
#define UART_START_SEND UART(0x008u)
#define UART_RECEIVED UART(0x108u) /* events: written by hardware as 1, cleared by a 0 */
#define UART_SENT UART(0x11Cu)
#define UART_INTERRUPTS UART(0x304u)
#define UART_ENABLE UART(0x500u)
#define UART_PIN_TX UART(0x50Cu)
#define UART_PIN_RX UART(0x514u)
#define UART_RXD UART(0x518u)
#define UART_TXD UART(0x51Cu)
#define UART_RATE UART(0x524u)
#define UART_INTERRUPT 2u
#define RATE_115200 0x01D7E000u /* 29.10.14 */
_Static_assert(FHN_BAUD == 115200u && FHN_CLOCK_HZ == 16000000u, "board.json has a rate or a clock that machine.c does not set");

#define TIMER(offset) REGISTER(0x40008000u + (offset)) /* 18, TIMER0; the chip's processor has no SysTick */
#define TIMER_START TIMER(0x000u)
#define TIMER_REACHED TIMER(0x140u)
#define TIMER_SHORTS TIMER(0x200u)
#define TIMER_INTERRUPTS TIMER(0x304u)
#define TIMER_PRESCALER TIMER(0x510u)
#define TIMER_COMPARE TIMER(0x540u)
#define TIMER_INTERRUPT 8u

#define GPIO_OUT_SET REGISTER(0x50000508u) /* 14, GPIO */
#define GPIO_OUT_CLEAR REGISTER(0x5000050Cu)
#define GPIO_DIRECTION_SET REGISTER(0x50000518u)
#define GPIO_PIN(n) REGISTER(0x50000700u + 4u * (n)) /* PIN_CNF: after reset a pin's input is not connected */
#define PIN_INPUT 0xCu /* input, connected, pulled up: an open line idles */
#define LIGHT_ROW (1u << 13) /* the top left light of the matrix: row high, column low */
#define LIGHT_COLUMN (1u << 4)
#define PIN_TX 24u
#define PIN_RX 25u

#define PATIENCE 1000000u

static volatile bool line_is_busy;

void machine_start(void)
{
    CLOCK_START = 1u; /* the crystal, which the line's rate wants */
    for (uint32_t round = 0; round < PATIENCE && CLOCK_STARTED == 0; round++) {
    }
    GPIO_OUT_SET = 1u << PIN_TX;
    GPIO_DIRECTION_SET = 1u << PIN_TX | LIGHT_ROW | LIGHT_COLUMN;
    GPIO_PIN(PIN_RX) = PIN_INPUT;
    UART_PIN_TX = PIN_TX;
    UART_PIN_RX = PIN_RX;
    UART_RATE = RATE_115200;
    UART_ENABLE = 4u;
    UART_INTERRUPTS = 1u << 2 | 1u << 7; /* RXDRDY, TXDRDY */
    UART_START_RECEIVE = 1u;
    UART_START_SEND = 1u;
    interrupt_on(UART_INTERRUPT);
    TIMER_PRESCALER = 4u; /* 1 MHz */
    TIMER_COMPARE = 1000u;
    TIMER_SHORTS = 1u;    /* begins anew when it is reached */
    TIMER_INTERRUPTS = 1u << 16;
    TIMER_START = 1u;
    interrupt_on(TIMER_INTERRUPT);
}

static void on_time(void)
{
    TIMER_REACHED = 0;
    startup_milliseconds++;
}

static void on_line(void)
{
    if (UART_RECEIVED != 0) {
        UART_RECEIVED = 0;
        (void)ring_put(&line_received, (uint8_t)UART_RXD);
    }
    if (UART_SENT != 0) {
        UART_SENT = 0;
        const int byte = ring_take(&line_sending);
        line_is_busy = byte >= 0;
        if (byte >= 0) {
            UART_TXD = (uint32_t)byte;
        }
    }
}

bool machine_write(uint8_t byte)
{
    bool taken = true;
    interrupts_off();
    if (line_is_busy) {
        taken = ring_put(&line_sending, byte);
    } else {
        line_is_busy = true;
        UART_TXD = byte;
    }
    interrupts_on();
    return taken;
}

void machine_light(bool on)
{
    GPIO_OUT_CLEAR = on ? LIGHT_COLUMN : LIGHT_ROW;
    GPIO_OUT_SET = on ? LIGHT_ROW : LIGHT_COLUMN;
}

INTERRUPT_VECTORS startup_interrupts[32] = { [UART_INTERRUPT] = on_line, [TIMER_INTERRUPT] = on_time };
