# named.awk - a board's windows and interrupt lines, as tables for replay.c
#
#      gpioa = { address = 0x42020000, size = 0x400 }   -->   {"GPIOA", ...}
#
# Names as in ST's header: upper case, I2C1_EV for i2c1_event.

function field(name,    at) {
	at = match($0, "[{ ]" name " = 0x[0-9a-fA-F]+")
	return at ? substr($0, RSTART + length(name) + 4,
		RLENGTH - length(name) - 4) : "0"
}

function name(    n) {
	n = toupper($1)
	sub(/_EVENT$/, "_EV", n)
	sub(/_ERROR$/, "_ER", n)
	return n
}

/^\[/ { section = $0 }

section == "[windows]" && / = \{/ {
	windows = windows sprintf("\t{\"%s\", %s, %s, %s, %s, %s, %s, %s},\n",
		name(), field("address"), field("size"), field("register"),
		field("on"), field("off"), field("mask"), field("pressed"))
}

section == "[irqs]" && / = [0-9]+/ {
	lines = lines sprintf("\t{\"%s\", %s},\n", name(), $3)
}

END {
	print "#include <stdint.h>"
	print "struct window {\n\tconst char *name;"
	print "\tuint32_t address, size, reg, on, off, mask, pressed;\n};"
	print "static const struct window windows[] = {\n" windows "};"
	print "static const struct {\n\tconst char *name;\n\tuint32_t line;"
	print "} lines[] = {\n" lines "};"
}
