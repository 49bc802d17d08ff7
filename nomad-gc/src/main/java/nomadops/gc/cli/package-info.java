/// Words on screen: the commands `gc run`, `gc plan` and `gc config`, their settings, tables and
/// exit codes. Arguments enter, [nomadops.gc.Collector] is wired by hand and run, results leave on
/// stdout. Read [nomadops.gc.cli.GcCommand] first.
@NullMarked
package nomadops.gc.cli;

import org.jspecify.annotations.NullMarked;
