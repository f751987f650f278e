# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 sched: the table of an app whose deadlines hold, each reason for having no
# bound, the exit codes, the picture, and what k5 build says of it. Nothing is
# compiled but for the last.

cp -r "$here/sched" plant

# The app with some lines changed by sed, in `changed`.
change() {
	rm -rf changed
	cp -r plant changed
	sed -i "$1" changed/app.toml
	! cmp -s plant/app.toml changed/app.toml || wrong "no change: $1"
}

begin 'sched: a table in order of priority'
k5 sched plant
is 0
out <<'END'
prio  thread         budget    period   share     work    every    response  deadline
  20  loop             1000     18000    5.6%      300    20000       591.0      1500  met, 909.0 left
  12  net              6000     30000   20.0%      800   200000    118204.9    200000  met, 81795.1 left
  12  store            1000    100000    1.0%      300        -           -         -  passive: its budget is for its start-up
   4  ui               8000     40000   20.0%      900   500000    175284.4    500000  met, 324715.6 left
   2  loop/watch        500     50000    1.0%        -        -     17790.3         -

reserved: 47.6% of the time: priority 20 5.6%, priority 12 21.0%, priority 4 20.0%, priority 2 1.0%
the kernel's for refills, four in each period of a budget: at most 0.6% of the time
kernel: 48.0 us a path, 11.1 us a timer or interrupt: 959 and 221 instructions counted in QEMU,
  at one instruction a cycle of 20 MHz; not the latency of hardware; an interrupt for each byte of the log
believed: work and every of the thread itself, work of the servers it calls, each once a
  job; of all others only that the kernel holds them to their budgets. After start-up.
END

begin 'sched: without the kernel'"'"'s time, by hand'
# net: its own 0.8 ms, 7 x 1 of loop, 2 x 1 of store's start-up, 3 x 8 of ui, and
# twice the 40 in which ui may be out of time in the store. ui: 0.9, 10 x 1, 2 x 1,
# 6 x 6 of net, and 2 x 30 of net, which may come first and once more.
k5 sched plant --kernel-cost 0
is 0
for row in "loop 300.0" "net 113800.0" "ui 168900.0" "loop/watch 16500.0"; do
	read -r thread response <<<"$row"
	grep -q " $thread .* $response " <<<"$out" || wrong "$row"
done

begin 'sched: JSON'
k5 sched plant --json
is 0
[ "$(grep -c '^{"v":1,"thread":' <<<"$out")" = 5 ] || wrong 'five threads'
[ "$(grep -c '^{"v":1,"priority":' <<<"$out")" = 4 ] || wrong 'four priorities'
has '"thread":"net","priority":12,"passive":false,"budget":6000,"period":30000,"work":800,"every":200000,"deadline":200000,"calls":["store"],"response":'
has '"deadlines":3,"missed":0,"kernel":{"source":"measured","path":959,"tick":221,"hz":20000000}}'
[ "$(grep -vc '^{.*}$' <<<"$out")" = 0 ] || wrong 'a line is no object'

begin 'sched: a deadline that is missed ends with 4'
change 's/^deadline = 1500/deadline = 400/'
k5 sched changed
is 4
has 'MISSED by '
k5 sched changed --kernel-cost 200
has 'MISSED by 120.0'
has "loop: of these 520.0 us are 300.0 its own work, 0.0 for others, 220.0 the kernel's and 0.0 while others hold its servers"
has "the kernel's for refills, four in each period of a budget: at most 0.6% of the time"
k5 sched changed --kernel-cost 0
no 'loop: of these'
no "the kernel's for refills"
k5 sched changed --json
is 4
has '"met":false'

begin 'sched: a board that nobody measured'
k5 sched plant -b stm32l552-nucleo
is 0
has 'kernel: nobody measured stm32l552-nucleo'
k5 sched plant -b stm32l552-nucleo --kernel-cost 500 --json
has '"source":"given","path":500,"tick":500'

