# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 inspect: who waits for whom, on whose time, and how a task ended; the same of
# a live machine and of its core.
examples=$here/../../examples
boards='mps2-an505 mps2-an386 qemu-riscv32 qemu-riscv64'
cp -r "$here/halted" served

# One member of one line of JSON: of NAME's thread.
member() {
	jq -r "select(.type == \"thread\" and .thread == \"$1\") | .$2" <<<"$out"
}

# That member must be so.
thread() {
	local got
	got=$(member "$1" "$2")
	[ "$got" = "$3" ] || wrong "$1: $2 is '$got', not '$3'"
}

for board in $boards; do
	begin "inspect: $board, a call under way"
	k5 dump served -b "$board" --until 'work for client 1' -o served.core
	is 0
	k5 inspect served.core --json
	is 0
	ok jq -es 'all(.v == 1)' <<<"$out"
	[ "$(jq -r 'select(.type == "machine").running' <<<"$out")" = server ] ||
		wrong 'who runs?'
	thread server state running
	thread server time_of client_a
	thread client_a state called
	thread client_a 'waits_for[0]' server
	thread client_a time_of null
	thread store state serving
	thread store at store
	thread store 'waits_for[0]' server
	thread client_b state ready
	thread client_b consumed_ticks 0
	thread server budget_us 10000
	thread server period_us 1000000
	used=$(member server stack_used)
	[ "$used" -gt 60 ] && [ "$used" -lt 1024 ] || wrong "stack: $used"

	begin "inspect: $board, in words"
	k5 inspect served.core --backtrace
	is 0
	grep -q '^server .* 10000   1000000 .*  runs, on the time of client_a$' \
		<<<"$out" || wrong 'server'
	grep -q '^client_a .*  waits for the answer of server$' <<<"$out" ||
		wrong 'client_a'
	grep -q '^store .*  waits at store for a call from server$' <<<"$out" ||
		wrong 'store'
	has '#1  main () at'
	has '_start () at userspace/start.c:'
done

# The worker stops working; what the watcher then reads is what there is to see.
mkdir -p watched/{worker,watcher}
cat >watched/app.toml <<'EOF'
notifications = ["go", "never"]
[[tasks]]
name = "worker"
priority = 5
[tasks.caps]
go = ["signal"]
never = ["wait"]
[[tasks]]
name = "watcher"
priority = 4
[tasks.caps]
go = ["wait"]
never = ["signal"]
worker = { time = "worker", rights = ["read"] }
EOF
cat >watched/worker/main.c <<'EOF'
#include <k5/k5.h>
int main(void)
{
	k5_word_t bits;

	for (volatile int i = 0; i < 10000; i++)
		;
	k5_notify(k5_cap_go, 1);
	k5_wait(k5_cap_never, &bits);
	return 0;
}
EOF
cat >watched/watcher/main.c <<'EOF'
#include <k5/k5.h>
int main(void)
{
	k5_word_t bits;
	uint64_t used;

	k5_wait(k5_cap_go, &bits);
	k5_consumed(k5_cap_worker, &used);
	k5_log_info("used %llu", (unsigned long long)used);
	return 0;
}
EOF

for board in $boards; do
	begin "inspect: $board, consumed is what k5_consumed says"
	k5 inspect watched -b "$board" --until 'watcher: used' -v --json
	is 0
	said=$(sed -n 's/.*watcher: used \([0-9]*\).*/\1/p' <<<"$err")
	thread worker consumed_ticks "$said"
	[ "${said:-0}" -gt 1000 ] || wrong 'it worked for nothing'
	thread worker state waiting
	thread worker at never
	thread worker 'waits_for[0]' watcher
	thread watcher state running
done

mkdir -p evil/{evil,idle}
cat >evil/app.toml <<'EOF'
notifications = ["never"]
[[tasks]]
name = "evil"
caps = { never = ["signal"] }
[[tasks]]
name = "idle"
caps = { never = ["wait"] }
EOF
cat >evil/evil/main.c <<'EOF'
#include <k5/k5.h>
int main(void)
{
	*(volatile int *)0 = 1;
	return 0;
}
EOF
cat >evil/idle/main.c <<'EOF'
#include <k5/k5.h>
int main(void)
{
	k5_word_t bits;

	k5_wait(k5_cap_never, &bits);
	return 0;
}
EOF

