# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# The command line: what is understood, and what is said of the rest.

begin 'k5 alone is friendly'
k5
is 0
has 'k5 new blink'
has 'k5 run'

begin 'version'
k5 --version
is 0
has 'k5 0.'

begin 'unknown command, near'
k5 bild
is 2
err "error[K5-E0101]: there is no command 'bild'"
err "did you mean 'build'?"

begin 'unknown command, far'
k5 xyzzy
is 2
err "'k5 --help' lists them"

begin 'hidden commands are not suggested'
k5 internl
is 2
no "'internal'"

begin 'unknown option, near'
k5 run --timout 5
is 2
err "k5 run takes no option '--timout'"
err "did you mean '--timeout'?"

begin 'an option of another command'
k5 boards --board x
is 2
err "k5 boards takes no option '--board'"

begin 'a command option before the command'
k5 --timeout 5 run
is 2
err "k5 takes no option '--timeout'"

begin 'unknown letter'
k5 run -z
is 2
err "takes no option '-z'"

begin 'argument missing'
k5 run --timeout
is 2
err '--timeout needs its S'

begin 'argument not taken'
k5 run --realtime=1
is 2
err '--realtime takes no argument'

begin 'not a number'
k5 run --timeout soon
is 2
err "--timeout takes a number, not 'soon'"

begin 'seconds with a fraction'
for word in 0.05 0 1.5000001; do
	k5 run nowhere --since "$word" -t "$word"
	is 2
	err 'K5-E0201'
done
for word in .5 2. 1.x 1,5 1e3 0x1 3000000000.0; do
	k5 run nowhere --since "$word"
	is 2
	err "--since takes a number, not '$word'"
	err 'as 2 or 0.05'
done

begin 'negative number'
k5 run --timeout -5
is 2
err "--timeout takes a number, not '-5'"

begin 'number beyond what counts'
k5 run --timeout 99999999999999999999
is 2
err '--timeout takes a number'
k5 run --timeout 3000000000
is 2

begin 'not one of the choices'
k5 boards --color=sometimes
is 2
err "not 'sometimes'"
err 'auto|always|never'

begin 'part of a choice is no choice'
k5 boards --color alway
is 2

begin 'too many arguments'
k5 boards one
is 2
err "k5 boards has no use for 'one'"

begin 'too few arguments'
k5 new
is 2
err 'k5 new needs NAME'

begin 'attached, separate, short and joined forms agree'
k5 boards --color=never -qC "$work"
first=$out
is 0
k5 -C"$work" --color never boards -q
is 0
[ "$out" = "$first" ] || wrong 'the two differ'

begin '-C to nowhere'
k5 -C "$work/nowhere" boards
is 2
err 'error[K5-E0106]'

begin 'everything after -- is a word'
k5 explain -- --json
is 2
no 'takes no option'

begin 'errors of the command line as JSON'
k5 --json bild
is 2
err '"code":"K5-E0101"'

begin 'a full disk is noticed'
"$K5" --help >/dev/full 2>err
rc=$? err=$(<err)
is 1
err 'K5-E0107'

begin 'colour only where asked for'
k5 --color=always bild
err $'\033['
k5 --color=never bild
no $'\033['
k5 bild
no $'\033['
