# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# A listener may come late, and a line may lose bytes: what is shown is always
# a part of what was sent, and the last record always comes through.

cp -r "$here/app" app
mkdir -p app/build/mps2-an505
cp "$here/app/dict.json" app/build/mps2-an505/probe.dict.json
for i in 1 2 3 4 5 6 7 8; do
	echo "0 3 0 0 0x1a2b3c5e $((i * 1000)) 14000000 0${i}000000 08000000"
done | "$helpers/stream" >eight
size=$(stat -c %s eight)
k5 logs app --from eight
whole=$out

# Every line but notes is one of the whole stream's, in its order.
part_of_whole() {
	diff <(grep -v '^---' <<<"$out") <(echo "$whole") |
		grep -q '^<' && wrong "line not sent, $1"
	[[ $out == *'sent 8 of 8' ]] || wrong "last record lost, $1"
}

begin 'started at every third byte'
for ((at = 1; at < size - 40; at += 3)); do
	k5 logs app --from - < <(tail -c +$at eight)
	is 0
	part_of_whole "from byte $at"
	no 'damaged'
done

begin 'seven bytes lost at every fifth place'
for ((at = 40; at < size - 50; at += 5)); do
	k5 logs app --from - < <(head -c $at eight; tail -c +$((at + 8)) eight)
	is 0
	part_of_whole "without bytes from $at"
	[[ $out == *'--- 1 frame was damaged on the way'* ]] ||
		[ "$(wc -l <<<"$out")" -ge 7 ] || wrong "not told, from $at"
done

begin 'a byte changed at every fifth place'
for ((at = 40; at < size - 50; at += 5)); do
	k5 logs app --from - < <(head -c $at eight; printf '\125'
		tail -c +$((at + 2)) eight)
	part_of_whole "byte $at changed"
done

begin 'noise between is counted'
k5 logs app --json --from - < <(head -c 39 eight; printf 'noise\0noise\0'
	cat eight)
has '{"v":1,"kind":"damaged","count":2}'
