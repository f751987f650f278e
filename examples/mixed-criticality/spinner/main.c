/*
 * main.c - a part that went wild: nothing above it, and it never waits
 */
int main(void)
{
	for (;;)
		;
}
