/// `scripts/bench`: figures on stdout as JSON lines, words on stderr. Read
/// [nomadops.bench.cli.BenchCommand] first.
@NullMarked
package nomadops.bench.cli;

import org.jspecify.annotations.NullMarked;