# One change each, and what is then said of net.
reason() { # SED WORDS
	begin "sched: $2"
	change "$1"
	k5 sched changed
	has "net: $2"
}
reason '0,/^passive/{/^passive/d}' "may wait for 'store', which answers on time"
reason '0,/^work = 300$/!{s/^work = 300$//}' "'store' states no work"
reason 's/^budget = 1000/budget = 18000/' "'loop' can run at its priority or above"
reason 's/^work = 800/work = 5900/' 'its work, and '
reason 's/^every = 200000/every = 60000/' 'a job may take '
has 'net: of these '
has ' while others hold its servers'
reason '/"ui"/,$s/^priority = 4/priority = 13/; $a [[tasks]]\nname = "third"\nsource = "src"\npriority = 15\nbudget = 100\nperiod = 9000\ncaps.store = ["send"]' "'third' and 'ui' are of higher priority"
reason 's/^budget = 1000/budget = 17000/' 'the threads at its priority and above'
reason 's/^every = 200000/every = 30000/; s/^store = \["send"\]$//; s/^budget = 6000/budget = 2000/' 'its budget may not be back at the next job'

# What hostile tasks can do beside a job whose deadline holds: the app, with `$1`
# as what is there besides, in `attack`.
attack() { # TOML
	mkdir -p attack
	cp -r plant/src attack
	cat >attack/app.toml - <<END
name = "attack"
board = "mps2-an505"
$1
END
}
victim='[[tasks]]
name = "victim"
source = "src"
priority = 15
budget = 4000
period = 5000
work = 1000
every = 10000
deadline = 10000'
task() { # NAME PRIORITY LINES: slices, unless the lines say otherwise
	printf '[[tasks]]\nname = "%s"\nsource = "src"\npriority = %s\n%s\n' "$@"
}
missed() { # WORDS
	k5 sched attack
	is 4
	has "victim: $1"
}
slow=$(task slow 6 $'budget = 100\nperiod = 10000\n[tasks.caps]\nask = ["recv"]')
pass=$(task pass 20 $'passive = true\n[tasks.caps]\nserve = ["recv"]')

begin 'sched: whoever waits for somebody still calls whom it likes, in any order'
for caps in $'serve = ["send"]\nask = ["send"]' $'ask = ["send"]\nserve = ["send"]'; do
	attack "endpoints = [\"ask\", \"serve\"]
$victim
$slow
$pass
$(task evil 5 $'[tasks.caps]\n'"$caps")"
	missed "'evil' can run at its priority or above in 'pass', and is never out of time"
	has "evil: may wait for 'slow', which answers on time of its own"
done

