# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# boards, doctor, explain: what is here, and what is missing.

begin 'boards'
k5 boards
is 0
has 'mps2-an505'
has 'QEMU'

begin 'boards stand in columns'
k5 boards
[ "$(cut -c22-31 <<<"$out" | grep -cE "^ (arch|armv[78]m|riscv) +$")" -eq "$(wc -l <<<"$out")" ] ||
	wrong 'a line is out of step'

begin 'boards, names only'
k5 boards -q
is 0
out < <(basename -s .toml -a "$here"/../../boards/*.toml | LC_ALL=C sort)

begin 'boards as JSON'
k5 boards --json
is 0
has '"v":1,"name":"mps2-an505","arch":"armv8m"'

begin 'doctor finds what the tests need'
k5 doctor
is 0
has 'ninja'
has 'picolibc'

begin 'doctor as JSON'
k5 doctor --json
is 0
has '{"v":1,"name":"ninja","found":true,"needed":true'
grep -qv '^{.*}$' <<<"$out" && wrong 'a line is no object'

begin 'doctor in an empty house'
mkdir -p nothing
PATH=$work/nothing k5 doctor
is 5
for package in ninja-build gcc-arm-none-eabi qemu-system-arm \
	picolibc-arm-none-eabi openocd; do
	has "apt install $package"
done
PATH=$work/nothing k5 doctor --json
is 5
has '"name":"qemu-system-arm","found":false,"needed":true'

begin 'doctor says what a board needs once'
k5 doctor -b stm32l552-nucleo
is 0
has 'option bytes TZEN=1 DBANK=1'
has '-f boards/stm32l5.cfg -c stm32l5_options;'
has '-c stm32l5_options_set'
k5 doctor -b mps2-an505
is 0
no 'option bytes'
k5 doctor --json "$here/../../examples/blink" -b stm32l562-disco
is 0
has '"board":"stm32l562-disco","options":"TZEN=1'
k5 doctor -b nowhere
is 2
err 'K5-E0212'

begin 'doctor, quietly: only what is missing'
k5 doctor -q
no 'ok  '

begin 'doctor without a tree'
K5_ROOT=$work/nothing k5 doctor
is 5
has 'set K5_ROOT'

begin 'explain'
k5 explain K5-E0401
is 0
has 'a tool is missing'

begin 'explain nonsense'
k5 explain K5-E9999
is 2
