# judge.awk - the table, and whether a price is above what was agreed
#
#      awk -v boards="A B" -f judge.awk baseline.json results
#
# results: BOARD KEY MEDIAN LEAST MOST, one a line.

BEGIN {
	split("mps2-an385 mps2-an386 mps2-an500 mps2-an505 mps2-an521 " \
	      "mps3-an547 qemu-riscv32 qemu-riscv32-smepmp qemu-riscv64 " \
	      "sifive-e", reached, " ")
	for (b in reached) {
		limit[reached[b] " call_reply_4w"] = 900
		if (reached[b] ~ /^mps/) # Cortex-M
			limit[reached[b] " loan_over_call"] = 150
	}
	limit["kernel_text"] = 16384
	limit["mps2-an386 kernel_ram_full"] = 4096
	limit["mps2-an505 kernel_ram_full"] = 4096
	split("null_syscall call_reply_0w call_reply_4w call_reply_4w_prio " \
	      "call_reply_copy64 notify_wake irq_to_task yield " \
	      "kernel_text kernel_ram kernel_ram_full", want, " ")
	split(boards, board, " ")
}

FNR == NR { # baseline.json: a board or a key a line
	if (match($0, /"[a-z0-9_-]+": \{/))
		of = substr($0, RSTART + 1, RLENGTH - 5)
	else if (match($0, /"[a-z0-9_]+": [0-9]+/)) {
		split(substr($0, RSTART + 1, RLENGTH - 1), part, "\": ")
		base[of " " part[1]] = part[2]
	}
	next
}

{
	if ($1 != last) {
		printf "%-20s %8s %8s %8s %9s %6s\n", $1, "median", "least",
			"most", "baseline", "limit"
		last = $1
	}
	key = $1 " " $2
	seen[key] = 1
	most = key in limit ? limit[key] : limit[$2]
	over = (key in base && $3 > base[key]) || (most && $3 > most)
	printf "  %-18s %8u %8u %8u %9s %6s%s\n", $2, $3, $4, $5, base[key],
		most, over ? "  OVER" : ""
	bad += over
}

END {
	for (b in board)
		for (i in want)
			if (!((board[b] " " want[i]) in seen)) {
				print "bench: " board[b] " has no " want[i]
				bad++
				missing++
			}
	printf "bench: %u passed, %u failed\n", FNR - bad + missing, bad
	exit bad > 0
}
