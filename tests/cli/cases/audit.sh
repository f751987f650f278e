# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 audit: K5's own rules, each broken on purpose; the rules of a policy, kept
# and broken; what a policy may not say; and what --diff finds.

cp -r "$here/caps" app
cp app/app.toml whole.toml
k5 build app

# change NAME EXPRESSION: the app after a change of one line, or two.
change() {
	begin "$1"
	sed "$2" whole.toml >app/app.toml
	cmp -s whole.toml app/app.toml && wrong 'nothing changed'
}

# A policy of the lines on standard input.
policy() {
	cat >p.toml
	k5 audit app --policy p.toml
}

begin 'all hold'
k5 audit app
is 0
out <<<'caps on mps2-an505: all 7 rules hold'
k5 audit app --json
out <<<'{"v":1,"type":"audit","app":"caps","board":"mps2-an505","rules":7,"broken":0}'

change 'own: nobody receives' 's/^keys = .*//'
k5 audit app
is 4
out <<<'caps on mps2-an505: 1 of 7 rules are broken'
err "K5-E0607]: radio may send through endpoint keys, and nobody is at the other end"
err '--> app/app.toml:25:1'
err "rule: K5's own, 'ends': "

change 'own: nobody sends' 's/^tick = \["signal"\]//'
k5 audit app
is 4
err 'led may wait through notification tick, and nobody'

change 'own: nobody listens' 's/^blink = \["listen"\]//'
k5 audit app
is 4
err 'radio may connect through port blink, and nobody'

change 'own: nobody at all' 's/"store"\]/"store", "spare"]/'
k5 audit app
is 4
err 'nobody holds endpoint spare'
err '--> app/app.toml:5:31'

change 'own: clients alike' '/^tick = \["wait"\]/a keys = { rights = ["send"], badge = 1 }'
k5 audit app
is 4
err 'K5-E0611]: who receives from endpoint keys cannot tell led from radio'
err '^^^^ badge 1, as in line 25'

change 'own: clients apart' '/^tick = \["wait"\]/a keys = { rights = ["send"], badge = 2 }'
k5 audit app
is 0

change 'own: a line of nobody' '/^line = \["control"\]/d'
k5 audit app
is 4
err 'K5-E0609]: nobody controls irq line: it stays masked'
err '--> app/app.toml:10:8'

change 'own: a line of two' '/^tick = \["wait"\]/a line = ["control"]'
k5 audit app
is 4
err 'radio and led both control irq line'

change 'own: a line that its owner never hears' \
	's/^wire = .*//; /^tick = \["wait"\]/a wire = ["wait"]'
k5 audit app
is 4
err 'radio controls irq line and cannot wait for notification wire'

change 'own: two power switches' '/^tick = \["wait"\]/a system = ["control"]'
k5 audit app
is 4
err 'K5-E0612]: vault and led may both end everything'

change 'own: a quota of two' '/^ask = /a quota = ["control"]'
k5 audit app
is 4
err 'K5-E0616]: radio and led use up one pool quota'

change 'own: a quota of nobody' '/^quota = /d'
k5 audit app
is 4
err 'K5-E0616]: nobody makes anything of pool quota'

change 'own: more time than there is' 's/^budget = 1000$/budget = 19000/'
k5 audit app
is 4
err "K5-E0610]: with thread 'tock' the budgets promise 125.0% of the time"
err '--> app/app.toml:36:8'

change 'own: two caps of one task are not two clients' \
	'/^ask = /a again = { object = "keys", rights = ["send"], badge = 1 }'
k5 audit app
is 0

change 'own: a passive thread has time of its own as well' \
	'/^name = "vault"/a budget = 9900\nperiod = 10000'
k5 audit app
is 4
err "K5-E0610]: with thread 'vault' the budgets promise 134.0% of the time"

change 'own: turned off, one by one' 's/^budget = 1000$/budget = 19000/; s/^keys = .*//'
policy <<<'builtin = { ends = false }'
is 4
out <<<'caps on mps2-an505: 1 of 6 rules are broken'
policy <<<'builtin = { ends = false, budgets = false, memory = true }'
is 0
cp whole.toml app/app.toml

begin 'a policy that holds'
k5 audit app --policy app/policy.toml
is 0
out <<<'caps on mps2-an505: all 10 rules hold'

