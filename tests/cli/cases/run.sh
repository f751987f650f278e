# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 run: real apps in QEMU, and a player in its place that misbehaves.

# An app of one task with this body of main.
app() {
	mkdir -p "$1/$1"
	printf '[[tasks]]\nname = "%s"\n' "$1" >"$1/app.toml"
	printf '#include <k5/k5.h>\nint main(void)\n{\n%s\n}\n' "$2" \
		>"$1/$1/main.c"
}

# True if no process has this folder in its command line.
none_left() {
	for _ in {1..60}; do
		pgrep -f "qemu.*$1" >/dev/null || return 0
		sleep 0.05
	done
	pgrep -af "qemu.*$1"
	return 1
}

app well 'k5_log_info("one"); k5_log_debug("two %s", "x"); return 0;'
app evil 'k5_log_warn("now"); *(volatile int *)0 = 1; return 0;'
app sad 'k5_panic("no more");'
app spin 'k5_log_info("spinning"); for (;;) k5_yield();'
app limp 'for (;;) k5_yield();'
mkdir limp/fallen
printf '[[tasks]]\nname = "fallen"\n' >>limp/app.toml
echo 'int main(void) { *(volatile int *)0 = 1; return 0; }' >limp/fallen/main.c
app chat 'for (;;) { k5_log_info("chat"); k5_yield(); }'

begin 'an app that ends well'
k5 run well
is 0
grep -qE '^  0\.[0-9]{6} INFO  well: one$' <<<"$out" || wrong 'first line'
has 'DEBUG well: two x'
no EXIT

begin 'the same run prints the same log'
# of the same image: somebody may be working on the kernel meanwhile
for _ in 1 2 3; do
	k5 run well
	first=$out image=$(cksum <well/build/mps2-an505/well.elf)
	k5 run well
	[ "$image" = "$(cksum <well/build/mps2-an505/well.elf)" ] && break
done
[ "$out" = "$first" ] || wrong 'it differs'
k5 run well --icount 7
is 0
[ "$out" != "$first" ] || wrong 'another speed, the same times'

begin 'in real time'
k5 run well --realtime
is 0
has 'well: one'

begin 'with places and the emulator in sight'
k5 run well -v
has 'well: one (well/main.c:4)'
has 'EXIT  exit 0 after'
err 'qemu-system-arm -M'

begin 'as JSON, every line an object'
k5 run well --json
is 0
grep -qv '^{"v":1,"kind":"[a-z]*",.*}$' <<<"$out" && wrong 'a line is not'
has '"code":0'

begin 'a fault is named with its line, and is exit code 3'
k5 run evil
is 3
has 'FAULT evil: memory access outside its regions at 0x00000000, pc 0x'
has ' in main (evil/main.c:4)'
has 'EXIT  exit 3'

begin 'on RISC-V too, where the linker dropped a function of the same file'
cp -r evil riscv && mkdir -p riscv/evil
printf 'void unused(void);\nvoid unused(void) { k5_log_info("never"); }\n' >>riscv/evil/main.c
k5 run riscv -b qemu-riscv32
is 3
has ' in main (evil/main.c:4)'

begin 'a panic is exit code 3'
k5 run sad
is 3
has 'PANIC sad: '
has 'no more'

begin 'until a line'
k5 run spin --until 'spin: spin+ing' --timeout 60
is 0
ok none_left "$work/spin"

begin 'until a line that the app does not log'
k5 run well --until nonsense
is 3
err 'K5-E0406'

begin 'timeout after a fault: the fault is what went wrong'
k5 run limp --timeout 2
is 3
err 'a task faulted, and the rest had not ended within 2 s'

begin 'since a part of a second'
k5 run well --since 0.0000001
is 0
has one
k5 run well --since 0.05
is 0
no one

begin 'timeout'
k5 run spin --timeout 0.5
is 124
err 'no end within 0.5 s'
err "the last line was 'spin: spinning'"
no 'terminating'
ok none_left "$work/spin"

begin 'filters work here too'
k5 run well --level info
has one
no two

begin 'a board by the beginning of its name'
k5 run well -b stm32l552
is 2
err "K5-E0212"
err "did you mean 'stm32l552-nucleo'?"
k5 run well -b stm32
is 2
err 'the boards are mps2-an385,'

begin 'bad wishes come before the build'
app fresh 'return 0;'
for wish in '--icount 11' '--until (' ; do
	# shellcheck disable=SC2086
	k5 run fresh $wish
	is 2
	err 'K5-E0104'
done
ok test ! -e fresh/build

begin 'an app that is not there'
k5 run nowhere
is 2
err 'K5-E0201'

# Starts a run in the background; $run is its process, once it has logged.
start() {
	rm -f seen
	"$K5" run "$work/$1" >seen 2>"$work/err" &
	run=$!
	for _ in {1..400}; do
		grep -qs "$1" seen && break
		sleep 0.05
	done
	qemu=$(pgrep -P "$run" qemu)
	ok test -n "$qemu"
}

