/*
 * config_source.c - where the files lie that app.toml names
 *
 *      source = "radio"              APP/radio
 *      source = "k5:uart_cmsdk"      K5/drivers/uart_cmsdk
 *      file = "k5:uart.toml"         K5/drivers/uart.toml
 *
 * The tree is found as the tool finds it for kernel and boards, so an app that
 * takes a driver from it may lie anywhere.
 */
#include <dirent.h>
#include <string.h>

#include "config_app.h"
#include "config_keep.h"

/* What follows "k5:", or NULL: it is the app's own. */
static const char *of_k5(const char *name)
{
	return strncmp(name, "k5:", 3) == 0 ? name + 3 : NULL;
}

char *cfg_source(const struct cfg *c, const char *name)
{
	const char *ours = of_k5(name);

	return ours ? cfg_path(cfg_path(c->root, "drivers"), ours)
		    : cfg_path(c->m->dir, name);
}

const char *cfg_source_help(const struct cfg *c, const char *name, bool folders,
			    const char *otherwise)
{
	struct words known = {0};
	DIR *d = of_k5(name) ? opendir(cfg_path(c->root, "drivers")) : NULL;

	for (struct dirent *e; d && (e = readdir(d));) {
		if (!strchr(e->d_name, '.') == folders) {
			words_add(&known, keep_format("k5:%s", e->d_name));
		}
	}
	if (d) {
		closedir(d);
	}
	words_sort(&known);
	return of_k5(name) ? words_help(&known, name,
					folders ? "drivers of K5"
						: "interfaces of K5's drivers")
			   : otherwise;
}
