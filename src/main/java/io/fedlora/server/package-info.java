/** The server actor and the round, its short-lived child. */
@org.jspecify.annotations.NullMarked
package io.fedlora.server;
