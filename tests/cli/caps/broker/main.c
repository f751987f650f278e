void tock_main(void);

void tock_main(void)
{
}

int main(void)
{
	return 0;
}
