/*
 * main.c - wants all the time there is, and asks nobody for it
 */
int main(void)
{
	for (;;)
		;
}
