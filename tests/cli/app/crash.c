/* Host code whose symbols and lines stand in for a task's. */
int crash(int x);
int crash(int x)
{
	return x / 0x11;
}

int main(void)
{
	return crash(0);
}
