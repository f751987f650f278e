# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# Logs: streams written by hand, read as text and as JSON.

dict=app/build/mps2-an505/probe.dict.json
fresh_app() {
	cp -r "$here/app" app
	mkdir -p "${dict%/*}"
	cp "$here/app/dict.json" "$dict"
}
stream() {
	"$helpers/stream"
}
B=0x1a2b3c5e
fresh_app

stream >five <<EOS
4 3 255 0 $B 1
0 3 0 0 $B 1234  14000000 03000000 05000000
0 2 0 0 $B 61001500  00000000 02 7570
0 1 1 0 $B 61002000  00000000
0 4 0 0 $B 61002001  30000000
5 3 255 0 $B 61002500  00000000
EOS

begin 'records as lines'
k5 logs app --from five
is 0
out <<'EOS'
  0.000001 BOOT  probe on mps2-an505, build 1a2b3c5e
  0.001234 INFO  net: sent 3 of 5
 61.001500 WARN  net: link up
 61.002000 ERROR ui: up
 61.002001 DEBUG net: quiet
EOS

begin 'with -v: places, and the end'
k5 logs app -v --from five
out <<'EOS'
  0.000001 BOOT  probe on mps2-an505, build 1a2b3c5e
  0.001234 INFO  net: sent 3 of 5 (net/main.c:9)
 61.001500 WARN  net: link up (net/main.c:7)
 61.002000 ERROR ui: up (ui/main.c:5)
 61.002001 DEBUG net: quiet (net/main.c:11)
 61.002500 EXIT  exit 0 after 61.002 s
EOS

begin 'as JSON'
k5 logs app --json --from five
is 0
out <<'EOS'
{"v":1,"kind":"boot","time_us":1,"task":"kernel","text":"probe on mps2-an505, build 1a2b3c5e"}
{"v":1,"kind":"log","time_us":1234,"level":"info","task":"net","text":"sent 3 of 5","file":"net/main.c","line":9}
{"v":1,"kind":"log","time_us":61001500,"level":"warn","task":"net","text":"link up","file":"net/main.c","line":7}
{"v":1,"kind":"log","time_us":61002000,"level":"error","task":"ui","text":"up","file":"ui/main.c","line":5}
{"v":1,"kind":"log","time_us":61002001,"level":"debug","task":"net","text":"quiet","file":"net/main.c","line":11}
{"v":1,"kind":"exit","time_us":61002500,"task":"kernel","text":"exit 0 after 61.002 s","code":0}
EOS

begin 'in colour'
k5 logs app --color=always --from five
has $'\033[33mWARN \033[0m net: link up'
has $'\033[31mERROR\033[0m ui'

begin 'NO_COLOR, and the order of wishes'
NO_COLOR=1 k5 logs app --from five
no $'\033['
NO_COLOR=1 k5 logs app --color=always --from five
has $'\033['
k5 logs app --json --color=always --from five
no $'\033['

begin 'only a level'
k5 logs app --level warn --from five
no INFO
no DEBUG
has WARN
has ERROR

begin 'only a task'
k5 logs app --task ui --from five
no 'net:'
has 'ui: up'

begin 'no such task'
k5 logs app --task nobody --from five
is 2
err 'K5-E0503'

begin 'only since'
k5 logs app --since 61 --from five
no 'sent 3'
has 'link up'

begin 'until a line'
k5 logs app --until 'net: link' --from five
is 0
no 'ui: up'

begin 'until a line that never comes'
k5 logs app --until never --from five
is 3
err 'K5-E0406'

begin 'until no regular expression'
k5 logs app --until '(' --from five
is 2
err 'K5-E0104'

begin 'from standard input, in the app folder, by its app.toml'
k5 logs app/app.toml --from - <five
has 'sent 3 of 5'
cd app || exit
k5 logs --from - <../five
has 'sent 3 of 5'
cd .. || exit

# Starts the other end of a line; its name or port is in $where.
peer() {
	rm -f where
	"$helpers/peer" "$1" "$2" >where &
	for _ in {1..200}; do
		[ -s where ] && break
		sleep 0.02
	done
	where=$(<where)
}

begin 'from a server'
peer tcp five
k5 logs app --from "127.0.0.1:$where"
is 0
has 'ui: up'
wait

