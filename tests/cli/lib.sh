# shellcheck shell=bash disable=SC2034,SC2103,SC2154,SC1007
#
# lib.sh - words that the test cases are written in
#
#     begin NAME          a test begins; what follows belongs to it
#     k5 ARGS             runs the tool; keeps $out, $err, $rc
#     is RC               the exit code was RC
#     out <<'EOF'         standard output was exactly this
#     err TEXT            standard error contains this
#     no TEXT             neither stream contains this
#     has TEXT            standard output contains this
#     ok COMMAND...       the command succeeds
#
# A test fails once, with everything that was seen.

passed=0
failed=0
name=
bad=

finish() {
	if [ -n "$name" ]; then
		if [ -n "$bad" ]; then
			failed=$((failed + 1))
			printf 'FAIL %s\n%s' "$name" "$bad"
			printf '  exit code %s\n' "$rc"
			printf '  out: %s\n' "${out//$'\n'/$'\n  out: '}"
			printf '  err: %s\n' "${err//$'\n'/$'\n  err: '}"
		else
			passed=$((passed + 1))
		fi
	fi
	bad=
}

begin() {
	finish
	name=$1
	out= err= rc=
}

wrong() {
	bad+="  $*"$'\n'
}

k5() {
	out=$("$K5" "$@" 2>"$work/err")
	rc=$?
	err=$(<"$work/err")
}

is() {
	[ "$rc" = "$1" ] || wrong "exit code should be $1"
}

out() {
	local want
	want=$(cat)
	[ "$out" = "$want" ] || wrong "output differs:
$(diff <(echo "$want") <(echo "$out") | sed 's/^/    /')"
}

err() {
	[[ $err == *"$1"* ]] || wrong "stderr should say: $1"
}

has() {
	[[ $out == *"$1"* ]] || wrong "stdout should say: $1"
}

no() {
	[[ $out$err != *"$1"* ]] || wrong "should not say: $1"
}

ok() {
	"$@" >"$work/ok" 2>&1 || wrong "failed: $*
$(sed 's/^/    /' "$work/ok")"
}
