@NullMarked
package nomadops.gc.doctor;

import org.jspecify.annotations.NullMarked;
