package org.ratsnetz.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in RFC 9457's terms. Title and detail are looked up in the message bundles under {@code problem.<type>.title} and
 * {@code problem.<type>.detail}, the latter with {@code arguments}.
 *
 * @param type stable key, for example {@code stale}; on the wire {@code urn:ratsnetz:problem:stale}
 * @param status HTTP status
 * @param arguments arguments of the detail text
 * @param errors fields to blame
 * @param retryAfter seconds after which another try makes sense, where one does
 * @param members further members of the problem document
 */
public record Problem(
        String type,
        int status,
        List<Object> arguments,
        List<Invalid> errors,
        @Nullable Integer retryAfter,
        Map<String, Object> members) {

    /**
     * One field to blame. The text is looked up under {@code invalid.<reason>}.
     *
     * @param pointer JSON pointer into the request body, or {@code header/<name>}, {@code query/<name>}, {@code path/<name>}
     * @param reason key of the text
     * @param arguments arguments of the text
     */
    public record Invalid(String pointer, String reason, List<Object> arguments) {

        public static Invalid of(String pointer, String reason, Object... arguments) {
            return new Invalid(pointer, reason, List.of(arguments));
        }
    }

    public static Problem of(int status, String type, Object... arguments) {
        return new Problem(type, status, List.of(arguments), List.of(), null, Map.of());
    }

    /** 422 with the fields to blame. */
    public static Problem invalid(List<Invalid> errors) {
        return new Problem("invalid", 422, List.of(), List.copyOf(errors), null, Map.of());
    }

    /** The same, worth another try after so many seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(type, status, arguments, errors, seconds, members);
    }

    /** The same with a further member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(type, status, arguments, errors, retryAfter, Map.copyOf(more));
    }
}
