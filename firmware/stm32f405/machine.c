/* STM32F405 at 168 MHz, line on USART2: PA2 sends, PA3 receives. Sections are those of ST's reference manual RM0090, remembered;
   addresses and bits were compared with cmsis-device-f4 3c77349, stm32f405xx.h. */
#include "../common/machine.h"

#include "../common/cortex.h"
#include "../common/line.h"
#include "../common/startup.h"

/* 7.3, RCC */
#define RCC_CR      REGISTER(0x40023800u)
#define RCC_PLLCFGR REGISTER(0x40023804u)
#define RCC_CFGR    REGISTER(0x40023808u)
#define RCC_AHB1ENR REGISTER(0x40023830u)
#define RCC_APB1ENR REGISTER(0x40023840u)
#define HSI_ON (1u << 0)
#define HSE_ON (1u << 16)
#define HSE_READY (1u << 17)
#define PLL_ON (1u << 24)
#define PLL_READY (1u << 25)
#define PLL_OF_HSE (1u << 22)

/* 3.9.1, FLASH_ACR: 5 wait states at 168 MHz and 3.3 V (3.5.1), prefetch and both caches */
#define FLASH_ACR REGISTER(0x40023C00u)
#define FLASH_FAST 0x705u

/* 8.4, GPIO */
#define GPIOA_MODER REGISTER(0x40020000u)
#define GPIOA_PUPDR REGISTER(0x4002000Cu)
#define GPIOA_OSPEEDR REGISTER(0x40020008u)
#define GPIOA_AFRL  REGISTER(0x40020020u)
#define LIGHT_MODER REGISTER(0x40020000u + 0x400u * LIGHT_PORT)
#define LIGHT_BSRR  REGISTER(0x40020018u + 0x400u * LIGHT_PORT)

/* 30.6, USART2 */
#define USART_SR  REGISTER(0x40004400u)
#define USART_DR  REGISTER(0x40004404u)
#define USART_BRR REGISTER(0x40004408u)
#define USART_CR1 REGISTER(0x4000440Cu)
#define RECEIVED (1u << 5)
#define CAN_SEND (1u << 7)
#define ON_RECEIVED (1u << 5) /* in CR1 */
#define ON_CAN_SEND (1u << 7)
#define LINE_ON (1u << 15 | 1u << 13 | 1u << 3 | 1u << 2 | ON_RECEIVED) /* OVER8, UE, TE, RE, RXNEIE */
#define USART2_INTERRUPT 38u

/* Board: light on PC12, lit when low; a crystal of 8 MHz. Both are remembered of the Olimex STM32-H405, and to be checked on the board. */
#define LIGHT_PORT 2u
#define LIGHT_PIN 12u
#define CRYSTAL_MHZ 8u

#define CLOCK_HZ 168000000u
#define LINE_CLOCK_HZ (CLOCK_HZ / 4u)
#define LINE_DIVISOR (LINE_CLOCK_HZ / FHN_BAUD) /* 30.3.4 with OVER8: eighths of the bit, at least 8 */
_Static_assert(LINE_CLOCK_HZ % FHN_BAUD == 0 && LINE_DIVISOR >= 8, "the rate of the line is no divisor of 42 MHz");
_Static_assert(CLOCK_HZ == FHN_CLOCK_HZ, "board.json has another clock");

#define PATIENCE 1000000u /* rounds; a crystal and the PLL take some milliseconds */

static bool comes(volatile uint32_t *word, uint32_t mask, uint32_t value)
{
    for (uint32_t round = 0; round < PATIENCE; round++) {
        if ((*word & mask) == value) {
            return true;
        }
    }
    return false;
}

/* 168 MHz from the crystal; where it does not start, from the inner oscillator of 16 MHz, whose 1 % the line still bears at room temperature. Where
   the registers read as zero, which they never do on the chip (HSI_ON is set at reset), the processor is qemu's, at 168 MHz and without RCC. */
static void start_clock(void)
{
    uint32_t source = 16u;
    if (RCC_CR == 0) {
        return;
    }
    FLASH_ACR = FLASH_FAST;
    RCC_CR |= HSE_ON;
    if (comes(&RCC_CR, HSE_READY, HSE_READY)) {
        source = CRYSTAL_MHZ;
    }
    /* 7.3.2: 2 MHz into the PLL, times 168, by 2; Q = 7 for the unused USB clock of 48 MHz */
    RCC_PLLCFGR = source / 2u | 168u << 6 | 0u << 16 | 7u << 24 | (source == CRYSTAL_MHZ ? PLL_OF_HSE : 0u);
    RCC_CR |= PLL_ON;
    (void)comes(&RCC_CR, PLL_READY, PLL_READY);
    RCC_CFGR = 5u << 10 | 4u << 13; /* APB1 by 4, APB2 by 2 */
    RCC_CFGR |= 2u;
    (void)comes(&RCC_CFGR, 3u << 2, 2u << 2);
}

static void start_pins(void)
{
    RCC_AHB1ENR |= 1u << 0 | 1u << LIGHT_PORT;
    RCC_APB1ENR |= 1u << 17; /* USART2 */
    GPIOA_AFRL = (GPIOA_AFRL & ~(0xFFu << 8)) | 0x77u << 8;
    GPIOA_OSPEEDR |= 3u << 4;
    GPIOA_PUPDR = (GPIOA_PUPDR & ~(3u << 6)) | 1u << 6; /* an open line idles */
    GPIOA_MODER = (GPIOA_MODER & ~(0xFu << 4)) | 0xAu << 4;
    LIGHT_MODER = (LIGHT_MODER & ~(3u << (2 * LIGHT_PIN))) | 1u << (2 * LIGHT_PIN);
}

void machine_start(void)
{
    start_clock();
    start_pins();
    USART_BRR = (LINE_DIVISOR & ~7u) << 1 | (LINE_DIVISOR & 7u);
    USART_CR1 = LINE_ON;
    interrupt_on(USART2_INTERRUPT);
    systick_each_millisecond(CLOCK_HZ);
}

/* Reading SR and then DR also clears an overrun (30.6.1). */
static void on_line(void)
{
    if ((USART_SR & RECEIVED) != 0) {
        (void)ring_put(&line_received, (uint8_t)USART_DR);
    }
    if ((USART_CR1 & ON_CAN_SEND) != 0 && (USART_SR & CAN_SEND) != 0) {
        const int byte = ring_take(&line_sending);
        if (byte < 0) {
            USART_CR1 = LINE_ON;
        } else {
            USART_DR = (uint32_t)byte;
        }
    }
}

/* A byte goes out at once where the line is free, else when the interrupt says that it is. qemu 7.2 has no such interrupt, and a line that is free. */
bool machine_write(uint8_t byte)
{
    bool taken = true;
    interrupts_off();
    if (ring_is_empty(&line_sending) && (USART_SR & CAN_SEND) != 0) {
        USART_DR = byte;
    } else {
        taken = ring_put(&line_sending, byte);
        USART_CR1 = LINE_ON | ON_CAN_SEND;
    }
    interrupts_on();
    return taken;
}

void machine_light(bool on)
{
    LIGHT_BSRR = 1u << (LIGHT_PIN + (on ? 16u : 0u));
}

INTERRUPT_VECTORS startup_interrupts[82] = { [USART2_INTERRUPT] = on_line };