begin 'from a server of this machine'
peer tcp five
k5 logs app --from ":$where"
is 0
has 'ui: up'
wait

begin 'from a serial device'
peer pty five
k5 logs app --from "$where" --baud 921600
is 0
has 'sent 3 of 5'
has 'net: quiet'
wait

begin 'a serial device at an odd speed'
peer pty five
k5 logs app --from "$where" --baud 12345
is 2
err 'no serial line has that speed'
kill $! && wait

begin 'a serial device that says nothing'
peer pty /dev/null
k5 logs app --from "$where" --timeout 1
is 124
err 'no end within 1 s; nothing was logged'
kill $! && wait

begin 'from nobody'
k5 logs app --from 127.0.0.1:1
is 2
err 'K5-E0504'

begin 'from no file, from a folder'
k5 logs app --from nothing
is 2
err "cannot read from 'nothing'"
k5 logs app --from .
is 2
err 'K5-E0504'

begin 'faults, by class'
stream >faults <<EOS
1 1 0 0 $B 10  01 00 0000 0000000000000000 0000000000000000
1 1 0 0 $B 11  02 01 0000 785634ff00000000 0000000000000000
1 1 1 0 $B 12  03 02 0000 0000000000000000 0000000000000000
1 1 1 0 $B 13  04 02 0000 0000000000000000 0000000000000000
1 1 1 0 $B 14  05 02 0000 0000000000000000 0000000000000000
1 1 1 0 $B 15  06 02 0000 0000000000000000 0000000000000000
1 1 1 0 $B 16  07 02 0000 0000000000000000 0000000000000000
1 1 1 0 $B 17  08 02 0000 0000004000000000 0000000000000000
1 1 1 0 $B 18  09 02 0000 0000000000000000 0000000000000000
1 1 1 0 $B 19  0a 02 0000 0000001000000000 0000000000000000
1 1 1 0 $B 20  63 02 0000 0000000000000000 0000000000000000
1 1 2 0 $B 21  06 03 0000 0000000000000000 0000000000000000
1 1 2 0 $B 22  06 04 0000 0000000000000000 0000000000000000
1 1 2 0 $B 23  06 05 0000 0000000000000000 0000000000000000
EOS
k5 logs app --from faults
is 0
out <<'EOS'
  0.000010 FAULT net: memory access outside its regions at 0x00000000, pc 0x00000000
  0.000011 FAULT net/worker: instruction fetch outside its regions at 0xff345678, pc 0x00000000
  0.000012 FAULT ui: stack overflow
  0.000013 FAULT ui: undefined or forbidden instruction, pc 0x00000000
  0.000014 FAULT ui: unaligned access, pc 0x00000000
  0.000015 FAULT ui: division by zero, pc 0x00000000
  0.000016 FAULT ui: breakpoint instruction, pc 0x00000000
  0.000017 FAULT ui: nothing answers on the bus at 0x40000000, pc 0x00000000
  0.000018 FAULT ui: bad processor state or exception return, pc 0x00000000
  0.000019 FAULT ui: touched memory of the Secure side at 0x10000000, pc 0x00000000
  0.000020 FAULT ui: fault, pc 0x00000000
  0.000021 FAULT disk: division by zero, pc 0x00000000
  0.000022 FAULT disk/flusher: division by zero, pc 0x00000000
  0.000023 FAULT disk: division by zero, pc 0x00000000
EOS

begin 'a fault of a thread belongs to its task'
k5 logs app --task net --from faults
has 'net/worker'
no 'ui:'

begin 'a fault has its place in the source'
gcc -g -O0 -no-pie -o "${dict%/*}/crash.elf" "$here/app/crash.c"
pc=$(nm "${dict%/*}/crash.elf" | awk '$3 == "crash" { print $1 }')
le=$(fold -w2 <<<"$pc" | tac | tr -d '\n')
stream >placed <<<"1 1 0 0 $B 10  01 00 0000 0000000000000000 $le"
k5 logs app --from placed
has 'in crash ('
has '/crash.c:4)'
k5 logs app --json --from placed
has '"function":"crash"'
has '"line":4'