begin 'forbid'
policy <<'END'
[[forbid]]
from = ["radio", "led"]
to = ["vault"]
END
is 4
err 'K5-E0604]: radio reaches vault'
err '--> app/app.toml:25:1'
err 'help: radio --send, badge 1--> endpoint keys --recv--> broker --send, badge 2--> endpoint store --recv--> vault'
err 'rule: p.toml:1:1'
no 'led reaches'

begin 'forbid: what stands between does not count, another way does'
policy <<'END'
[[forbid]]
from = ["radio"]
to = ["led"]
through = ["broker", "keys"]
END
is 4
err 'radio --connect--> port blink --listen--> led'
policy <<'END'
[[forbid]]
from = ["radio"]
to = ["led"]
through = ["broker", "blink"]
END
is 0

begin 'forbid: answers count when told'
policy <<'END'
[[forbid]]
from = ["vault"]
to = ["radio"]
END
is 0
echo 'answers = true' >>p.toml
k5 audit app --policy p.toml
is 4
err 'vault --answers on endpoint store--> broker --answers on endpoint keys--> radio'

begin 'only'
policy <<'END'
[[only]]
object = "store"
rights = ["send"]
tasks = ["radio"]

[[only]]
object = "uart1"
tasks = []
[[only]]
object = "store"
rights = ["recv"]
tasks = ["vault"]
END
is 4
out <<<'caps on mps2-an505: 2 of 10 rules are broken'
err 'K5-E0605]: broker must not hold endpoint store (send)'
err '--> app/app.toml:33:1'
err 'rule: p.toml:1:1'
err 'radio must not hold window uart1 (read, write)'
err 'rule: p.toml:6:1'
no 'p.toml:9'

change 'forbid: who controls a line reaches who waits for it' \
	'/^tick = \["wait"\]/a wire = ["wait"]'
policy <<'END'
[[forbid]]
from = ["radio"]
to = ["led"]
through = ["broker", "blink"]
END
is 4
err 'radio --control--> irq line --signal 0x4--> notification wire --wait--> led'

change 'forbid: two clients of one server do not answer each other' \
	'/^tick = \["wait"\]/a keys = { rights = ["send"], badge = 2 }'
policy <<'END'
[[forbid]]
from = ["led"]
to = ["radio"]
through = ["broker", "blink"]
answers = true
END
is 0
sed -i 's/"broker", //' p.toml
k5 audit app --policy p.toml
is 4
err 'led --send, badge 2--> endpoint keys --recv--> broker --answers on endpoint keys--> radio'

change 'only: of two rights, the one that is meant' 's/^keys = .*/keys = ["recv", "send"]/'
policy <<'END'
[[only]]
object = "keys"
rights = ["send"]
tasks = ["radio"]
END
is 4
err 'broker must not hold endpoint keys (send)'
cp whole.toml app/app.toml

begin 'isolate'
policy <<'END'
[[isolate]]
tasks = ["broker", "vault"]
END
is 4
err 'K5-E0606]: radio reaches broker'
err 'K5-E0606]: broker reaches radio'
err 'help: broker --answers on endpoint keys--> radio'
err 'broker reaches led'
no 'vault reaches'
policy <<'END'
[[isolate]]
tasks = ["broker", "vault"]
through = ["keys"]
END
is 4
err 'broker reaches led'
no 'radio'
policy <<'END'
[[isolate]]
tasks = ["broker", "vault"]
through = ["keys", "led"]
END
is 0
policy <<'END'
[[isolate]]
tasks = ["broker", "vault"]
through = ["radio", "led"]
END
is 0

begin 'broken rules as JSON'
policy <<<'only = [{ object = "system", tasks = [] }]'
k5 audit app --json --policy p.toml
is 4
out <<<'{"v":1,"type":"audit","app":"caps","board":"mps2-an505","rules":8,"broken":1}'
err '"code":"K5-E0605","message":"vault must not hold system (control)","file":"app/app.toml","line":45'
err 'rule: p.toml:1:9"}'

# A policy that cannot be meant, and what is said of it.
while IFS='|' read -r text said; do
	begin "a bad policy: $text"
	policy < <(printf '%b' "$text")
	is 2
	out </dev/null
	err "$said"
	err 'p.toml:'
