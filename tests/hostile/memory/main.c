/*
 * main.c - reads, writes and jumps where the task has no region
 */
#include "../hostile.h"

static const uint32_t constant = 0x600d;
static uint32_t data = 0xe7fee7fe; /* two branches to themselves */

static void jump(uintptr_t at)
{
	((void (*)(void))at)();
}

static uintptr_t witness(unsigned word)
{
	return ask_witness(ASK_WHERE).word[word];
}

/* The first address behind the task's RAM, as system calls see it. */
static uintptr_t own_end(void)
{
	uintptr_t at = (uintptr_t)&data;
	struct k5_msg msg;
	while (k5_try_recv_copy(K5_SLOT_BOX, K5_SLOT_REPLY, &msg, (void *)at,
				1) != K5_ERR_MEMORY)
		at++;
	return at;
}

CASE(c04_null_read)
{
	peek(0);
}
CASE(c04_null_write)
{
	poke(0, 1);
}
CASE(c04_null_jump)
{
	jump(1);
}
CASE(c04_kernel_ram_read)
{
	peek(KERNEL_RAM);
}
CASE(c04_kernel_ram_write)
{
	poke(KERNEL_RAM, 1);
}
CASE(c04_kernel_text_read)
{
	peek(KERNEL_FLASH);
}
CASE(c04_kernel_text_write)
{
	poke(KERNEL_FLASH, 1);
}
CASE(c04_task_ram_read)
{
	peek(witness(0));
}
CASE(c04_task_ram_write)
{
	poke(witness(0), 1);
}
CASE(c04_task_code_read)
{
	peek(witness(1) & ~(uintptr_t)3);
}
CASE(c04_task_code_jump)
{
	jump(witness(1));
}
CASE(c04_task_stack_write)
{
	poke(witness(2), 1);
}
CASE(c04_secure_flash_read)
{
	peek(SECURE_FLASH);
}
CASE(c04_secure_ram_read)
{
	peek(SECURE_RAM);
}
CASE(c04_secure_ram_write)
{
	poke(SECURE_RAM, 1);
}
CASE(c04_secure_device_read)
{
	peek(SECURE_DEVICE);
}
CASE(c04_device_read)
{
	peek(DEVICE);
}
CASE(c04_device_write)
{
	poke(DEVICE, 1);
}
CASE(c04_mpu_write)
{
	poke(MPU_CTRL, 0);
}
CASE(c04_systick_write)
{
	poke(SYSTICK_CTRL, 0);
}
CASE(c04_vtor_write)
{
	poke(SCB_VTOR, 0);
}
CASE(c04_aircr_write)
{
	poke(SCB_AIRCR, 0x05fa0004);
}
CASE(c04_nvic_write)
{
	poke(NVIC_ISER, ~0u);
}
CASE(c04_own_code_write)
{
	poke((uintptr_t)&constant, 1);
}
CASE(c04_own_data_run)
{
	jump((uintptr_t)&data | 1);
}
CASE(c04_own_end_read)
{
	peek(own_end());
}
CASE(c04_own_end_write)
{
	poke(own_end(), 1);
}

CASE(c04_own_end_byte)
{
	uintptr_t end = own_end();

	/* the last byte is the task's, and the next is not */
	*(volatile uint8_t *)(end - 1) = 1;
	*(volatile uint8_t *)end = 1;
}

CASE(c04_own_stack_run)
{
	volatile uint32_t code[2] = {0xe7fee7fe, 0xe7fee7fe};

	jump((uintptr_t)code | 1);
}

static const struct hostile_case cases[] = {
	CASE_ROW(c04_null_read),         CASE_ROW(c04_null_write),
	CASE_ROW(c04_null_jump),         CASE_ROW(c04_kernel_ram_read),
	CASE_ROW(c04_kernel_ram_write),  CASE_ROW(c04_kernel_text_read),
	CASE_ROW(c04_kernel_text_write), CASE_ROW(c04_task_ram_read),
	CASE_ROW(c04_task_ram_write),    CASE_ROW(c04_task_code_read),
	CASE_ROW(c04_task_code_jump),    CASE_ROW(c04_task_stack_write),
	CASE_ROW(c04_secure_flash_read), CASE_ROW(c04_secure_ram_read),
	CASE_ROW(c04_secure_ram_write),  CASE_ROW(c04_secure_device_read),
	CASE_ROW(c04_device_read),       CASE_ROW(c04_device_write),
	CASE_ROW(c04_mpu_write),         CASE_ROW(c04_systick_write),
	CASE_ROW(c04_vtor_write),        CASE_ROW(c04_aircr_write),
	CASE_ROW(c04_nvic_write),        CASE_ROW(c04_own_code_write),
	CASE_ROW(c04_own_data_run),      CASE_ROW(c04_own_end_read),
	CASE_ROW(c04_own_end_write),     CASE_ROW(c04_own_end_byte),
	CASE_ROW(c04_own_stack_run),
};

HOSTILE_MAIN(cases)
