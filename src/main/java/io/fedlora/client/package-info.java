/** The client actor and the behaviours that are built from its states. */
@org.jspecify.annotations.NullMarked
package io.fedlora.client;
