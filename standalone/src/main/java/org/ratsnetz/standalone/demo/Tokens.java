package org.ratsnetz.standalone.demo;

/** Access tokens of the platform's clients. */
public interface Tokens {

    /**
     * A token that is good for at least another minute.
     *
     * @param client id of a client of {@code access.json}, for example {@code registrar} or {@code council-05315000}
     */
    String of(String client);
}
