# gen_api.awk - writes docs/api.md from the public headers
#
#      awk -f gen_api.awk [heads=1] userspace/include/k5/NAME.h...
#
# The headers are the manual. Of each: its head, and below that all that is declared,
# without bodies; after heads=1 no more than the head. The format that clang-format
# keeps is all that is known of C.

BEGIN {
	print "# What a task's C may call\n"
	print "Made by `make docs` from the headers of `userspace/include/k5`; " \
	      "change those."
	print "`#include <k5/k5.h>` brings all but what says otherwise. What the" \
	      " registers carry\nis [another page](abi.md)."
}

FNR == 1 {
	end_code()
	name = FILENAME
	sub(/.*\/k5\//, "k5/", name)
	print "\n## `<" name ">`\n"
	head = 1
	body = 0
	next
}

# its head: a comment, of which the first line names the file
head && FNR == 2 {
	sub(/^ \* [a-z0-9_]+\.[a-z]+ - /, "")
	print toupper(substr($0, 1, 1)) substr($0, 2) ".\n"
	next
}
head && /^ \*\/$/ {
	if (text)
		print "```\n"
	head = text = 0
	next
}
head && /^ \*$/ && !text { next }
head {
	if (!text++)
		print "```text"
	print substr($0, 4)
	next
}

heads { next }

# a body, and what only a compiler wants
body { body = !/^}/; next }
/^#(pragma|include|if|endif|else|undef)/ || /^extern "C" {$/ || /^}$/ { next }
/^#define K5_STUB|^\/\* A call of a stub would cost/ { next }
/^#define [A-Z0-9_]+_[( ]/ || /^#define K5_LOG_LEVEL/ { next } # of its own
/^{$/ { body = 1; close_line(); next }

{
	sub(/^K5_STUB /, "")
	sub(/^(__attribute__\(\(.*\)\) )?static inline /, "")
	if (/^$/) {
		blank = 1
		next
	}
	if (!code++)
		print "```c"
	else
		flush()
	if (blank && code > 1)
		print ""
	blank = 0
	held = $0
	holds = 1
}

END { end_code() }

function flush() {
	if (holds)
		print held
	holds = 0
}

# what was declared last has a body: it ends here instead
function close_line() {
	held = held ";"
	flush()
}

function end_code() {
	if (!code)
		return
	flush()
	print "```"
	code = blank = 0
}
