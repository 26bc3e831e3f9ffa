/**
 * When clients are there: models of availability, each a class that a scenario calls by its name.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.world.presence;
