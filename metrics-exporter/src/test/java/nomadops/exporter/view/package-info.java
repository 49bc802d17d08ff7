@NullMarked
package nomadops.exporter.view;

import org.jspecify.annotations.NullMarked;
