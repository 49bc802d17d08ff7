/// Tests of values that have rules of their own.
@NullMarked
package nomadops.client.model;

import org.jspecify.annotations.NullMarked;
