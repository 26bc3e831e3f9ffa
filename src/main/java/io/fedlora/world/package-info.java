/** What surrounds the federation: the fleet, its links, who is away when. */
@org.jspecify.annotations.NullMarked
package io.fedlora.world;
