# shellcheck shell=bash
#
# lib.sh - a bug on purpose: out of a line of a list, into a copy of its file
#
#      CATEGORY :: FILE :: OLD :: NEW [:: REST]

# category, file, old, new and rest of a line.
# shellcheck disable=SC2034
parse() { # LINE
	local line=${1// :: /$'\037'}
	IFS=$'\037' read -r category file old new rest <<<"$line"
}

# FILE with the first OLD replaced, in a folder; false if there is none.
mutate() { # FILE OLD NEW FOLDER
	local text
	text=$(cat "$1"; echo x)
	text=${text%x}
	[[ $text == *"$2"* ]] || return 1
	printf '%s' "${text%%"$2"*}$3${text#*"$2"}" >"$4/$(basename "$1")"
}
