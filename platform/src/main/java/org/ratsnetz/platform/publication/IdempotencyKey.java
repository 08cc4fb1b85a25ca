package org.ratsnetz.platform.publication;

/**
 * A write that may be repeated.
 *
 * @param request hash of client, method, path and the caller's key
 * @param body hash of the body
 * @param status status the first answer has, where it is no creation (201)
 */
public record IdempotencyKey(long request, long body, int status) {}
