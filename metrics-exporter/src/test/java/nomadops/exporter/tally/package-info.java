@NullMarked
package nomadops.exporter.tally;

import org.jspecify.annotations.NullMarked;
