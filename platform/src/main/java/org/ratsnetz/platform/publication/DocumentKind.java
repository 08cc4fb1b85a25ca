package org.ratsnetz.platform.publication;

/**
 * A kind of aggregate and where it lives.
 *
 * @param type class of the state
 * @param collection MongoDB collection
 * @param schema number of the stored form; a document with a higher one is not written
 * @param topic topic of its events
 * @param source CloudEvents source of its events
 * @param restatement how it is told again
 * @param <S> state of the document
 */
public record DocumentKind<S>(
        Class<S> type, String collection, int schema, String topic, String source, Restatement<S> restatement) {}
