# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 debug: gdb, told what to do on its standard input.
examples=$here/../../examples
cp -r "$examples/passive-server" served && rm -rf served/build

# k5 debug ARGS, with gdb's commands on standard input.
debug() {
	out=$("$K5" debug "$@" 2>"$work/err")
	rc=$?
	err=$(<"$work/err")
}

for board in mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64; do
	begin "debug: $board, at a task's main"
	debug served -b "$board" --task client_b <<'EOF'
printf "here %d\n", ((unsigned long)$pc | 1) == ((unsigned long)&'client_b.main' | 1)
bt
break kernel.leave
continue
k5-threads
k5-bt 2
bt 1
kill
EOF
	is 0
	has 'here 1'
	has '_start () at userspace/start.c:38'
	for thread in 'server	T_' 'store	T_SERVING' 'client_a	T_REPLY' \
		'client_b	T_'; do
		grep -q "  $thread.*priority [0-9]" <<<"$out" ||
			wrong "no thread $thread"
	done
	grep -q '^(gdb) #0 .*\(main\|k5_\)' <<<"$out" || wrong 'where is store?'
	# k5-bt left the processor as it was
	tail -5 <<<"$out" | grep -q 'leave' || wrong 'not in leave any more'
done

begin 'debug: a core has threads with names'
k5 dump served --until 'work for client 1' -o served.core
debug served.core <<'EOF'
info threads
thread 2
bt
EOF
is 0
has '"server"'
has '"client_b"'
has 'main () '

begin 'debug: a task that is not there'
debug served --task nobody </dev/null
is 2
err 'error[K5-E0503]'

begin 'debug: no gdb here'
mkdir -p tools
for tool in $(compgen -c | grep -E '^(arm-none-eabi-|ninja$|sh$|cc1|as$)'); do
	ln -sf "$(command -v "$tool")" tools/ 2>/dev/null
done
for tool in sed rm cp mkdir cat env bash; do
	ln -sf "$(command -v $tool)" tools/
done
PATH=$work/tools k5 debug served
is 5
err 'gdb-multiarch is not installed'

begin 'debug: no emulator is left'
pgrep -f "qemu.*served" >running && wrong 'an emulator runs'