for board in $boards; do
	begin "inspect: $board, a task that faulted, and a sleep for good"
	k5 inspect evil -b "$board" --after 0.4
	is 0
	has 'nobody runs'
	grep -q '^evil .*  ended with its task$' <<<"$out" || wrong 'evil'
	grep -q '^idle .*  waits for never, and by app.toml nobody can come$' <<<"$out" ||
		wrong 'idle'
	has 'task evil ended: memory access outside its regions at 0x00000000'
	has '(evil/main.c:4)'
done

begin 'inspect: what signals beside tasks'
cp -r "$examples/budget-overrun" late && rm -rf late/build
k5 inspect late --after 0.3
is 0
grep -q '^watcher .*waits for late from overrun of parser' <<<"$out" ||
	wrong 'watcher'

begin 'inspect: the fault, as JSON'
k5 inspect evil --after 0.4 --json
is 0
[ "$(jq -r 'select(.task == "evil" and .type == "task").line' <<<"$out")" = 4 ] ||
	wrong 'which line?'

# A target of somebody else's stays halted: what is seen twice is the same.
for way in 'arm mps2-an386 -M mps2-an386' \
	'riscv64 qemu-riscv64 -M virt -cpu rv64,h=false,s=false -bios none'; do
	# shellcheck disable=SC2086
	set -- $way
	begin "inspect: $2, live and its core are the same"
	k5 build evil -b "$2"
	"qemu-system-$1" "${@:3}" -display none -monitor none -serial null \
		-gdb "unix:$work/gdb,server=on,wait=off" \
		-kernel "evil/build/$2/evil.elf" &
	qemu=$!
	for _ in {1..200}; do [ -S gdb ] && break; sleep 0.05; done
	sleep 0.5
	k5 inspect evil -b "$2" --gdb "$work/gdb" --halt --backtrace --json
	is 0
	first=$out
	k5 dump evil -b "$2" --gdb "$work/gdb" --halt -o evil.core
	is 0
	k5 inspect evil.core --backtrace --json
	is 0
	[ "$out" = "$first" ] || wrong "live and core differ: $(diff <(echo "$first") <(echo "$out"))"
	thread idle state waiting
	kill "$qemu"
	wait "$qemu" 2>/dev/null
	rm -f gdb
done

begin 'inspect: a core of another build'
k5 dump evil --after 0.2 -o evil.core
is 0
cp evil/evil/main.c first.c
sed -i 's/^{$/{ k5_log_info("more");/' evil/evil/main.c
k5 build evil
k5 inspect evil.core
is 2
err 'error[K5-E0706]: evil.core is of another build of evil'
k5 inspect evil.core served
is 2
err K5-E0706

begin 'inspect: files that are no cores'
head -c 5000 evil.core >cut.core
k5 inspect cut.core
is 2
err 'error[K5-E0704]: cut.core is cut off, damaged'
k5 inspect evil/build/mps2-an505/evil.elf
is 2
err 'an ELF file, but no core'
k5 inspect evil/evil/main.c
is 2
err 'no ELF file'
: >empty.core
k5 inspect empty.core
is 2
err K5-E0704

begin 'inspect: a bit of a core has changed'
for at in 0 16 18 40 60 200 1000 3000 5000; do
	python3 -c "
b = bytearray(open('evil.core', 'rb').read())
b[$at] ^= 4
open('bit.core', 'wb').write(b)"
	k5 inspect bit.core
	[ "$rc" = 2 ] || wrong "bit at $at: exit code $rc"
	err K5-E0704
done

begin 'inspect: a kernel that was written over'
python3 - <<'EOF'
import struct
b = bytearray(open('evil.core', 'rb').read())
phoff, = struct.unpack_from('<I', b, 28)
type, at, address, _, size = struct.unpack_from('<5I', b, phoff + 32)
assert type == 1
b[at:at + 0x1000] = bytes([0x55]) * 0x1000
h = 14695981039346656037
for byte in b[:-8]:
    h = (h ^ byte) * 1099511628211 & (1 << 64) - 1
b[-8:] = struct.pack('<Q', h)
open('over.core', 'wb').write(b)
EOF
cp first.c evil/evil/main.c
k5 build evil
k5 inspect over.core
is 3
err 'error[K5-E0705]'

begin 'inspect: no gdb, no backtrace'
mkdir -p tools
for tool in bash sh; do ln -sf "$(command -v $tool)" tools/; done
k5 dump evil --after 0.2 -o evil.core
PATH=$work/tools k5 inspect evil.core --backtrace
is 5
err 'gdb-multiarch is not installed'
PATH=$work/tools k5 inspect evil.core
is 0
