#include <k5/k5.h>

void worker_main(void);
void worker_main(void)
{
}

int main(void)
{
	k5_log_info("up");
	return 0;
}
