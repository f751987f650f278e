# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 caps: what it says of an app with one of everything (../caps), that it
# reads the image on every board, and that it sees a table of the image that is
# not what app.toml says.

cp -r "$here/caps" app

begin 'caps'
k5 caps app
is 0
diff "$here/caps/expected" <(sed 's/[0-9]* bytes at 0x[0-9a-f]*$/BYTES/' \
	<<<"$out") >differs || wrong "$(<differs)"

begin 'caps as JSON'
k5 caps app --json
is 0
grep -qv '^{"v":1,"type":".*}$' <<<"$out" && wrong 'a line is no object'
has '{"v":1,"type":"app","app":"caps","board":"mps2-an505","image":true}'
has '"from":"radio","kind":"endpoint","to":"keys","as":"ask","rights":["send"],"badge":1,"line":25}'
has '"by":"irq","from":"line","kind":"notification","to":"wire","as":"line","rights":["signal"],"badge":4,"line":10}'
has '"kind":"window","to":"uart1","as":"uart1","rights":["read","write"],"base":1075843072,"size":4096,"line":20}'
has '"from":"led","kind":"pool","to":"quota","as":"quota","rights":["control"],"badge":0,"endpoints":2,"notifications":0,"replies":1,"threads":0,"line":53}'
[ "$(grep -c '"type":"thread"' <<<"$out")" = 5 ] || wrong 'five threads'

begin 'why: a way over a third task'
k5 caps app --why radio vault
is 0
out <<'END'
radio reaches vault in 4 steps:

  radio --send, badge 1--> endpoint keys
    app/app.toml:25  ask = { object = "keys", rights = ["send"], badge = 1 }
  endpoint keys --recv--> broker
    app/app.toml:32  keys = ["recv"]
  broker --send, badge 2--> endpoint store
    app/app.toml:33  store = { rights = ["send"], badge = 2 }
  endpoint store --recv--> vault
    app/app.toml:44  store = ["recv"]
END

begin 'why: an interrupt, and a port that may be connected'
k5 caps app --why irq:line led
is 0
has 'irq line --signal 0x4--> notification wire'
has 'radio --connect--> port blink'
has 'in 4 steps'

begin 'why: the device, and memory'
k5 caps --why radio uart1 app
is 0
has 'radio --read, write--> window uart1'
k5 caps app --why broker vault.ram
is 0
has 'vault --read, write--> memory vault.ram'

begin 'why as JSON'
k5 caps app --json --why led port:blink
is 0
out <<'END'
{"v":1,"type":"step","by":"task","from":"led","kind":"port","to":"blink","arrow":"listen","file":"app/app.toml","line":51}
END

begin 'why: none, but an answer'
k5 caps app --why vault radio
is 4
out </dev/null
err 'K5-E0602]: vault does not reach radio'
err 'only an answer could: vault --answers on endpoint store--> broker'

begin 'why: none at all'
k5 caps app --why uart1 vault.code
is 0
k5 caps app --why system radio
is 4
err 'system does not reach radio'
no 'answer'

begin 'why: names'
k5 caps app --why radoi vault
is 2
err "K5-E0603]: there is no task or object 'radoi'"
err "did you mean 'radio'?"
k5 caps app --why radio port:keys
is 2
err 'port:keys'
k5 caps app --why radio
is 2
err 'K5-E0103]: --why needs its A B'

begin 'why: a name of two things'
cp -r app twice
sed -i 's/"wire"/"led"/; s/^wire =/led =/' twice/app.toml
k5 caps twice --why radio led
is 2
err "'led' is the name of 2 things"
err 'say which: task:led and notification:led'
k5 caps twice --why radio task:led
is 0

