/**
 * What surrounds the federation: the fleet with its speeds and links, who is away when, and what
 * goes wrong. The world is the {@link io.fedlora.message.Carrier} that the federation sends
 * through: it has records take their time, loses those of clients that are away, spoils or repeats
 * what a fault has its way with, and takes clients away in the middle of their work. All of it
 * happens in turns of the clock. The federation knows nothing of it, and the world knows the
 * federation only as {@link io.fedlora.world.Endpoints}; no actor is made here.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.world;
