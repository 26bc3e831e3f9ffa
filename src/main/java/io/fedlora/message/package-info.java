/** What travels between server and clients: the wire record and its bodies. */
@org.jspecify.annotations.NullMarked
package io.fedlora.message;
