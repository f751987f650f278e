# judge.awk - the table, and whether a path is longer than its bound
#
#      awk -v boards="A B" -v out=OUT.json -f judge.awk syscalls.def bounds.json results
#
# bounds.json: "NAME": [BOUND, MEASURED] of each board, a line each. results: BOARD
# NAME MOST, one a line; 0: not measured, which is right of what ends the run, and of
# +latency where no timer rings. A path that became much shorter fails as well: what
# was arranged may not be what makes it long any more. +response is what it can be at most: the longest
# call, its caller's refills, all that is due on the way out, and the interrupt.

function more(measured) { # a twentieth, in tens
	return int((measured * 1.05 + 9) / 10) * 10
}

FNR == 1 { file++ }

file == 1 && /^K5_SYSCALL\(/ {
	split($0, part, /[(, ]+/)
	want[++wanted] = part[3]
}

file == 2 && match($0, /"[a-z0-9_-]+": \{/) {
	of = substr($0, RSTART + 1, RLENGTH - 5)
}

file == 2 && match($0, /"[+a-z0-9_]+": \[[0-9]+, [0-9]+/) {
	split(substr($0, RSTART + 1, RLENGTH - 1), part, /": \[|, /)
	bound[of " " part[1]] = part[2] + 0
	stated[of " " part[1]] = part[3] + 0
}

file == 3 { most[$1 " " $2] = $3 }

function judge(board, name,    key, known, limit, word) {
	key = board " " name
	known = key in bound
	limit = known ? bound[key] : more(most[key])
	if (most[key] + 0 == 0 &&
	    (name == "shutdown" || (name == "+latency" && !known)))
		return
	if (most[key] + 0 == 0)
		word = "NOT MEASURED"
	else if (!known)
		word = "NO BOUND"
	else if (most[key] > limit)
		word = "OVER"
	else if (most[key] < stated[key] * 3 / 4)
		word = "SHORTER: not the worst any more, or lower its bound"
	else if (name == "+latency" && most[key] > most[board " +response"])
		word = "LONGER THAN ITS PARTS"
	printf "  %-14s %9u %9s  %s\n", name, most[key], known ? limit : "", word
	failed += word != ""
	passed += word == ""
	printf "%s\n    \"%s\": [%u, %u]", comma, name,
		limit, most[key] >out
	comma = ","
}

function judge_board(board,    i, longest) {
	for (i = 1; i <= calls; i++)
		if (most[board " " want[i]] > longest)
			longest = most[board " " want[i]]
	most[board " +response"] = longest + most[board " +charge"] + \
		most[board " +late"] + most[board " +irq"]
	comma = ""
	printf "%-16s %9s %9s\n", board, "worst", "bound"
	for (i = 1; i <= wanted; i++)
		judge(board, want[i])
}

END {
	calls = wanted
	count = split("+charge +late +irq +fault +latency +response", more_paths, " ")
	for (i = 1; i <= count; i++)
		want[++wanted] = more_paths[i]
	count = split(boards, board, " ")
	printf "{" >out
	for (b = 1; b <= count; b++) {
		printf "%s\n  \"%s\": {", (b > 1 ? "\n  }," : ""), board[b] >out
		judge_board(board[b])
	}
	printf "\n  }\n}\n" >out
	printf "bounds: %u passed, %u failed\n", passed, failed
	exit failed > 0
}
