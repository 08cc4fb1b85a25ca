package org.ratsnetz.platform.operations;

/** A service that keeps a read model has one: asks publishers to restate documents. */
public interface Resyncs {

    /** Whether the read model is that of a consumer group (without generation). */
    boolean serves(String group);

    /** Asks to restate a document, at once. */
    void ask(String key, String document);
}
