# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 trace: real runs in QEMU, whose order of events is always the same; streams
# written by hand; folders and files that cannot be written.

cp -r "$here/trace/flood" "$here/../../examples/paced" "$here/../../examples/budget" .
rm -rf paced/build budget/build
boards="mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64"

# The lines of a trace without times and how long anything took.
order() {
	sed 's/^ *[0-9]*\.[0-9]* //; s/[0-9]\+\.[0-9] us/N us/g
		s/after .* s$/after N s/; /^$/,$d' <<<"$out"
}

# "N events, M dropped": N.
events() {
	tail -n 1 <<<"$out" | cut -d' ' -f1
}

for board in $boards; do
	begin "trace: what happens, in order, on $board"
	k5 trace paced -b "$board"
	is 0
	diff <(order) "$here/trace/paced.expected" >"$work/diff" ||
		wrong "$(cat "$work/diff")"
	grep -qE '^beat +80.0% .* 2 +[0-9.]+ +[0-9.]+ +6000.0  within$' <<<"$out" ||
		wrong 'the plan beside what was measured'
	has ', 0 dropped'

	begin "trace: CTF and JSON, on $board"
	k5 trace paced -b "$board" --ctf ctf --json t.json
	is 0
	no 'beat    sleep'
	ok test "$(babeltrace2 ctf | wc -l)" = "$(events)"
	[ "$(babeltrace2 ctf 2>&1 >/dev/null)" = "" ] || wrong 'a warning'
	ok "$helpers/pairs" t.json
	babeltrace2 ctf >bt
	grep -q 'call: { thread = "beat", call = "call", object = "ask" }$' bt ||
		wrong 'names in CTF'
	grep -q 'log: { task = "beat", level = "INFO", text = "window 2: 4" }$' bt ||
		wrong 'the log in CTF'
	grep -q '"name":"call ask"' t.json || wrong 'names in JSON'

	begin "trace: a flood of calls, on $board"
	k5 trace flood -b "$board" --ctf ctf --json t.json -v
	is 0
	no ', 0 dropped'
	# of the one beside it nothing is lost
	[ "$(grep -c ' beat *INFO *beat ' <<<"$out")" = 20 ] || wrong 'its log'
	[ "$(grep -c ' beat *wakes, was asleep$' <<<"$out")" = 20 ] ||
		wrong 'its waking'
	[ "$(grep -c ' nobody runs\|flood *runs, beat is asleep$' <<<"$out")" -ge 20 ] ||
		wrong 'its sleeping'
	ok "$helpers/pairs" t.json
	ok test "$(babeltrace2 ctf 2>bt.err | wc -l)" = "$(events)"
	lost=$(sed -n 's/.*Tracer discarded \([0-9]*\) event.*/\1/p' bt.err |
		awk '{ n += $1 } END { print n }')
	[ "$lost" = "$(sed -n '$s/.* \([0-9]*\) dropped$/\1/p' <<<"$out")" ] ||
		wrong "babeltrace2 counts $lost lost"
done

begin 'trace: the same run, the same trace'
k5 trace paced
first=$out image=$(cksum <paced/build/mps2-an505-traced/paced.elf)
k5 trace paced
[ "$out" = "$first" ] ||
	[ "$image" != "$(cksum <paced/build/mps2-an505-traced/paced.elf)" ] ||
	wrong 'it differs'

# Each window of 10 ms the hog runs 2 ms, then not at all until its time is back.
begin 'trace: a budget that ends, and comes back'
k5 trace budget
is 0
ends=$(grep -c ' hog *out of time ' <<<"$out")
[ "$ends" -ge 30 ] || wrong "$ends times out of time in 30 windows"
awk '$2 != "hog" { next }
	/out of time/ { if (!ran) bad = 1; out = 1; ran = 0 }
	/has time again/ { if (!out) bad = 1; out = 0 }
	/ runs/ { if (out) bad = 1; ran = 1 }
	END { exit bad }' <<<"$out" || wrong 'it runs while it is out of time'
# telling takes time beyond its budget, which it pays: late is safe
grep -qE '^hog +20.0% +(18|19|20)\.[0-9]% ' <<<"$out" || wrong 'its share'

mkdir -p evil/evil
printf '[[tasks]]\nname = "evil"\n' >evil/app.toml
echo 'int main(void) { *(volatile int *)0 = 1; return 0; }' >evil/evil/main.c
begin 'trace: a fault'
k5 trace evil --ctf ctf -v
is 3
has 'evil    FAULT memory access outside its regions at 0x00000000, pc '
babeltrace2 ctf | grep -q 'fault: { thread = "evil", fault = "memory access' ||
	wrong 'no fault in CTF'

begin 'trace: a picture of plan and measurement'
k5 trace paced --svg paced.svg
is 0
[[ $(tail -n 1 paced.svg) == '</svg>' ]] || wrong 'half a picture'
[ "$(grep -c '<rect x=' paced.svg)" = 5 ] || wrong 'three bars, two frames'
grep -q '[0-9] us of [0-9.]* promised<' paced.svg || wrong 'no promise'
k5 trace paced --svg nowhere/paced.svg
is 1
err 'error[K5-E0306]'

begin 'trace: files only, and nothing at all'
k5 trace paced --json t.json
no 'beat    sleep'
has 'deadline'
k5 trace paced -q
is 0
[ -z "$out$err" ] || wrong 'it is not quiet'