begin 'sched: two passive threads at an endpoint are called both'
attack "endpoints = [\"serve\"]
$victim
$(task pass 6 $'budget = 100\nperiod = 10000\n[tasks.caps]\nserve = ["recv"]
[[tasks.threads]]\nname = "two"\npriority = 20\npassive = true
[[tasks.threads]]\nname = "three"\npriority = 20\npassive = true')
$(task evil 5 $'[tasks.caps]\nserve = ["send"]')"
missed "'evil' can run at its priority or above in 'pass/two', and is never"
sed -i '/^budget = 100/d; s/^period = 10000/passive = true/' attack/app.toml
sed -i '/"evil"/,$s/^priority.*/&\nbudget = 100\nperiod = 10000/' attack/app.toml
k5 sched attack --json
is 0
has '"thread":"evil","priority":5,"passive":false,"budget":100,"period":10000,"calls":["pass","pass/two","pass/three"],"why":"several passive'

begin 'sched: a server is held by whoever calls it, and waits elsewhere as well'
attack "endpoints = [\"ask\", \"serve\"]
${victim//0000/000000}
[tasks.caps]
serve = [\"send\"]
$slow
${pass/passive/work = 200$'\n'passive}
$(task evil 5 $'budget = 5000\nperiod = 50000\n[tasks.caps]\nask = ["send"]\nserve = ["send"]')"
k5 sched attack --json --kernel-cost 0
is 0
before=$out
sed -i 's/^ask = \["send"\]$//' attack/app.toml
k5 sched attack --json --kernel-cost 0
[ "$(grep '"victim"' <<<"$out")" = "$(grep '"victim"' <<<"$before")" ] ||
	wrong 'another answer if evil may wait elsewhere'
has '"held":100000'

begin 'sched: an endpoint out of a pool leads to a passive thread'
attack "endpoints = [\"front\"]
[[pools]]
name = \"stuff\"
endpoints = 1
$victim
$(task evil 5 $'slots = 4\n[tasks.caps]\nstuff = ["control"]
front = ["recv"]
[[tasks.threads]]\nname = "pass"\npriority = 20\npassive = true')"
missed "'evil' can run at its priority or above in 'evil/pass' by a cap that may come to it at run time, and is never"
sed -i 's/^endpoints = 1/notifications = 1/' attack/app.toml
k5 sched attack
is 0

begin 'sched: a cap that travels leads to a passive thread'
attack "endpoints = [\"serve\", \"front\"]
$victim
$pass
$(task friend 6 $'budget = 100\nperiod = 10000\n[tasks.caps]\nserve = ["send"]\nfront = ["send", "grant"]')
$(task evil 5 $'slots = 2\n[tasks.caps]\nfront = ["recv", "grant"]')"
missed "'evil' can run at its priority or above in 'pass' by a cap that may come to it at run time, and is never"
sed -i 's/, "grant"//' attack/app.toml
k5 sched attack
is 0

begin 'sched: no order among equals if their time is another'"'"'s'
attack "$victim
$(task evil 15 $'budget = 1000\n[tasks.caps]\nother = { time = "evil/second", rights = ["control"] }
[[tasks.threads]]\nname = "second"\npriority = 15\nbudget = 1000')"
missed "'evil' has slices at its priority, and may go first again and again: others have control of the time of 'evil/second' (k5_yield_to)"
sed -i 's/rights = \["control"\]/rights = ["read"]/' attack/app.toml
k5 sched attack
is 0
attack "$victim
$(task evil 15 $'budget = 1000\n[tasks.caps]\nme = { time = "evil", rights = ["control"] }')"
k5 sched attack
is 0

begin 'sched: whose client'"'"'s time may be set, that server may stand still'
attack "endpoints = [\"serve\"]
${victim//0000/000000}
[tasks.caps]
serve = [\"send\"]
me = { time = \"victim\", rights = [\"control\"] }
${pass/passive/work = 200$'\n'passive}
$(task evil 5 $'budget = 5000\nperiod = 50000\n[tasks.caps]\nserve = ["send"]\nme = { time = "evil", rights = ["control"] }')"
missed "'evil' may hold 'pass' for ever: somebody has control of its time (k5_configure)"
sed -i '/^me = .*"evil"/d' attack/app.toml
k5 sched attack --kernel-cost 0
is 0
no 'victim: '

begin 'sched: a client with too little time for a request, and not the others'
attack "endpoints = [\"serve\"]
${victim//0000/000000}
[tasks.caps]
serve = [\"send\"]
${pass/passive/work = 1700$'\n'passive}
$(task little 5 $'budget = 100\nperiod = 50000\n[tasks.caps]\nserve = ["send"]')"
k5 sched attack --kernel-cost 0
is 4
has "victim: 'little' may hold 'pass' too long: its budget is too little for a request there and for the kernel's time meanwhile, even 16 times"
sed -i 's/^work = 1700/work = 1600/' attack/app.toml
k5 sched attack --kernel-cost 0
no "may hold 'pass'"

begin 'sched: overload'
change 's/^budget = 6000/budget = 29000/'
k5 sched changed
is 4
has 'OVERLOAD: more is reserved than there is'

begin 'sched: a picture'
k5 sched plant --svg plant.svg --window 40000
is 0
[[ $(head -c 100 plant.svg) == '<svg xmlns="http://www.w3.org/2000/svg"'* ]] ||
	wrong 'no picture'
[[ $(tail -n 1 plant.svg) == '</svg>' ]] || wrong 'half a picture'
[ "$(grep -c 'class="m"' plant.svg)" = 5 ] || wrong 'five releases'
grep -q '>loop/watch, 2</text>' plant.svg || wrong 'a name'
grep -qv '[^ -~]' plant.svg || wrong 'not plain text'
k5 sched plant --svg "$work"
is 1
err 'error[K5-E0306]: cannot write'

begin 'sched: bad input'
k5 sched nowhere
is 2
err 'error[K5-E0201]'
k5 sched plant --kernel-cost many
is 2
err 'error[K5-E0104]'
k5 sched plant --window
is 2
err 'error[K5-E0103]'
k5 sched plant plant
is 2
err 'error[K5-E0105]'

begin 'build warns of a deadline, once, and builds'
change 's/^deadline = 1500/deadline = 400/'
k5 build changed
is 0
err "warning[K5-E0240]: 'loop' may miss its deadline: a job may take "
err 'app.toml:14:12'
[ "$(grep -c '^warning' <<<"$err")" = 1 ] || wrong 'one warning'
k5 build changed -q
no 'warning'

begin 'build warns of overload'
change 's/^budget = 6000/budget = 29000/'
k5 build changed
is 0
err 'warning[K5-E0239]: the budgets are '

begin 'build says nothing of a good schedule'
k5 build plant
is 0
no 'warning'

begin 'wakings that a timer and a line allow are told, and whose they are'
k5 sched plant --kernel-cost 100
no 'wakings'
change '/^name = "net"/,/^\[tasks.caps\]/s/^\[tasks.caps\]/&\ntimer = ["control"]/'
k5 sched changed --kernel-cost 100
has "the kernel's for wakings that a task asks for, as often as its budget pays: at most 10.0% of the time for 'net' (timer)"
k5 sched changed --kernel-cost 100 --json
has '"waking_ppm":100000'
change '/^name = "net"/,/^\[tasks.caps\]/s/^\[tasks.caps\]/&\ntimer = ["control"]/; s/^budget = 6000/budget = 28000/'
k5 sched changed --kernel-cost 100
is 4
has "ui: the threads at its priority and above, and the kernel for them, leave it no time; wakings alone may take 46.7% of the time for 'net' (timer)"

begin 'README shows what sched says'
k5 sched plant
lines=0
while IFS= read -r line; do
	has "$line"
	lines=$((lines + 1))
done < <(sed -n '/^## Will it/,/^## /p' "$here/../../README.md" |
	sed -n '/^```text/,/^```$/p' | grep -v '^```')
[ "$lines" -ge 7 ] || wrong 'README shows no table'

begin 'sched: the advice is right'
change 's/^every = 200000/every = 30000/; s/^store = \["send"\]$//; s/^budget = 6000/budget = 2000/'
k5 sched changed
budget=$(sed -n 's/^net: .*a budget of \([0-9]*\) would do.*/\1/p' <<<"$out")
period=$(sed -n 's/^net: .*a period of \([0-9]*\) as well$/\1/p' <<<"$out")
is 4
cp changed/app.toml advised
sed -i "s/^budget = 2000/budget = ${budget:-0}/" changed/app.toml
k5 sched changed
is 0
sed "/^name = \"net\"/,/^work/s/^period = .*/period = ${period:-0}/" advised \
	>changed/app.toml
k5 sched changed
is 0

begin 'sched: a picture of hours ends, and says what is not in it'
k5 sched plant --svg long.svg --window 2000000000
is 0
grep -q 'more than can be drawn' long.svg || wrong 'says nothing'
[ "$(wc -c <long.svg)" -lt 5000000 ] || wrong 'too long'
