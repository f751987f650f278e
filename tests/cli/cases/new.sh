# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 new: what it makes works, and nothing is ever overwritten.

begin 'an app outside the tree builds, runs, and ends well'
k5 new blink
is 0
has 'cd blink && k5 run'
ok test -f blink/app.toml -a -f blink/blink/main.c -a -f blink/.gitignore \
	-a -f blink/.clangd -a -x blink/.ci/run
ok grep -q compile_commands.json blink/.vscode/settings.json
cd blink || exit
k5 run --timeout 120
is 0
has 'INFO  blink: beat 3'
cd .. || exit

begin 'its compile commands are where the editor looks'
ok test -f blink/build/compile_commands.json

begin 'no placeholder is left'
grep -r '@[a-z]*@' blink --include='*' --exclude-dir=build && wrong 'one is'

begin 'its CI script passes'
ok env PATH="${K5%/*}:$PATH" blink/.ci/run

begin 'nothing is overwritten'
sum=$(find blink -type f -exec cksum {} + | sort)
k5 new blink
is 2
err 'K5-E0109'
[ "$sum" = "$(find blink -type f -exec cksum {} + | sort)" ] ||
	wrong 'something changed'
: >file
k5 new file
is 2
ln -s nowhere link
k5 new link
is 2

begin 'names that cannot be'
for no_name in 1up 'two words' ../.. '' ä "$(printf 'x%.0s' {1..33})"; do
	k5 new -- "$no_name"
	[ "$rc" = 2 ] || wrong "'$no_name' was taken"
done
ok test ! -e 1up

begin 'in a folder that is there, or not yet'
k5 new deep/er/app-two
is 0
ok test -f deep/er/app-two/app-two/main.c
ok grep -q '"app-two"' deep/er/app-two/app.toml

begin 'where one may not write'
if [ "$(id -u)" != 0 ]; then
	mkdir locked && chmod 500 locked
	k5 new locked/app
	is 2
	err 'K5-E0109'
fi
k5 new /dev/null/app
is 2
err 'K5-E0109'

begin 'unknown board'
k5 new other --board nothing
is 2
err 'K5-E0212'
ok test ! -e other

begin 'unknown example'
k5 new other --from hallo
is 2
err 'K5-E0110'
ok test ! -e other

begin 'an example that is not for the board: nothing is written'
k5 new other --from blink --board qemu-riscv32
is 2
err 'K5-E0111'
err 'its boards are mps2-an385, '
ok test ! -e other

begin 'from an example'
k5 new mine --from ping-pong --board mps2-an505
is 0
ok grep -q '^name = "mine"' mine/app.toml
ok grep -q '^board = "mps2-an505"' mine/app.toml
ok test ! -e mine/build
ok test -f mine/.gitignore -a -x mine/.ci/run
k5 build mine
is 0
ok test -f mine/build/mps2-an505/mine.elf

begin 'an example that heads its app.toml with its name'
k5 new heads --from hello
is 0
[ "$(head -1 heads/app.toml)" = '# heads - one task logs, returns from main, and the app ends with exit code 0.' ] ||
	wrong "it begins $(head -1 heads/app.toml)"
ok grep -q '^# It holds no cap' heads/app.toml

begin 'quietly, and as JSON'
k5 new -q hush
[ -z "$out$err" ] || wrong 'it spoke'
k5 new --json tell
out <<<'{"v":1,"kind":"new","dir":"tell"}'
