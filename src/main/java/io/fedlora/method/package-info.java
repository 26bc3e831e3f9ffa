/**
 * The federated methods: what each keeps private, sends, trains, merges and scores. A method is one
 * class behind {@link io.fedlora.method.FederatedMethod} and one line in the registry of methods.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.method;