begin 'svg'
if command -v dot >/dev/null; then
	k5 caps app --svg caps.svg
	is 0
	[ "$(grep -c '<g id="node' caps.svg)" = 13 ] || wrong 'thirteen nodes'
	[ "$(grep -c '<g id="edge' caps.svg)" = 14 ] || wrong 'fourteen edges'
	grep -q '>send 2</text>' caps.svg || wrong 'no badge'
	grep -q '<image\|<script\|href="http' caps.svg && wrong 'needs others'
	k5 caps app --svg none/caps.svg
	is 1
	err 'K5-E0615'
fi
mkdir bin
for tool in ninja arm-none-eabi-gcc; do
	ln -s "$(command -v "$tool")" bin/
done
PATH=$work/bin k5 caps app --svg caps.svg
is 5
err 'apt install graphviz'

begin 'svg: two caps that say the same are one arrow'
if command -v dot >/dev/null; then
	cp -r app alike
	sed -i '/^ask = /a also = { object = "keys", rights = ["send"], badge = 1 }' \
		alike/app.toml
	k5 caps alike --svg alike.svg
	is 0
	[ "$(grep -c '<g id="edge' alike.svg)" = 14 ] || wrong 'not 14 edges'
fi

begin 'caps without a build that works'
cp -r app broken
echo 'int' >>broken/led/main.c
k5 caps broken
is 1

begin 'caps of a bad app.toml'
sed -i 's/"wait"/"wiat"/' broken/app.toml
k5 caps broken
is 2
err 'K5-E0219'

examples=$here/../../examples

begin 'the image agrees on every board, of every example'
for board in $("$K5" internal-list boards); do
	for app in "$examples"/*/; do
		only=$(sed -n "s/^boards = //p" "$app/app.toml")
		[[ -z $only || $only == *"\"$board\""* ]] || continue
		k5 audit "$app" -b "$board"
		is 0
		has 'rules hold'
	done
done
k5 audit "$examples/ping-pong" --release
is 0
cp -r app fast
printf '[kernel]\nsizes = { flash = 0x8000 }\n' >>fast/app.toml
k5 audit fast -O2
is 0
k5 audit "$here/../bench"
no 'K5-E0601'

image=app/build/mps2-an505/caps.elf

# The offset of an object in the image's file.
offset() {
	arm-none-eabi-readelf -SsW "$image" |
		awk -v name="kernel.$1" '
		function number(hex,    i, n) {
			for (i = 1; i <= length(hex); i++)
				n = 16 * n + index("0123456789abcdef",
					substr(hex, i, 1)) - 1
			return n
		}
		/ kernel\.text / {
			sub(/^ *\[[^]]*\]/, "")
			at = number($3)
			file = number($4)
		}
		$8 == name { print number($2) - at + file }'
}

# seed SYMBOL BYTE VALUE: one byte of the image is another.
seed() {
	# shellcheck disable=SC2059
	printf "\\x$3" | dd of="$image" bs=1 conv=notrunc \
		seek=$(($(offset "$1") + $2)) 2>/dev/null
}

unseed() {
	cp good.elf "$image"
}

# What a row of the tables is, kernel/app.h says: 12 bytes of a cap are its
# badge, slot, type, rights and object; a region's are base, size and rights.
cp "$image" good.elf
while read -r symbol byte value said; do
	begin "an image that disagrees: $symbol, byte $byte"
	seed "$symbol" "$byte" "$value"
	k5 caps app
	is 4
	out </dev/null
	err K5-E0601
	err "$said"
	unseed
	k5 caps app
	is 0
done <<'END'
caps 7 0c the image gives 'wire' of task 'radio' the rights 0xc
caps 0 09 the image gives 'wire' of task 'radio' the badge 0x9
caps 4 01 the image gives 'wire' of task 'radio' the slot 0x1
caps 6 01 the image gives 'wire' of task 'radio' the type 0x1
caps 8 01 the image gives 'wire' of task 'radio' the object 0x1
irqs 0 05 the image gives irq 'line' the bits 0x5
irqs 4 23 the image gives irq 'line' the line 0x23
ports 0 63 the image calls port 'blink' 'clink'
ports 16 01 the image gives port 'blink' the endpoint 0x1
pools 0 05 the image has another pool 'quota'
pools 1 04 the image has another pool 'quota'
pools 4 00 the image has another pool 'quota'
scs 0 00 the image gives thread 'radio' the budget
tasks 18 07 the image gives task 'radio' the slots 0x7
tasks 20 07 the image gives task 'radio' the region_count 0x7
regions_0 27 41 the image gives window 'uart1' of task 'radio' the base 0x41201000
regions_0 29 20 the image gives window 'uart1' of task 'radio' the size 0x2000
END

begin 'an image with memory that is writable and executable'
seed regions_0 8 07
k5 audit app
is 4
err 'K5-E0608]: radio may write and execute memory radio.code'
unseed

begin 'an image where two tasks share bytes'
seed regions_1 12 00
seed regions_1 13 20
k5 audit app
is 4
err 'K5-E0608]: memory radio.ram and memory broker.ram share bytes'
k5 caps app --why led.ram radio
is 4
k5 caps app --why broker radio
is 0
has 'broker --read, write--> memory broker.ram'
has 'memory broker.ram --same bytes--> memory radio.ram'
unseed

begin 'what README shows is what it says'
k5 -C "$here/../.." caps examples/ping-pong --why client server
is 0
[[ $(<"$here/../../README.md") == *"$out"* ]] || wrong 'README is old'

begin 'an image where a task has bytes of the kernel'
seed regions_0 13 1f
k5 audit app
is 4
err "K5-E0608]: memory radio.ram has bytes of the kernel's RAM"
unseed

# --- memory that tasks share --------------------------------------------

cp -r "$here/../../examples/channel" shared
rm -rf shared/build

begin 'caps show it, and why goes through it'
sed -i "/^samples = /d; /^again = /d; /^notifications/d" shared/app.toml
sed -i '/^name = "logger"/,$ s/"read", "write"/"read"/' shared/app.toml
for task in sensor logger; do
	rm shared/$task/*
	printf '#include <k5/k5.h>\nint main(void) { return K5_SHARED_RING[0]; }\n' \
		>shared/$task/main.c
done
k5 caps shared --why sensor logger
is 0
has "sensor --read, write--> shared ring"
has 'shared ring --read--> logger'

begin 'who only reads shared memory reaches nobody by it'
k5 caps shared --why logger sensor
is 4

begin 'a build differs from itself in no shared memory'
k5 caps shared --json
is 0
has '"kind":"shared","to":"ring","as":"ring","rights":["read"],"base"'
echo "$out" >shared.json
k5 audit shared --diff shared.json
is 0

# --- memory that travels --------------------------------------------------

cp -r "$here/../../examples/zero-copy" travels
rm -rf travels/build

begin 'caps show whose memory it is and through what it may go'
k5 caps travels
is 0
has 'frames            send, grant        -> filter'
has 'pictures          recv, grant        <- filter'
has 'region        page              read, write        4096 bytes at 0x'
[ "$(grep -c '  region  ' <<<"$out")" = 1 ] || wrong 'a region has one owner'
[ "$(grep -c '^  slots         1  ' <<<"$out")" = 2 ] ||
	wrong 'two tasks have a slot for it'
k5 caps travels --json
is 0
has '"from":"camera","kind":"region","to":"page","as":"page","rights":["read","write"],"base"'
echo "$out" >travels.json

begin 'why: memory is its owner'\''s; others get it with messages'
k5 caps travels --why camera region:page
is 0
has 'camera --read, write--> region page'
has 'page = ["read", "write"]'
k5 caps travels --why page camera
is 0
has 'region page --read, write--> camera'
k5 caps travels --why writer page
is 4
err 'filter --answers on endpoint frames--> camera --read, write--> region page'
out <<'END'
app.toml gives writer no way to region page; at run time there may be one:

  camera may lend region page (read, write) to filter, through endpoint frames
    travels/app.toml:35  page = ["read", "write"]        # its own, and no grant: it is lent, never given
    travels/app.toml:34  frames = ["send", "grant"]      # memory may travel this way
    travels/app.toml:26  frames = ["recv", "grant"]
  filter may lend region page (read, write) to writer, through endpoint pictures
    travels/app.toml:35  page = ["read", "write"]        # its own, and no grant: it is lent, never given
    travels/app.toml:27  pictures = ["send", "grant"]
    travels/app.toml:18  pictures = ["recv", "grant"]
  writer --read, write--> region page
    travels/app.toml:35  page = ["read", "write"]        # its own, and no grant: it is lent, never given
END

begin 'why: what may come at run time, as JSON'
k5 caps travels --json --why filter page
is 4
out <<'END'
{"v":1,"type":"given","how":"loan","from":"camera","to":"filter","kind":"region","object":"page","rights":["read","write"],"file":"travels/app.toml","line":35,"through":"frames"}
{"v":1,"type":"may","by":"task","from":"filter","kind":"region","to":"page","arrow":"read, write","file":"travels/app.toml","line":35}
END

begin 'why: memory given for good, and through no end without grant'
cp travels/app.toml lends.toml
sed -i 's/^page = .*/page = ["read", "write", "grant"]/' travels/app.toml
k5 caps travels --why filter page
is 4
has 'camera may give region page (grant, read, write) to filter, through endpoint frames'
sed -i 's/^frames = \["send", "grant"\]/frames = ["send"]/' travels/app.toml
k5 caps travels --why filter page
is 4
out </dev/null
err 'help: only an answer could: filter --answers on endpoint frames--> camera'
k5 caps travels --why system camera
is 4
err 'help: what travels through endpoint pictures does not change that'
cp lends.toml travels/app.toml

begin 'why: a copy of a cap, both with a call and with its answer'
cp -r app gifts
k5 caps gifts --why vault led
is 4
out </dev/null
err 'help: only an answer could: vault --answers on endpoint store--> broker --signal'
k5 caps gifts --why system led
is 4
err 'help: nothing travels either: no endpoint has grant at both ends'
sed -i 's/^store = { rights = \["send"\]/store = { rights = ["send", "grant"]/
	s/^store = \["recv"\]/store = ["recv", "grant"]/' gifts/app.toml
k5 caps gifts --why vault led
is 4
has 'broker may give notification tick (signal) to vault, through endpoint store'
has 'vault --signal--> notification tick'
has 'notification tick --wait--> led'
err 'help: as app.toml has it only an answer could: vault --answers'
sed -i '/^wire = \["wait"\]/d; s/^system = .*/&\nwire = ["wait"]/' gifts/app.toml
k5 caps gifts --why irq:line broker
is 4
has 'vault may give notification wire (wait) to broker, through endpoint store'
has 'irq line --signal 0x4--> notification wire'
has 'notification wire --wait--> broker'

begin 'why: grant-reply lets a cap in with an answer, and none out'
cp -r app replies
sed -i 's/^store = { rights = \["send"\]/store = { rights = ["send", "grant-reply"]/
	s/^store = \["recv"\]/store = ["recv", "grant-reply"]/' replies/app.toml
k5 caps replies --why vault led
is 4
out </dev/null
sed -i '/^wire = \["wait"\]/d; s/^system = .*/&\nwire = ["wait"]/' replies/app.toml
k5 caps replies --why irq:line broker
is 4
has 'vault may give notification wire (wait) to broker, through endpoint store'
has 'store = ["recv", "grant-reply"]'
sed -i 's/"recv", "grant-reply"/"recv"/' replies/app.toml
k5 caps replies --why irq:line broker
is 4
out </dev/null
err 'help: only an answer could: irq line --signal 0x4--> notification wire --wait--> vault'

begin 'why: an object out of a pool'
k5 caps "$here/../../examples/quota" --why glutton worker
is 4
has 'glutton may make endpoint out of feast (send, recv)'
has 'glutton may give endpoint out of feast (send, recv) to worker, through endpoint lane'
has 'glutton --send--> endpoint out of feast'
has 'endpoint out of feast --recv--> worker'
k5 caps "$here/../../examples/quota" --why glutton worker --json
is 4
has '{"v":1,"type":"given","how":"made","from":"feast","to":"glutton","kind":"endpoint","object":"out of feast"'
k5 caps travels --why camera writer
is 0
has 'pictures = ["send", "grant"]'

begin 'audit: memory that travels breaks no rule'
k5 audit travels
is 0
has 'zero-copy on mps2-an505: all 7 rules hold'
k5 audit travels --diff travels.json
is 0
out <<'END'
zero-copy on mps2-an505: all 7 rules hold
no grant and no quota differs from travels.json
END

begin 'audit: a larger page is more'
cp travels/app.toml small.toml
sed -i 's/^size = 4096/size = 8192/' travels/app.toml
k5 audit travels --diff travels.json
is 4
has '+ region page: bytes 8192, was 4096 (travels/app.toml:9)'
err 'zero-copy has 1 larger quota than travels.json'
cp small.toml travels/app.toml

begin 'audit: a policy about memory'
cat >page.toml <<'END'
[[only]]
object = "page"
tasks = ["camera"]
END
k5 audit travels --policy page.toml
is 0
sed -i 's/"camera"/"filter"/' page.toml
k5 audit travels --policy page.toml
is 4
err 'camera'
err 'page.toml:1'

begin 'audit: to give it for good is more than to lend it'
cp travels/app.toml lends.toml
sed -i 's/^page = .*/page = ["read", "write", "grant"]/' travels/app.toml
k5 audit travels --diff travels.json
is 4
has '+ camera: grant, region page (travels/app.toml:35)'
err 'K5-E0613'
cp lends.toml travels/app.toml

begin 'two owners of one region'
sed -i 's/^pictures = \["recv", "grant"\]/&\npage = ["read"]/' travels/app.toml
k5 caps travels
is 2
err "K5-E0245]: two caps to the region 'page'"
cp lends.toml travels/app.toml

# A region's row is its base, size and rights; its cap is the camera's second.
k5 build travels
image=travels/build/mps2-an505/zero-copy.elf
cp "$image" good.elf
while read -r symbol byte value said; do
	begin "an image whose region is another: $symbol, byte $byte"
	seed "$symbol" "$byte" "$value"
	k5 audit travels
	is 4
	err "$said"
	unseed
	k5 audit travels
	is 0
done <<'END'
memory 1 20 K5-E0608]: region page and memory writer.ram share bytes
memory 5 20 K5-E0601]: the image gives region 'page' the size 0x2000
caps 79 83 K5-E0601]: the image gives 'page' of task 'camera' the rights 0x83
caps 80 01 K5-E0601]: the image gives 'page' of task 'camera' the object 0x1
END