for signal in INT TERM HUP; do
	begin "SIG$signal ends both"
	start spin
	kill -$signal "$run"
	wait "$run"
	rc=$?
	is $((128 + $(kill -l $signal)))
	ok none_left "$work/spin"
done

begin 'killed outright, it leaves no emulator'
start spin
kill -KILL "$run"
wait "$run" 2>/dev/null
ok none_left "$work/spin"

begin 'a reader that goes away leaves no emulator'
timeout 60 "$K5" run "$work/chat" | head -2 >first-two
ok test "$(wc -l <first-two)" = 2
ok none_left "$work/chat"

begin 'the emulator dies'
start spin
kill -KILL "$qemu"
wait "$run"
rc=$? err=$(<"$work/err")
is 3
err 'error[K5-E0405]: the emulator ended with 137'
err "the last line was 'spin: spinning'"

# From here on, qemu-system-arm is a script. It finds in $work/play what to do.
mkdir -p bin
cat >bin/qemu-system-arm <<EOS
#!/bin/bash
. "$work/play"
EOS
chmod +x bin/qemu-system-arm
played() {
	cat >"$work/play"
	PATH=$work/bin:$PATH k5 run well "$@"
}
build=$(sed -n 's/.*"build": "\([0-9a-f]*\)".*/\1/p' \
	well/build/mps2-an505/well.dict.json)
kernel_id=$(awk '/"id":/ { id = $2 + 0 }
	/"file": "kernel\// { print id; exit }' well/build/mps2-an505/well.dict.json)
le() {
	printf '%02x%02x%02x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) \
		$(($1 >> 16 & 255)) $(($1 >> 24 & 255))
}

begin 'a kernel assertion is named, exit code 70'
"$helpers/stream" >frames <<EOS
3 1 255 0 0x$build 5 $(le "${kernel_id:-0}")
5 3 255 0 0x$build 6 46000000
EOS
played <<<"cat $work/frames; exit 0"
is 70
has 'BUG   kernel: assertion failed: '
has '(kernel/'
err 'error[K5-E0404]: the kernel broke its own contract: assertion failed: '

begin 'a board that cannot end its emulator'
"$helpers/stream" >frames <<<"5 3 255 0 0x$build 6 07000000"
played <<<"cat $work/frames; sleep 60"
is 7
has 'EXIT  exit 7 after'

begin 'an emulator that fails at once'
played <<<'echo "qemu: no such machine" >&2; exit 1'
is 3
err 'qemu: no such machine'
err 'the emulator ended with 1 before anything was logged'

begin 'an emulator that ignores being asked to go'
played --timeout 1 <<<'trap "" TERM INT; while :; do sleep 0.1; done'
is 124
err 'nothing was logged'

begin 'what a helper of the emulator left behind goes too'
played --timeout 1 <<<"sleep 4321 & echo \$! >$work/helper; wait"
is 124
lives() { grep -qs '^State:.*[^Z] (' "/proc/$(<helper)/status"; }
for _ in 1 2 3 4 5 6 7 8; do lives && sleep 0.25; done # a signal takes its time
lives && wrong 'it lives on'

begin 'a watchdog that nobody feeds'
app hungry '
	volatile uint32_t *dog = (volatile uint32_t *)K5_MMIO_WATCHDOG;
	k5_log_info("now");
	dog[0] = 1000;
	dog[2] = 3;
	for (;;) k5_yield();'
echo 'mmio = ["watchdog"]' >>hungry/app.toml
k5 run hungry
is 3
has 'hungry: now'
err 'error[K5-E0421]: the board was reset by its watchdog'

begin 'the command line it gets'
played <<<"printf '%s\n' \"\$*\" >$work/seen; exit 0"
out=$(<seen)
has '-M mps2-an505'
has '-icount shift=6,sleep=off'
has '-semihosting-config enable=on,target=native'
has "-kernel well/build/mps2-an505/well.elf"
has '-serial stdio'
played --realtime <<<"printf '%s\n' \"\$*\" >$work/seen; exit 0"
out=$(<seen)
no icount

begin 'no emulator here'
mkdir -p tools
for tool in $(compgen -c | grep -E '^(arm-none-eabi-|ninja$|sh$|cc1|as$)'); do
	ln -sf "$(command -v "$tool")" tools/ 2>/dev/null
done
for tool in sed rm cp mkdir cat env bash; do
	ln -sf "$(command -v $tool)" tools/
done
PATH=$work/tools k5 run well
is 5
err 'error[K5-E0401]: qemu-system-arm is not installed'
err 'apt install qemu-system-arm'
[ "$(wc -l <<<"$err")" -le 2 ] || wrong 'more than is useful'
