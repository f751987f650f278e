# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# Completion: the scripts parse, and bash's does what a person expects.

begin 'no such shell'
k5 completion tcsh
is 2
err 'bash, zsh and fish'

for shell in bash zsh fish; do
	begin "$shell: every shown command is there, no hidden one"
	k5 completion $shell
	is 0
	for c in new build run test size map caps audit flash logs boards doctor explain man; do
		has "$c"
	done
	no 'internal-docs'
	if command -v $shell >/dev/null; then
		ok $shell -n <<<"$out"
	fi
done

# What bash offers when the cursor is behind these words.
offers() {
	k5 completion bash
	out=$(PATH=${K5%/*}:$PATH bash -c "$out"'
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_k5
		printf "%s\n" "${COMPREPLY[@]}"' - "$@" 2>&1)
	rc=$?
}

begin 'bash: commands'
offers k5 bu
out <<<build

begin 'bash: commands after global options'
offers k5 -q -C /tmp 'do'
out <<<doctor

begin 'bash: options of a command'
offers k5 run --ti
out <<<--timeout

begin 'bash: not those of another'
offers k5 doctor --ti
out <<<''

begin 'bash: choices'
offers k5 logs --level wa
out <<<warn

begin 'bash: global choices'
offers k5 logs --color al
out <<<always

begin 'bash: boards come from the tree'
offers k5 build --board mps2-an50
has mps2-an505

begin 'bash: folders'
mkdir folder-a
touch folder-b
offers k5 run fold
out <<<folder-a

begin 'bash: shells'
offers k5 completion 'fi'
out <<<fish

begin 'bash: examples'
offers k5 new x --from hel
has hello