begin 'panic, assertion, unknown things'
stream >last <<EOS
2 1 1 0 $B 100  6f7574206f6620706170657220 1b5b324a
3 1 255 0 $B 101  40000000
3 1 255 0 $B 102  41000000
0 3 0 0 $B 103  ff000000 01020304
0 3 9 0 $B 104  00000000
0 7 1 0 $B 105  00000000
9 3 1 0 $B 106  00000000
5 3 255 0 $B 107  46000000
EOS
k5 logs app --from last
is 0
out <<'EOS'
  0.000100 PANIC ui: out of paper \x1b[2J
  0.000101 BUG   kernel: assertion failed: k5.current != NIL (kernel/sched.c:33)
  0.000102 BUG   kernel: <string 65, 0 bytes>
  0.000103 INFO  net: <string 255, 4 bytes>
  0.000104 INFO  task 9: <string 0, 0 bytes>
  0.000105 LOG   ui: up
  0.000106 ?     ui: <frame of kind 9, 4 bytes>
  0.000107 EXIT  exit 70 after 0.000 s
EOS

begin 'payloads too short for their kind'
stream >short <<EOS
0 3 0 0 $B 1
0 3 0 0 $B 2  000000
0 3 0 0 $B 3  14000000 0300
1 1 0 0 $B 4  01 00 0000 00000000
3 1 255 0 $B 5  40
5 3 255 0 $B 6  00
2 1 0 0 $B 7
EOS
k5 logs app --from short
out <<'EOS'
  0.000001 INFO  net: <cut: 0 of 4 bytes>
  0.000002 INFO  net: <cut: 3 of 4 bytes>
  0.000003 INFO  net: sent <cut>
  0.000004 FAULT net: <cut: 8 of 20 bytes>
  0.000005 BUG   kernel: <cut: 1 of 4 bytes>
  0.000007 PANIC net: 
EOS

begin 'dropped records are told'
stream >dropped <<EOS
0 3 1 0 $B 1  00000000
0 3 1 1 $B 2  00000000
0 4 1 300 $B 3  00000000
EOS
k5 logs app --level info --from dropped
out <<'EOS'
  0.000001 INFO  ui: up
--- 1 record dropped: the device's log buffer was full
  0.000002 INFO  ui: up
--- 300 records dropped: the device's log buffer was full
EOS
k5 logs app --json --from dropped
has '{"v":1,"kind":"dropped","count":300}'

begin 'another build is named, not guessed'
stream >other <<EOS
0 3 0 0 0x00c0ffee 1234  14000000 03000000 05000000
2 1 1 0 0x00c0ffee 1235  6869
1 1 0 0 0x00c0ffee 1236  01 00 0000 0000000000000000 0000000000000000
EOS
k5 logs app --from other
is 2
err 'error[K5-E0502]: this stream is from build 00c0ffee, the app here is 1a2b3c5e'
out <<'EOS'
  0.001234 INFO  task 0: <string 20, 8 bytes>
  0.001235 PANIC task 1: hi
  0.001236 FAULT task 0: memory access outside its regions at 0x00000000, pc 0x00000000
EOS

begin 'a kept dictionary reads an older build'
mkdir -p "${dict%/*}/dicts"
sed 's/1a2b3c5e/00c0ffee/; s/sent %d/old %d/' "$dict" \
	>"${dict%/*}/dicts/00c0ffee.dict.json"
k5 logs app --from other
is 0
err 'warning[K5-E0502]: the board runs an older build, 00c0ffee'
has 'INFO  net: old 3 of 5'

begin 'a build that changes in the stream'
cat five other five >mixed
k5 logs app --from mixed
has 'net: sent 3 of 5'
has 'net: old 3 of 5'
is 0

begin 'nothing in there'
head -c 2000 /dev/zero | tr '\0' 'x' >junk
k5 logs app --from junk
is 0
err 'K5-E0506'
: >empty
k5 logs app --from empty
err 'K5-E0506'

begin 'no dictionary'
mv "$dict" away
k5 logs app --from five
is 2
err 'K5-E0501'
echo '{"version": 7}' >"$dict"
k5 logs app --from five
err 'another version'
echo '{"version": 1, "tasks": 5, "kernel": []}' >"$dict"
k5 logs app --from five
err 'K5-E0502'
echo '{' >"$dict"
k5 logs app --from five
is 2
err 'K5-E0501'
mv away "$dict"

begin 'an emulated board has nothing to listen to'
k5 logs app --no-flash
is 2
err 'K5-E0407'
