/**
 * The devices that train: slots, parked client state, and local work in order of virtual finish.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.device;
