/*
 * main.c - two threads that do nothing
 */
int main(void)
{
	return 0;
}

void second_main(void);
void second_main(void)
{
}
