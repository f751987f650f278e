# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 flash and k5 logs on a board with a probe. OpenOCD is a script here: what
# is checked is what it is asked, and what is made of what it says.

# A tree with one more board, which has a probe and logs through RTT.
tree=$(cd "$here/../.." && pwd)
mkdir -p tree bin
for part in "$tree"/*; do
	ln -s "$part" tree/
done
rm tree/boards
cp -r "$tree/boards" tree/
sed 's/^name = .*/name = "desk"/; s/^log = .*/log = "rtt"/; /^\[qemu\]/,$d' \
	"$tree/boards/mps2-an505.toml" >tree/boards/desk.toml
cat >>tree/boards/desk.toml <<'EOS'
[openocd]
args = ["-f", "board/desk.cfg"]
EOS
sed 's/"desk"/"line"/; s/^log = .*/log = "uart"/' tree/boards/desk.toml \
	>tree/boards/line.toml
export K5_ROOT=$work/tree

mkdir -p app/app
printf '[[tasks]]\nname = "app"\n' >app/app.toml
printf '#include <k5/k5.h>\nint main(void)\n{\n%s\n}\n' \
	'k5_log_info("up"); return 0;' >app/app/main.c

cat >bin/openocd <<EOS
#!/bin/bash
printf '%s\n' "\$@" >>"$work/asked"
. "$work/play"
EOS
chmod +x bin/openocd
desk() {
	cat >"$work/play"
	rm -f "$work/asked"
	PATH=$work/bin:$PATH k5 "$@"
}

begin 'flash asks for program, verify, reset'
desk flash app --board desk <<<'exit 0'
is 0
out=$(<asked)
out <<EOS
-s
$work/tree
-f
board/desk.cfg
-c
program {app/build/desk/app.elf} verify reset exit
EOS

begin 'flash keeps the dictionary of what it wrote'
build=$(sed -n 's/.*"build": "\([0-9a-f]*\)".*/\1/p' \
	app/build/desk/app.dict.json)
ok test -f "app/build/desk/dicts/$build.dict.json"

begin 'no probe'
desk flash app --board desk <<'EOS'
echo 'Open On-Chip Debugger 0.12.0'
echo 'Error: open failed'
exit 1
EOS
is 5
err 'error[K5-E0408]: no probe for desk answers: open failed'

begin 'a board that refuses'
desk flash app --board desk <<'EOS'
echo 'Error: timed out while waiting for target halted' >&2
echo 'Error: checksum mismatch - attempting binary compare' >&2
exit 1
EOS
is 3
err 'K5-E0409'
err 'checksum mismatch'

begin 'a part whose option bytes are not set'
desk flash app --board desk <<'EOS'
echo 'Error: option bytes should be TZEN=1' >&2
exit 1
EOS
is 3
err 'could not do it on desk: option bytes should be TZEN=1'
err "'k5 doctor -b desk' says how to set them"

begin 'all that OpenOCD said, with -v'
desk flash -v app --board desk <<<'echo "Info : clock speed 480"; exit 0'
err 'clock speed 480'

begin 'no OpenOCD'
rm -rf few
mkdir few
for tool in $(compgen -c | grep -E '^(arm-none-eabi-|ninja$|sh$)'); do
	ln -sf "$(command -v "$tool")" few/ 2>/dev/null
done
PATH=$work/few k5 flash app --board desk
is 5
err 'apt install openocd'

begin 'an emulated board is not flashed'
k5 flash app
is 5
err 'K5-E0407'
err "'k5 run'"

# What OpenOCD does when it serves: flashing is done at once.
"$helpers/stream" >frames <<<"2 1 0 0 0x$build 5 676f6f64"
serve() {
	cat <<EOS
case "\$*" in
*program*) exit 0 ;;
esac
port=\$(printf '%s\n' "\$@" | sed -n 's/^rtt server start \([0-9]*\) 0/\1/p')
exec "$helpers/peer" "tcp:\$port" "$work/frames"
EOS
}

begin 'logs flashes, then reads the ring through the probe'
desk logs app --board desk < <(serve)
is 0
has 'PANIC app: good'
out=$(<asked)
has 'program {'
has 'rtt setup 0x28000000'
has '{SEGGER RTT}'

begin 'without flashing'
desk logs app --no-flash --board desk < <(serve)
is 0
has 'PANIC app: good'
out=$(<asked)
no 'program {'

begin 'trace of what runs there, which was built without'
desk trace app --no-flash --board desk < <(serve)
is 2
err 'error[K5-E0510]: nothing was traced'

begin 'trace flashes a build of its own, then reads the same ring'
"$helpers/stream" >frames <<EOS
4 3 255 0 0x$build 1
6 0 255 0 0x$build 40000000  0100 00 ff01 00
EOS
desk trace app --board desk < <(serve)
is 0
has '  2.000000 app     runs'
out=$(<asked)
has 'program {app/build/desk-traced/app.elf}'
"$helpers/stream" >frames <<<"2 1 0 0 0x$build 5 676f6f64"

begin 'the probe is gone when the log is to be read'
desk logs app --no-flash --board desk <<'EOS'
while [ $# -gt 0 ]; do
	[ "$1" = -l ] && echo 'Error: open failed' >"$2"
	shift
done
exit 1
EOS
is 5
err 'K5-E0408'

begin 'a board that logs through a UART needs its device named'
desk logs app --board line <<<'exit 0'
is 2
err 'K5-E0507'

begin 'boards tells what is reached how'
k5 boards
has 'desk '
has 'OpenOCD'
k5 boards --json
has '"name":"desk"'
unset K5_ROOT
