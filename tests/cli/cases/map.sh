# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# k5 map: what it says of an app, and that it holds on every board: nothing
# overlaps, sums agree, and every placement either loses less than one region
# behind the other, or as little as the hardware allows at all: each region is
# the smallest there is for its bytes, and nothing lies between them.

examples=$here/../../examples

begin 'map'
k5 map "$examples/ping-pong"
is 0
has 'ram: 2097152 bytes at 0x28000000'
grep -qE '^  0x28000000 +8192 +[0-9]+ +kernel ' <<<"$out" || wrong 'kernel'
grep -qE '^  0x28000[0-9a-f]{3} +512 +its log$' <<<"$out" || wrong 'log'
grep -qE '^  0x[0-9a-f]{8} +1024 +1024 +0 +0.0% +server +#+$' <<<"$out" ||
	wrong 'server'
has ' free'
[ "$(grep -c '^  lost to alignment: ' <<<"$out")" = 2 ] || wrong 'two sums'

begin 'map shows windows'
k5 map "$here/../bench"
has 'window 0x40201000      4096  uart1, of server'

# Reads the objects of one app and board; says what is wrong.
judge() {
	awk -v kind="$1" -v granule="$2" -v lent=" ${3:-} " '
	# The smallest region for so many bytes, by the manuals: v8m and pmp
	# whole granules; v7m one to eight pieces of a power of two from 32 on.
	function smallest(bytes,    piece, best, size) {
		if (kind != "v7m")
			return int((bytes + granule - 1) / granule) * granule
		for (piece = 32; piece < 2 * bytes + 64; piece *= 2) {
			size = int((bytes + piece - 1) / piece) * piece
			if (size <= 8 * piece && (!best || size < best))
				best = size
		}
		return best
	}
	function number(key) {
		if (!match($0, "\"" key "\":[0-9]+"))
			return -1
		return substr($0, RSTART + length(key) + 3,
			RLENGTH - length(key) - 3) + 0
	}
	function word(key) {
		match($0, "\"" key "\":\"[^\"]*")
		return substr($0, RSTART + length(key) + 4,
			RLENGTH - length(key) - 4)
	}
	{ memory = word("memory"); base = number("base"); size = number("size") }
	/"part":"log"/ {
		if (base < low || base + size > low + kernel)
			print "the log lies outside the kernel"
		next
	}
	/"memory":"device"/ { next }
	/"naive":/ {
		if (number("lost") < least)
			print "less than the hardware allows"
		if (number("lost") >= number("naive") && number("lost") > least)
			print "not better than naive, and " least " are possible"
		if (used != number("used"))
			print "used is no sum"
		if (end + number("free") != base + size)
			print "what is free does not begin behind the last"
		sums++
		used = end = least = 0
		next
	}
	{
		if (base < end)
			print "overlap"
		# Memory that is lent lies above all tasks, on its own boundary.
		if (base > end && index(lent, " " word("part") " ") &&
		    base - end < size && base % size == 0)
			least += base - end
		if (number("lost") >= 0) {
			used += number("used")
			least += smallest(number("used")) - number("used")
		}
		else if (low = base)
			kernel = size
		if (size < number("used"))
			print "too small"
		if (base + size > end)
			end = base + size
	}
	END { if (sums != 2) print sums " memories" }'
}

begin 'map on every board, of every example'
for board in $("$K5" internal-list boards); do
	file=$here/../../boards/$board.toml
	kind=$(sed -n 's/^protection = "\(.*\)"/\1/p' "$file")
	granule=$(sed -n 's/^granule = //p' "$file")
	for app in "$examples"/*/; do
		only=$(sed -n "s/^boards = //p" "$app/app.toml")
		[[ -z $only || $only == *"\"$board\""* ]] || continue
		k5 map "$app" --json -b "$board"
		is 0
		lent=$(sed -n '/^\[\[memory/,/^name/s/^name = "\(.*\)"/\1/p' "$app/app.toml")
		bad_here=$(judge "$kind" "$granule" "$lent" <<<"$out")
		[ -z "$bad_here" ] || wrong "$app on $board: $bad_here"
	done
done

begin 'the judge sees bytes too many, and what cannot be'
k5 map "$examples/hello" --json -b mps2-an505
more=$(sed 's/"lost":\([0-9]*\),"naive":/"lost":9\1,"naive":9/' <<<"$out")
[[ $(judge v8m 32 <<<"$more") == *'are possible'* ]] || wrong 'more'
[[ $(judge v8m 4096 <<<"$out") == *'less than the hardware'* ]] || wrong 'less'
