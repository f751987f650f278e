#include <k5/k5.h>

int main(void)
{
	return 0;
}
