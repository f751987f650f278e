/*
 * cast.c - three tasks, their caps, and the calls they make most
 */
#include "cast.h"

static void give_caps(idx_t t)
{
	world_send_cap(t, FRONT, 100u + t);
	world_send_cap(t, BACK, 200u + t);
	world_recv_cap(t, FRONT);
	world_recv_cap(t, BACK);
	world_reply_cap(t, world_reply());
	world_reply_cap(t, world_reply());
	world_ntf_cap(t, 0, K5_RIGHT_SIGNAL, 0);
	world_ntf_cap(t, 0, K5_RIGHT_SIGNAL, 0xf);
	world_ntf_cap(t, 0, K5_RIGHT_WAIT, 0);
	world_cap(t,
		  (struct cap){.type = K5_CAP_PORT, .rights = K5_RIGHT_LISTEN});
	world_cap(t, (struct cap){.type = K5_CAP_PORT,
				  .rights = K5_RIGHT_CONNECT});
	world_cap(t,
		  (struct cap){.type = K5_CAP_IRQ, .rights = K5_RIGHT_CONTROL});
	world_cap(t, (struct cap){.type = K5_CAP_SYSTEM,
				  .rights = K5_RIGHT_CONTROL | K5_RIGHT_READ});
	world_cap(t, (struct cap){.type = K5_CAP_TIMER,
				  .rights = K5_RIGHT_CONTROL});
}

void cast(void)
{
	world_new();
	for (unsigned i = 0; i < CAST_TASKS; i++)
		world_task();
	world_endpoint();
	world_endpoint();
	world_notification();
	world_port("front", BACK);
	world_irq(IRQ_LINE, 0, IRQ_BITS);
	for (idx_t t = 0; t < CAST_TASKS; t++)
		give_caps(t);
}

idx_t cast_reply(idx_t task)
{
	return (idx_t)(2 * task);
}

enum k5_err front_recv(void)
{
	return ASK(recv, .slot = S_FRONT_RECV, .reply = S_REPLY);
}

enum k5_err back_recv(void)
{
	return ASK(recv, .slot = S_BACK_RECV, .reply = S_REPLY);
}

enum k5_err front_call(k5_word_t label)
{
	return ASK(call, .slot = S_FRONT, .label = label);
}

enum k5_err back_call(k5_word_t label)
{
	return ASK(call, .slot = S_BACK, .label = label);
}

enum k5_err front_reply_recv(k5_word_t label)
{
	return ASK(reply_recv, .slot = S_FRONT_RECV, .reply = S_REPLY,
		   .label = label);
}

enum k5_err back_reply_recv(k5_word_t label)
{
	return ASK(reply_recv, .slot = S_BACK_RECV, .reply = S_REPLY,
		   .label = label);
}

enum k5_err give_reply(k5_word_t label)
{
	return ASK(reply, .slot = S_REPLY, .label = label);
}

void front_serves(idx_t t)
{
	RUN(t);
	assert_int_equal(front_recv(), K5_OK);
}

void back_serves(idx_t t)
{
	RUN(t);
	assert_int_equal(back_recv(), K5_OK);
}
