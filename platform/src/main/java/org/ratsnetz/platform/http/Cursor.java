package org.ratsnetz.platform.http;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page ended. It is not signed, since it can say nothing that a caller could not say with filters: a made-up one starts
 * the list elsewhere.
 *
 * @param order the order it belongs to
 * @param values texts and whole numbers
 */
record Cursor(String order, List<Object> values) {

    private static final int LONGEST = 1000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String encode() {
        List<Object> all = new ArrayList<>(values);
        all.addFirst(order);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(all));
    }

    static Optional<Cursor> decode(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode all = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (!all.isArray() || all.isEmpty() || !all.get(0).isString()) {
                return Optional.empty();
            }
            List<Object> values = new ArrayList<>();
            for (int i = 1; i < all.size(); i++) {
                JsonNode value = all.get(i);
                if (value.isString()) {
                    values.add(value.stringValue());
                } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                    values.add(value.longValue());
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(new Cursor(all.get(0).stringValue(), List.copyOf(values)));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }
}
