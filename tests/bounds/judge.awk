# judge.awk - the table, and whether a path is longer than its bound
#
#      awk -v boards="A B" -v out=OUT.json -f judge.awk syscalls.def bounds.json results
#
# bounds.json: "NAME": [BOUND, MEASURED] of each board, a line each. results: BOARD
# NAME MOST, one a line; 0: not measured, which is right of none but who ends the run.

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

file == 2 && match($0, /"[+a-z0-9_]+": \[[0-9]+/) {
	split(substr($0, RSTART + 1, RLENGTH - 1), part, "\": \\[")
	bound[of " " part[1]] = part[2] + 0
}

file == 3 {
	most[$1 " " $2] = $3
	if (!($2 in known) && $2 ~ /^\+/)
		want[++wanted] = $2
	known[$2] = 1
}

function judge(board, name,    key, word) {
	key = board " " name
	if (name == "shutdown") # nothing is after it that could look at a clock
		return
	if (most[key] + 0 == 0)
		word = "NOT MEASURED"
	else if (!(key in bound))
		word = "NO BOUND"
	else if (most[key] > bound[key])
		word = "OVER"
	printf "  %-14s %9u %9u  %s\n", name, most[key], bound[key], word
	failed += word != ""
	passed += word == ""
	printf "%s\n    \"%s\": [%u, %u]", comma, name,
		key in bound ? bound[key] : more(most[key]), most[key] >out
	comma = ","
}

END {
	count = split(boards, board, " ")
	printf "{" >out
	for (b = 1; b <= count; b++) {
		printf "%s\n  \"%s\": {", (b > 1 ? "\n  }," : ""), board[b] >out
		comma = ""
		printf "%-16s %9s %9s\n", board[b], "worst", "bound"
		for (i = 1; i <= wanted; i++)
			judge(board[b], want[i])
	}
	printf "\n  }\n}\n" >out
	printf "bounds: %u passed, %u failed\n", passed, failed
	exit failed > 0
}
