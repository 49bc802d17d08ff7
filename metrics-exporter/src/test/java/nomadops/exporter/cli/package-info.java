@NullMarked
package nomadops.exporter.cli;

import org.jspecify.annotations.NullMarked;
