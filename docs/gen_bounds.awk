# gen_bounds.awk - writes docs/bounds.md: each path, its worst case, its bound
#
#      awk -f gen_bounds.awk tests/bounds/bounds.json tests/bounds/worst.txt

function trimmed(text) {
	gsub(/^ +| +$/, "", text)
	return text
}

function head(    b) {
	print "# How long the kernel can take\n"
	print "Made by `make docs` from `tests/bounds/worst.txt` and `bounds.json`; `make bench`"
	print "measures all of it anew, on these boards, and fails above a bound.\n"
	print "Nothing interrupts the kernel, so a bound is also how long an interrupt may have to"
	print "wait. A path's length depends on the sizes that `app.toml` states, and on nothing"
	print "else: the last column says on which. The numbers are instructions from the task's"
	print "stub to the next instruction of whoever runs then, of a kernel built with `-O2`, for"
	print "an app with T = 29 threads, of which W = 16 stand in the way (18 at a delete); S = 97"
	print "slots of a task, 149 in all; R = 63 replies; B = 256 bytes of a message; L = 96 bytes"
	print "of a record; V = 6 regions and windows of a task. A bound is a twentieth above what"
	print "was measured when it was stated.\n"
	print "They are measured, not proved: each state is arranged after the loops of the code"
	print "that it reaches, and a state that nobody thought of is not in it.\n"
	print "`name` is a system call. `+name` is another way into the kernel, or what any call"
	print "can cost more: a call in such a state takes its own bound and those of `+charge` and"
	print "`+late`, and an interrupt reaches its driver, if that is the most urgent thread,"
	print "within `+response`.\n"
	printf "| Path | Worst case"
	for (b = 1; b <= boards; b++)
		printf " | %s: bound | worst", board[b]
	print " | Grows with |"
	printf "|---|---"
	for (b = 1; b <= boards; b++)
		printf "|---:|---:"
	print "|---|"
}

FNR == NR {
	if (match($0, /"[a-z0-9_-]+": \{/))
		board[++boards] = substr($0, RSTART + 1, RLENGTH - 5)
	else if (match($0, /"[+a-z0-9_]+": \[[0-9]+, [0-9]+/)) {
		split(substr($0, RSTART + 1, RLENGTH - 1), part, /": \[|, /)
		key = board[boards] " " part[1]
		bound[key] = part[2]
		most[key] = part[3]
	}
	next
}

/^#/ { next }

{
	if (!headed++)
		head()
	split($0, part, "|")
	name = trimmed(part[1])
	printf "| `%s` | %s", name, trimmed(part[2])
	for (b = 1; b <= boards; b++) {
		key = board[b] " " name
		printf " | %s | %s", key in bound ? bound[key] : "-",
			key in most ? most[key] : "-"
	}
	printf " | %s |\n", trimmed(part[3])
}
