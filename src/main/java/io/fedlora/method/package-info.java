/** The federated methods: what each keeps private, sends, trains, merges and scores. */
@org.jspecify.annotations.NullMarked
package io.fedlora.method;
