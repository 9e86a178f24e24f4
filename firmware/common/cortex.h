/* The few registers of Arm's own that every Cortex-M here has (Armv6-M and Armv7-M Architecture Reference Manuals, B3.2 to B3.4). */
#ifndef CORTEX_H
#define CORTEX_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define SYSTICK_CONTROL REGISTER(0xE000E010u) /* SYST_CSR: 7 = on, with interrupt, the processor's clock */
#define SYSTICK_RELOAD  REGISTER(0xE000E014u) /* SYST_RVR */
#define SYSTICK_VALUE   REGISTER(0xE000E018u) /* SYST_CVR */
#define NVIC_ENABLE(n)  REGISTER(0xE000E100u + 4u * ((n) / 32u)) /* NVIC_ISERn; bit n mod 32 */
#define SCB_VTOR        REGISTER(0xE000ED08u) /* where the vectors are; the Cortex-M0 has none */
#define SCB_AIRCR       REGISTER(0xE000ED0Cu) /* 0x05FA0004: reset */

static inline void interrupt_on(uint32_t number)
{
    NVIC_ENABLE(number) = 1u << (number % 32u);
}

/* A SysTick interrupt each millisecond. */
static inline void systick_each_millisecond(uint32_t clock_hz)
{
    SYSTICK_RELOAD = clock_hz / 1000u - 1u;
    SYSTICK_VALUE = 0;
    SYSTICK_CONTROL = 7u;
}

static inline void interrupts_off(void)
{
    __asm volatile("cpsid i" ::: "memory");
}

static inline void interrupts_on(void)
{
    __asm volatile("cpsie i" ::: "memory");
}

/* Sleeps until an interrupt is pending; with interrupts off it is taken after they are on again, so none is missed. */
static inline void wait_for_interrupt(void)
{
    __asm volatile("dsb\n\twfi" ::: "memory");
}

#endif
