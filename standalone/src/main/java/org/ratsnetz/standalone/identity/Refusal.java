package org.ratsnetz.standalone.identity;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request of the clients' administration that is not done. */
final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final String key;
    private final transient Map<String, String> errors;

    /**
     * @param key ending of the problem's type and of its message
     * @param errors JSON pointer of a field, and the key of what is wrong with it
     */
    Refusal(HttpStatus status, String key, Map<String, String> errors) {
        super(key);
        this.status = status;
        this.key = key;
        this.errors = Map.copyOf(errors);
    }

    Refusal(HttpStatus status, String key) {
        this(status, key, Map.of());
    }

    HttpStatus status() {
        return status;
    }

    String key() {
        return key;
    }

    Map<String, String> errors() {
        return errors;
    }
}