begin 'trace: until a line'
k5 trace paced --until 'window 2'
is 0
has 'window 2'
no 'window 3'

begin 'trace: an app that is not traced has nothing of it'
k5 build paced
is 0
arm-none-eabi-nm paced/build/mps2-an505/kernel/kernel.elf >symbols
! grep -q trace symbols || wrong "$(grep trace symbols)"

begin 'trace: every build, if app.toml says so'
cp -r paced always && sed -i '$a [kernel]\ntrace = true' always/app.toml
k5 run always
is 0
[ "$(cut -c12- <<<"$out")" = "$(printf 'INFO  beat: window %s\n' '1: 2' '2: 4' '3: 6')" ] ||
	wrong 'another log'
ok test -f always/build/mps2-an505-traced/paced.elf

begin "trace: a log's ring too small for events grows"
cp -r paced small && sed -i '$a [kernel]\nlog_buffer = 256' small/app.toml
k5 trace small
is 0
has 'window 3: 6'
has ', 0 dropped'

begin 'trace: a ring that is too large'
sed 's/^trace = true/trace_buffer = 0x4000/' always/app.toml >large.toml
mkdir large && cp -r paced/beat paced/helper large/ && mv large.toml large/app.toml
k5 trace large -b sifive-e
is 2
err 'error[K5-E0233]: a traced kernel would take '
err 'write trace_buffer with less'

# What the emulator sends, kept in a file.
k5 trace paced -v
qemu=$(grep '^qemu' <<<"$err")
$qemu >recorded </dev/null 2>/dev/null

begin 'trace: of a recorded stream'
k5 trace paced
whole=$(events)
k5 trace paced --from recorded
is 0
[ "$(events)" = "$whole" ] || wrong "$(events) events, not $whole"
[ -z "$err" ] || wrong 'it complains'

begin 'trace: a stream that is cut'
head -c 500 recorded >cut
k5 trace paced --from cut
is 0
err 'warning[K5-E0513]: the stream ends before the app does'
has ' events, 0 dropped'

begin 'trace: of a build that is not traced'
k5 run paced -v
qemu=$(grep '^qemu' <<<"$err")
$qemu >plain </dev/null 2>/dev/null
k5 trace paced --from plain --ctf none --json none.json
is 2
err 'error[K5-E0510]: nothing was traced'
[ ! -e none ] && [ ! -e none.json ] || wrong 'it wrote something'

# Frames of a kind 6 from a kernel of another version: right sums, odd events.
cp -r "$here/app" app
mkdir -p app/build/mps2-an505-traced
cp "$here/app/dict.json" app/build/mps2-an505-traced/probe.dict.json
B=0x1a2b3c5e
odd() {
	printf '%s\n' "4 3 255 0 $B 1" "6 0 255 0 $B 20000000 $1" | "$helpers/stream" >odd
	k5 trace app --from odd --ctf none
	is 2
	err "$2"
	[ ! -e none ] || wrong 'it wrote something'
}
begin 'trace: an unknown event'
odd '02000000 6300' 'error[K5-E0511]: the trace has an event of kind 99'
begin 'trace: an event that is cut'
odd '02000000 0502' 'event of kind 5 that is cut off inside its frame'

begin 'trace: names, from a stream written by hand'
"$helpers/stream" >hand <<EOS
4 3 255 0 $B 1
0 3 0 0 $B 2000001  14000000 03000000 05000000
6 0 255 0 $B 40000000  0101 00 ff0100 0902 05 01 0701 00 00 904e
EOS
k5 trace app --from hand
is 0
err 'warning[K5-E0513]'
out=$(head -n 4 <<<"$out")
out <<'EOS'
  2.000001 net           INFO  sent 3 of 5
 40.000000 net/worker    runs
 40.000005 ui            FAULT memory access outside its regions
 40.000005 net/worker    out of time for 10000.0 us
EOS

begin 'trace: a folder with something else in it'
mkdir mine && echo diary >mine/diary
k5 trace paced --from recorded --ctf mine
is 1
err "error[K5-E0512]: cannot write the trace to 'mine': other files are in that folder"
[ "$(ls mine)" = diary ] || wrong 'something was written'
k5 trace paced --from recorded --ctf mine/diary
is 1
err 'Not a directory'
[ "$(cat mine/diary)" = diary ] || wrong 'a file is gone'

begin 'trace: an older trace gives way'
k5 trace paced --from recorded --ctf ctf/
is 0
ok test "$(babeltrace2 ctf | wc -l)" = "$whole"
[ ! -e ctf.new ] || wrong 'something is left beside it'

begin 'trace: a full disk'
k5 trace paced --from recorded --ctf kept --json kept.json
cksum kept/* kept.json >before
out=$(trap '' XFSZ && ulimit -f 1 && "$K5" trace paced --from recorded \
	--ctf kept --json kept.json -q 2>&1)
rc=$?
is 1
has 'error[K5-E0306]'
cksum kept/* kept.json | cmp -s - before || wrong 'the older trace is gone'
[ "$(echo kept*)" = 'kept kept.json' ] || wrong "left: $(echo kept*)"

begin 'trace: --json wants its file'
k5 trace paced --json
is 2
err '--json needs its FILE'
