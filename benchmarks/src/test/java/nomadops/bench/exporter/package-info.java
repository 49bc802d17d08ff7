/// Tests of the exporter's bench.
@NullMarked
package nomadops.bench.exporter;

import org.jspecify.annotations.NullMarked;
