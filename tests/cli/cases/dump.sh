# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 dump: a core that stock gdb opens, of every architecture, and what it says
# when there is none.
boards='mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64'
cp -r "$here/halted" served

# What gdb says of a core, with nothing but the image.
stock() {
	gdb-multiarch -nx -batch -ex 'set print demangle off' \
		"served/build/$board/halted.elf" "$@" 2>&1
}

for board in $boards; do
	begin "dump: $board at a line"
	k5 dump served -b "$board" --until 'work for client 1' -o "$board.core"
	is 0
	out=$(stock "$board.core" -ex 'info threads')
	for thread in '\* 1 .*LWP 1 .*server\.' '  2 .*LWP 2 .*store\.main' \
		'  3 .*LWP 3 .*client_a\.main' '  4 .*LWP 4 .*client_b\.'; do
		grep -q "^$thread" <<<"$out" || wrong "no thread as $thread"
	done
	out=$(stock "$board.core" -ex 'thread 1' -ex bt)
	grep -q '^#0 .*server\.k5_log_args' <<<"$out" || wrong 'not in the log call'
	grep -q '^#1 .*server\.main' <<<"$out" || wrong 'main did not call it'
	for i in 2 3; do
		out=$(stock "$board.core" -ex "thread $i" -ex bt)
		grep -q '^#0 .*\.main' <<<"$out" || wrong "thread $i is not in main"
		grep -q '^#1 .*\._start' <<<"$out" || wrong "who called main of $i?"
	done

	begin "dump: $board at its end"
	k5 dump served -b "$board" -o "$board.end"
	is 0
	out=$(stock "$board.end" -ex 'info threads' -ex 'thread 1' -ex bt)
	grep -q '^\* 1 .*LWP 256 .*kernel\.' <<<"$out" || wrong 'not the kernel'
	has kernel.kernel_end
done

begin 'dump: the same line, the same place'
k5 dump served -b mps2-an386 --until 'work for client 1' -o again.core
out=$(board=mps2-an386 stock again.core -ex 'info registers pc sp r4')
[ "$out" = "$(board=mps2-an386 stock mps2-an386.core \
	-ex 'info registers pc sp r4')" ] || wrong 'it differs'

begin 'dump: as JSON'
k5 dump served --until 'work for client 1' --json
is 0
out <<EOF
{"v":1,"type":"core","core":"halted.core","image":"served/build/mps2-an505/halted.elf"}
EOF

begin 'dump: a line that never comes'
k5 dump served --until nonsense -o none.core
is 3
err 'K5-E0406'
[ ! -e none.core ] || wrong 'something was written'

begin 'dump: a line that does not come in time'
mkdir -p spin/spin
printf '[[tasks]]\nname = "spin"\n' >spin/app.toml
printf '#include <k5/k5.h>\nint main(void)\n{\n\tfor (;;)\n\t\tk5_yield();\n}\n' \
	>spin/spin/main.c
k5 dump spin --until nonsense --timeout 0.3
is 124
err 'no line matched --until within 0.3 s'

begin 'dump: nobody there'
k5 dump served --gdb localhost:1 -o none.core
is 5
err 'error[K5-E0701]: no target answers at localhost:1: Connection refused'

begin 'dump: somebody who is no gdb port'
python3 -c 'import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen()
print(s.getsockname()[1], flush=True)
c, _ = s.accept(); c.sendall(b"220 mail\r\n" * 2000); time.sleep(5)' >port &
for _ in {1..100}; do [ -s port ] && break; sleep 0.05; done
k5 dump served --gdb "localhost:$(<port)" -o none.core
is 5
err 'does not speak gdb'
kill $! 2>/dev/null
wait

# A target of somebody else's: QEMU with a gdb port, running.
target() {
	"qemu-system-$1" "${@:3}" -display none -monitor none -serial null \
		-gdb "unix:$work/port-$1,server=on,wait=off" -kernel "$2" &
	qemu=$!
	for _ in {1..200}; do [ -S "$work/port-$1" ] && break; sleep 0.05; done
	sleep 0.3
}

begin 'dump: a target that runs something else'
k5 build spin -b mps2-an386
k5 build served -b mps2-an386
target arm spin/build/mps2-an386/spin.elf -M mps2-an386
k5 dump served -b mps2-an386 --gdb "$work/port-arm" -o none.core
is 2
err 'error[K5-E0703]'
err 'does not run served/build/mps2-an386/halted.elf'
[ ! -e none.core ] || wrong 'something was written'

begin 'dump: a target that runs it'
k5 dump spin -b mps2-an386 --gdb "$work/port-arm" -o live.core
is 0
out=$(gdb-multiarch -nx -batch -ex 'set print demangle off' \
	spin/build/mps2-an386/spin.elf live.core -ex bt 2>&1)
grep -q 'spin\.\(main\|k5_yield\)' <<<"$out" || wrong 'not in the task'
kill "$qemu"
wait

begin 'dump: before the kernel has started'
k5 build spin -b qemu-riscv32
target riscv32 spin/build/qemu-riscv32/spin.elf -M virt \
	-cpu rv32,h=false,s=false -bios none -S
k5 dump spin -b qemu-riscv32 --gdb "$work/port-riscv32" -o none.core
is 3
err 'error[K5-E0705]'
[ ! -e none.core ] || wrong 'something was written'

begin 'dump: after the kernel has started, at a line'
k5 dump served -b qemu-riscv32 --gdb "$work/port-riscv32" -o none.core
is 2
err 'error[K5-E0703]'
k5 dump spin -b qemu-riscv32 --gdb "$work/port-riscv32" --after 0.3 \
	-o late.core
is 0
kill "$qemu"
wait

begin 'dump: a folder that is not there'
k5 dump spin --after 0.1 -o nowhere/none.core
is 1
err 'error[K5-E0306]'

begin 'dump: a full disk leaves an older core alone'
k5 dump spin --after 0.1 -o kept.core
cksum kept.core >before
out=$(trap '' XFSZ && ulimit -f 1 && "$K5" dump spin --after 0.1 -o kept.core \
	-q 2>&1)
rc=$?
is 1
cksum kept.core | cmp -s - before || wrong 'the older core is gone'
[ "$(echo kept*)" = kept.core ] || wrong "left: $(echo kept*)"

begin 'dump: no emulator is left, and no folder'
mkdir tmp
TMPDIR=$work/tmp k5 dump spin --after 0.1 -o spin.core -v
is 0
err "unix:$work/tmp/k5-"
pgrep -f "qemu.*$work/tmp" >running && wrong 'an emulator runs'
[ -z "$(ls tmp)" ] || wrong "left: $(ls tmp)"

begin 'dump: a signal ends it, and its emulator'
TMPDIR=$work/tmp timeout -s INT 1 "$K5" dump spin --after 60 -o none.core
rc=$?
is 124
for _ in {1..40}; do
	pgrep -f "qemu.*$work/tmp" >running || break
	sleep 0.05
done
[ -s running ] && wrong 'an emulator runs'
[ -z "$(ls tmp)" ] || wrong "left: $(ls tmp)"
[ ! -e none.core ] || wrong 'something was written'

begin 'dump: a board without an emulator'
k5 dump served -b stm32l552-nucleo
is 2
err 'K5-E0403'