done <<'END'
[[forbid]]\nfrom = ["radoi"]\nto = ["led"]\n|K5-E0603]: there is no task or object 'radoi'
[[forbid]]\nfrom = ["radio"]\n|K5-E0208]: 'to' is missing in [[forbid]]
[[forbid]]\nfrom = "radio"\nto = ["led"]\n|K5-E0205]: 'from' must be a list of strings
[[frobid]]\n|K5-E0204]: unknown key 'frobid' in p.toml
[[only]]\nobject = "keys"\ntasks = ["keys"]\n|K5-E0603]: endpoint keys is no task
[[only]]\nobject = "kesy"\ntasks = []\n|did you mean 'keys'?
[[only]]\nobject = "keys"\nrights = ["sned"]\ntasks = []\n|did you mean 'send'?
[[isolate]]\ntasks = ["nobody"]\n|K5-E0603]: there is no task 'nobody'
[[isolate]]\ntasks = ["nobody"]\n|help: the app's tasks are radio, broker, vault and led
[[isolate]]\ntasks = ["led"]\nthrough = ["bilnk"]\n|did you mean 'blink'?
[builtin]\nends = "no"\n|K5-E0205]: 'ends' must be true or false
[builtin]\nend = false\n|did you mean 'ends'?
[[only]\n|K5-E0203
END

begin 'no policy file'
k5 audit app --policy none.toml
is 2
err 'K5-E0202'

begin 'diff: the same, as a folder, a file and its JSON'
k5 caps app --json
echo "$out" >now.json
cp -r app before
for ref in before before/app.toml now.json; do
	k5 audit app --diff $ref
	is 0
	out <<END
caps on mps2-an505: all 7 rules hold
no grant and no quota differs from $ref
END
done
k5 audit app --json --diff before
has '{"v":1,"type":"same","ref":"before"}'

change 'diff: more of what there was' \
	's/^slots = 2/slots = 3/; s/^priority = 12/priority = 13/
	 s/^endpoints = 2/endpoints = 4/; s/^replies = 1/threads = 1\npriority = 9/'
for ref in before now.json; do
	k5 audit app --diff $ref
	is 4
	out <<'END'
caps on mps2-an505: all 7 rules hold
+ broker: empty slots 3, was 2 (app/app.toml:29)
+ pool quota: endpoints 4, was 2 (app/app.toml:56)
- pool quota: replies 0, was 1
+ pool quota: threads 1, was 0 (app/app.toml:56)
+ thread led/quota-1: priority 9 (app/app.toml:56)
+ thread radio: priority 13, was 12 (app/app.toml:16)
END
	err "K5-E0613]: caps has 5 larger quotas than $ref"
done
k5 audit app --json --diff before
has '{"v":1,"type":"gained","grant":"broker: empty slots 3, was 2","was":2,"is":3,"line":29}'
has '{"v":1,"type":"lost","grant":"pool quota: replies 0, was 1","was":1,"is":0}'

change 'diff: less of what there was' 's/^slots = 2/slots = 1/; s/^endpoints = 2/endpoints = 1/'
k5 audit app --diff before
is 0
has '- broker: empty slots 1, was 2'
has '- pool quota: endpoints 1, was 2'
no 'differs'

change 'diff: a pool that comes tells its cap, not what is in it' \
	'$a [[pools]]\nname = "other"\nendpoints = 1
	 s/^quota = \["control"\]/&\nother = ["control"]/'
k5 audit app --diff before
is 4
has '+ led: control, pool other'
no 'endpoints 1'
err 'caps has 1 grant more than before'
cp whole.toml app/app.toml

change 'diff: more' 's/^ask = .*/ask = { object = "keys", rights = ["send"], badge = 3 }/; /^tick = \["wait"\]/a store = { rights = ["send"], badge = 9 }'
for ref in before now.json; do
	k5 audit app --diff $ref
	is 4
	out <<'END'
caps on mps2-an505: all 7 rules hold
+ led: send, endpoint store, badge 9 (app/app.toml:53)
- radio: send, endpoint keys, badge 1
+ radio: send, endpoint keys, badge 3 (app/app.toml:25)
END
	err "K5-E0613]: caps has 2 grants more than $ref"
done
k5 audit app --json --diff now.json
is 4
has '{"v":1,"type":"gained","grant":"led: send, endpoint store, badge 9","line":53}'
has '{"v":1,"type":"lost","grant":"radio: send, endpoint keys, badge 1"}'

change 'diff: less, and a rule that breaks' 's/^mmio = .*//; s/^bits = 0x4/bits = 0x6/; s/^keys = .*//'
k5 audit app --diff before
is 4
has '- radio: write, window uart1, 4096 bytes at 0x40201000'
has '- irq line: signal, notification wire, bits 0x4'
has '+ irq line: signal, notification wire, bits 0x6'
err 'K5-E0607'
change 'diff: less alone' 's/^mmio = .*//'
k5 audit app --diff before
is 0
cp whole.toml app/app.toml

begin 'diff: what cannot be compared'
k5 audit app --diff nothing
is 2
err "K5-E0614]: cannot compare with 'nothing': neither a file nor a revision"
echo '{"v":2}' >bad.json
k5 audit app --diff bad.json
is 2
err '--> bad.json:1:1'
: >bad.json
k5 audit app --diff bad.json
is 2
sed 's/"from":"led",//' now.json >bad.json
k5 audit app --diff bad.json
is 2
err 'K5-E0614'
mkdir folder
k5 audit app --diff folder
is 2
err 'K5-E0201'

begin 'diff: a revision'
git init -q repository
cp -r before repository/app
rm -rf repository/app/build
git -C repository add app
git -C repository -c user.name=t -c user.email=t@t commit -qm first
sed -i 's/^ask = .*/ask = { object = "keys", rights = ["send"], badge = 5 }/' \
	repository/app/app.toml
mkdir scratch
TMPDIR=$work/scratch k5 audit repository/app --diff HEAD
is 4
has '+ radio: send, endpoint keys, badge 5 (repository/app/app.toml:25)'
k5 audit repository/app --diff HEAD~1
is 2
err 'neither a file nor a revision'
[ -z "$(ls scratch)" ] || wrong 'something is left behind'
k5 -C repository/app audit --diff HEAD
is 4

begin 'the policy of an example'
k5 audit "$here/../../examples/ping-pong" --policy \
	"$here/../../examples/ping-pong/policy.toml"
is 0
has 'all 9 rules hold'

# --- what may come at run time --------------------------------------------

cp -r "$here/../../examples/zero-copy" lent
rm -rf lent/build

# Against the app whose camera lends a page, which the filter may lend on.
lent_policy() {
	cat >p.toml
	k5 audit lent --policy p.toml "$@"
}

begin 'forbid: by app.toml alone, and -v says so'
lent_policy <<'END'
[[forbid]]
from = ["writer"]
to = ["page"]
END
is 0
no 'run time'
k5 audit lent --policy p.toml -v
is 0
has 'p.toml:1:1: writer does not reach region page by what app.toml gives; at run time it may, and runtime = true forbids that: camera may lend region page'

begin 'forbid: what may come at run time'
echo 'runtime = true' >>p.toml
k5 audit lent --policy p.toml
is 4
err 'K5-E0604]: writer may reach region page at run time'
err '--> lent/app.toml:35:1'
err 'help: camera may lend region page (read, write) to filter, through endpoint frames; filter may lend region page (read, write) to writer, through endpoint pictures; then writer --read, write--> region page'
err 'rule: p.toml:1:1'

begin 'forbid: what is there already is told as that'
sed 's/"writer"/"camera"/' p.toml >q.toml
k5 audit lent --policy q.toml
is 4
err 'K5-E0604]: camera reaches region page'
no 'may reach'

begin 'forbid: nothing that may come opens a way'
sed -i 's/^pictures = \["recv", "grant"\]/pictures = ["recv"]/; s/^pictures = \["send", "grant"\]/pictures = ["send"]/' lent/app.toml
k5 audit lent --policy p.toml -v
is 0
no 'run time'

begin 'only: who may come to hold it'
lent_policy <<'END'
[[only]]
object = "page"
tasks = ["camera"]
END
is 0
echo 'runtime = true' >>p.toml
k5 audit lent --policy p.toml
is 4
err 'K5-E0605]: filter may come to hold region page (read, write)'
err 'help: camera may lend region page (read, write) to filter, through endpoint frames'
no 'writer'
sed -i 's/"camera"\]/"camera", "filter"]/' p.toml
k5 audit lent --policy p.toml
is 0

begin 'forbid: through, of ways that may come; what pools make has no name there'
cp "$here/../../examples/zero-copy/app.toml" lent/app.toml
lent_policy <<'END'
[[forbid]]
from = ["filter"]
to = ["camera"]
runtime = true
END
is 4
err 'filter may reach camera at run time'
echo 'through = ["page", "pictures", "frames"]' >>p.toml
k5 audit lent --policy p.toml
is 0
sed -i '$a work = ["control", "grant"]\n[[pools]]\nname = "work"\nendpoints = 1\nnotifications = 1' lent/app.toml
k5 audit lent --policy p.toml
is 4
err 'then filter --send--> endpoint out of work --recv--> camera'
