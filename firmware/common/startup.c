#include "startup.h"

#include "cortex.h"

extern uint32_t link_stack_top[], link_text[], link_text_end[], link_text_load[], link_data[], link_data_end[], link_data_load[], link_bss[],
    link_bss_end[];

int main(void);

volatile uint32_t startup_milliseconds;

void startup_on_tick(void)
{
    startup_milliseconds++;
}

/* In flash, and calls nothing: what is called lies in RAM on some boards, and is not there yet. */
#define IN_FLASH __attribute__((section(".startup"), noinline, used))

/* A fault, or an interrupt that nobody asked for: begin anew. The host finds that the session is gone and begins one. */
IN_FLASH static void fault(void)
{
    SCB_AIRCR = 0x05FA0004u;
    for (;;) {
    }
}

IN_FLASH static void copy(const uint32_t *from, uint32_t *to, const uint32_t *end)
{
    while (from != to && to < end) {
        *to++ = *from++;
    }
}

IN_FLASH __attribute__((noreturn)) void startup_reset(void)
{
    copy(link_text_load, link_text, link_text_end);
    copy(link_data_load, link_data, link_data_end);
    for (uint32_t *word = link_bss; word < link_bss_end; word++) {
        *word = 0;
    }
    (void)main();
    fault();
    for (;;) {
    }
}

/* Armv6-M, B1.5.3: the stack, then the vectors of the processor's own exceptions. Those of the board follow at 16. */
__attribute__((section(".vectors"), used)) const struct {
    uint32_t *stack_top;
    vector exceptions[15];
} startup_vectors = {
    link_stack_top,
    { startup_reset, fault, fault, fault, fault, fault, 0, 0, 0, 0, fault, fault, 0, fault, startup_on_tick }
};
