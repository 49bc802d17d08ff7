/// Tests of addresses, tokens and environments.
@NullMarked
package nomadops.client.connection;

import org.jspecify.annotations.NullMarked;
