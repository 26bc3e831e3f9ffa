/**
 * What goes wrong on purpose: faults of links, clients and devices, each a class that a scenario
 * calls by its name.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.world.fault;
