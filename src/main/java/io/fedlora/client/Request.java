package io.fedlora.client;

import io.fedlora.message.Body;

/**
 * A request as it lies before a client.
 *
 * @param id the request's id
 * @param download what the server sent
 */
public record Request(long id, Body.Download download) {}
