# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# Help, man page and reference say the same, since they are one table.

commands='new build run test size map caps audit flash logs boards doctor explain completion man'

begin 'help lists every command'
k5 --help
is 0
for c in $commands; do
	has $'\n'"  $c "
done
no internal

begin 'no line is wider than a terminal, none ends in a blank'
for c in '' $commands; do
	# shellcheck disable=SC2086
	k5 $c --help
	is 0
	awk 'length > 80 { exit 1 }' <<<"$out" || wrong "k5 $c: too wide"
	grep -q ' $' <<<"$out" && wrong "k5 $c: blank at an end"
done

begin 'help COMMAND is COMMAND --help'
for c in $commands; do
	k5 help "$c"
	a=$out
	k5 "$c" --help
	[ "$out" = "$a" ] || wrong "$c: they differ"
done

begin 'help of nothing'
k5 help nothing
is 2
err 'K5-E0101'

begin 'help needs no right arguments'
k5 new --help
is 0
has 'usage: k5 new'

begin 'the man page has every command and option'
k5 man
is 0
for c in $commands; do
	has ".SS k5 $c"
done
has '\-\-timeout'
cp "$work/err" man.err
echo "$out" >k5.1

begin 'the man page is clean roff'
if command -v man >/dev/null; then
	LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -l k5.1 \
		>page 2>warn || wrong 'man failed'
	[ ! -s warn ] || wrong "$(<warn)"
	grep -q 'k5 run \[PATH\]' page || wrong 'the page lacks k5 run'
else
	grep -qv '^[.A-Za-z0-9\\(]' k5.1 && wrong 'a line begins oddly'
fi

begin 'the reference is the committed one'
k5 internal-docs cli
is 0
if [ -e "$here/../../docs/k5.md" ]; then
	diff -q <(echo "$out") "$here/../../docs/k5.md" >/dev/null ||
		wrong 'docs/k5.md is old: make docs'
fi

begin 'no such page'
k5 internal-docs nothing
is 2

begin 'every code the tool can print is explained'
while read -r code; do
	k5 explain "$code"
	[ "$rc" = 0 ] || wrong "$code is not in errors.def"
done < <(grep -rhoE 'K5-E[0-9]{4}' "$here"/../../cli/*.c \
	"$here"/../../cli/*.cpp "$here"/../../codegen/*.c | sort -u)
