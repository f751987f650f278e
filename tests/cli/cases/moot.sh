# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# What k5 build warns of because nothing can come of it: one end with grant, memory
# that no window shows, memory of nobody, threads that nobody may start.

cp -r "$here/../../examples/zero-copy" app
cp app/app.toml whole.toml

# change NAME EXPRESSION: the app after a change, built; it always is.
change() {
	begin "$1"
	sed "$2" whole.toml >app/app.toml
	cmp -s whole.toml app/app.toml && wrong 'nothing changed'
	k5 build app
	is 0
}

# only N: warnings of this kind, and none of another.
only() {
	[ "$(grep -c '^warning\[K5-E0248\]' <<<"$err")" = "$1" ] || wrong "$1 warnings"
	[ "$(grep -c '^warning' <<<"$err")" = "$1" ] || wrong 'another warning'
}

begin 'memory that travels as it should'
k5 build app
is 0
no 'warning'

change 'grant where it is given, not where it is taken' \
	's/^pictures = \["recv", "grant"\]/pictures = ["recv"]/'
only 1
err "'filter' may send caps to endpoint pictures, and nobody who receives there takes one"
err '--> app/app.toml:27:1'
err "help: add \"grant\" to 'pictures' of task 'writer', app/app.toml:18"

change 'grant where it is taken, not where it is given' \
	's/^frames = \["send", "grant"\]/frames = ["send"]/'
only 1
err "'filter' may take caps from endpoint frames, and nobody who sends there gives one"
err "help: add \"grant\" to 'frames' of task 'camera', app/app.toml:34"

change 'nobody at the other end of either' 's/"pictures"\]/"pictures", "other"]/
	s/^pictures = \(\["recv", "grant"\]\)/pictures = { object = "other", rights = \1 }/'
only 2
err "'writer' may take caps from endpoint other, and nobody"
err 'help: no task has send there'
err 'help: no task has recv there'

change 'grant, where grant-reply at the other end is enough for answers' \
	's/^pictures = \["recv", "grant"\]/pictures = ["recv", "grant-reply"]/'
only 1
err "'filter' may send caps to endpoint pictures"
err 'help: answers may bring caps: for that, grant-reply is enough'

change 'answers that bring caps to nobody' \
	's/^pictures = \["recv", "grant"\]/pictures = ["recv", "grant-reply"]/
	 s/^pictures = \["send", "grant"\]/pictures = ["send"]/'
only 1
err "'writer' may put caps into answers at endpoint pictures, and nobody who sends there takes one"
err "add \"grant-reply\" to 'pictures' of task 'filter'"

change 'answers that nobody puts caps into' \
	's/^pictures = \["recv", "grant"\]/pictures = ["recv"]/
	 s/^pictures = \["send", "grant"\]/pictures = ["send", "grant-reply"]/'
only 1
err "'filter' may take caps out of answers at endpoint pictures, and nobody who receives there puts one in"

change 'answers alone, at both ends' \
	's/^pictures = \["recv", "grant"\]/pictures = ["recv", "grant-reply"]/
	 s/^pictures = \["send", "grant"\]/pictures = ["send", "grant-reply"]/'
no 'warning'

change 'memory, and nobody has a window' \
	's/^slots = 1.*/slots = 1\nwindows = 0/'
only 1
err "region page can never leave 'camera': writer and filter have no window"
err '--> app/app.toml:37:1'

change 'memory, and one of two has a window' \
	'0,/^slots = 1/s/^slots = 1.*/slots = 1\nwindows = 0/'
no 'warning'

change 'memory of nobody' '0,/^\[\[tasks/s/^\[\[tasks\]\]/[[memory]]\nname = "spare"\nsize = 64\n&/'
only 1
err 'no task has a cap to region spare'
err '--> app/app.toml:13:8'

change 'threads that nobody may start so high' \
	'$a work = ["control"]\n[[pools]]\nname = "work"\nthreads = 1\npriority = 11'
only 1
err 'no thread of pool work can be started with more than priority 10'
err "or more in 'camera'"

change 'threads that somebody may' \
	'$a work = ["control"]\n[[tasks.threads]]\nname = "high"\nentry = "main"\npriority = 11\n[[pools]]\nname = "work"\nthreads = 1\npriority = 11'
no 'warning'

begin 'a name that app.toml does not give'
sed 's/^pictures = \["recv", "grant"\]//; s/^page = .*//; s/^slots = 1.*//' whole.toml >app/app.toml
k5 build app
is 1
err "help: task 'writer' has no cap 'pictures': give it one in its [tasks.caps]"
err "help: task 'writer' has no 'reply': a reply is for each thread of a task with recv or listen"
err "help: task 'writer' has no empty slots: write slots = 1 or more in its [[tasks]]"
err "help: task 'camera' has no region by that name at boot"
[ "$(sort <<<"$err" | grep '^help:' | uniq -d)" = '' ] || wrong 'a hint is told twice'

begin 'a name that app.toml has nothing to do with'
cp whole.toml app/app.toml
sed -i 's/^{/{ no_such_name = 1;/' app/writer/main.c
k5 build app
is 1
err "'no_such_name' undeclared"
no 'help: '
