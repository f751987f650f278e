# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 test: passing and failing apps, folders of them, boards.

app() { # NAME MAIN [LINE OF APP.TOML]
	mkdir -p "$1/task"
	printf '%s\n[[tasks]]\nname = "task"\n' "${3:-}" >"$1/app.toml"
	printf '#include <k5/k5.h>\nint main(void)\n{\n%s\n}\n' "$2" \
		>"$1/task/main.c"
}

app apps/good 'k5_log_info("one"); k5_log_warn("two"); return 0;'
printf 'INFO  task: one\nWARN  task: two\n' >apps/good/expected.log

begin 'an app that passes'
k5 test apps/good
is 0
out <<-EOT
	ok    good on mps2-an505
	test: 1 passed, 0 failed
EOT

begin 'from its own folder, and by its app.toml'
k5 -C apps/good test
is 0
has 'ok    good on mps2-an505'
k5 test apps/good/app.toml -q
is 0
out <<<'test: 1 passed, 0 failed'

begin 'a line that differs is shown with the log'
printf 'INFO  task: one\nWARN  task: too\n' >apps/good/expected.log
k5 test apps/good
is 1
has "FAIL  good on mps2-an505: line 2 should be 'WARN  task: too'"
has '      WARN  task: two'
has 'test: 0 passed, 1 failed'

begin 'a line too many, and one too few'
printf 'INFO  task: one\n' >apps/good/expected.log
k5 test apps/good
is 1
has "line 2 should be ''"
printf 'INFO  task: one\nWARN  task: two\nINFO  more\n' \
	>apps/good/expected.log
k5 test apps/good
is 1
has "line 3 should be 'INFO  more'"

begin 'without expected.log the exit code decides'
rm apps/good/expected.log
k5 test apps/good
is 0
app sad/panics 'k5_panic("no more");'
k5 test sad/panics
is 1
has 'FAIL  panics on mps2-an505: exit code 3'
has ': no more'

begin 'a hanging app is ended'
app sad/spins 'for (;;) k5_yield();'
k5 test sad/spins --timeout 1
is 1
has 'exit code 124'

begin 'an app that does not compile fails, others go on'
app apps/broken 'nonsense'
k5 test apps
is 1
has 'FAIL  broken on mps2-an505: exit code 1'
has 'ok    good on mps2-an505'
has 'test: 1 passed, 1 failed'

begin 'as JSON'
k5 test apps --json
is 1
has '{"v":1,"app":"good","board":"mps2-an505","passed":true}'
has '"passed":false,"why":"exit code 1"'
grep -qv '^{.*}$' <<<"$out" && wrong 'a line is no object'

begin 'on another board, on all of them'
k5 test apps/good -b mps3-an547
is 0
has 'ok    good on mps3-an547'
k5 test apps/good -b all
is 0
for board in $("$K5" boards | awk '/QEMU/ { print $1 }'); do
	has "ok    good on $board"
done

begin 'on the boards that app.toml names'
app some 'return 0;' 'boards = ["mps2-an521", "mps2-an505"]'
k5 test some --board all
is 0
out <<-EOT
	ok    some on mps2-an521
	ok    some on mps2-an505
	test: 2 passed, 0 failed
EOT
app none 'return 0;' 'boards = ["mps2-an506"]'
k5 test none --board all
is 1
err "there is no board 'mps2-an506'"

begin 'no app there'
mkdir empty
k5 test empty
is 1
err 'K5-E0201'

begin 'an app with a console is typed at, and its answers compared'
app talks '
	volatile uint32_t *uart = (volatile uint32_t *)K5_MMIO_CONSOLE;
	uint32_t key = 0;

	for (uart[2] = 3; key != 33; uart[0] = key + 1) {
		while ((uart[1] & 2) == 0)
			k5_yield();
		key = uart[0];
	}
	k5_log_info("enough");
	return 0;'
echo 'mmio = ["console"]' >>talks/app.toml
echo 'INFO  task: enough' >talks/expected.log
printf 'HAL\33\f !' >talks/input.txt
printf 'IBM^\\!"' >talks/output.txt
k5 test talks
is 0
echo 'IBM' >talks/output.txt
k5 test talks
is 1
has "FAIL  talks on mps2-an505: at its console, line 1 should be 'IBM'"

begin 'an app that should end otherwise'
app apps/stubborn 'k5_panic("as planned");'
echo 3 >apps/stubborn/expected.code
k5 test apps/stubborn
is 0
echo 4 >apps/stubborn/expected.code
k5 test apps/stubborn
is 1
has 'FAIL  stubborn on mps2-an505: exit code 3'

begin 'typed at by k5 run --console, which leaves the log on stderr'
out=$(printf 'HAL!' | "$K5" run talks --console 2>"$work/err")
rc=$? err=$(<"$work/err")
is 0
[ "$out" = 'IBM"' ] || wrong 'not its words'
err 'task: enough'

begin 'no console to type at'
k5 run apps/good --console </dev/null
is 2
err "error[K5-E0420]: no task of 'good' has the window 'console'"
k5 run talks --console -b qemu-riscv32 </dev/null
is 2
err "qemu-riscv32 has no window 'console'"
k5 run apps/good --console -b qemu-riscv32 </dev/null
is 2
err "error[K5-E0420]: the emulator of 'qemu-riscv32' has no line for a console"
