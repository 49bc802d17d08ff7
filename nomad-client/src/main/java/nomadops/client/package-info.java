@org.jspecify.annotations.NullMarked
package nomadops.client;
