/* For every task of this app: k5 sched reads app.toml only. */
void watch_main(void);

void watch_main(void)
{
}

int main(void)
{
	return 0;
}
