package org.ratsnetz.platform.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an attacker makes of a good body: fields that he hopes are taken over, and database operators in the place of values. Each
 * must be refused and change nothing.
 */
public final class HostileJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FIELDS = List.of(
            "role",
            "roles",
            "councilId",
            "seq",
            "sequence",
            "epoch",
            "_id",
            "version",
            "content",
            "outbox",
            "keys",
            "changedBy",
            "changedAt",
            "__proto__",
            "constructor",
            "$set",
            "$where",
            "state.facts",
            "a.b");
    private static final List<String> VALUES = List.of(
            "{\"$gt\":\"\"}",
            "{\"$ne\":null}",
            "{\"$where\":\"sleep(1000)\"}",
            "{\"$regex\":\".*\"}",
            "{\"a.b\":1}",
            "[{\"$gt\":\"\"}]",
            "[]",
            "true");

    private HostileJson() {}

    /** Bodies with one field too many, in every object of the good one; by what was done. */
    public static Map<String, String> added(String good) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String path : paths(JSON.readTree(good), "", true)) {
            for (String field : FIELDS) {
                if (!at(JSON.readTree(good), path).has(field)) {
                    bodies.put(path + "/" + field, changed(good, path, node -> {
                        ((ObjectNode) node).put(field, "x");
                        return node;
                    }));
                }
            }
        }
        return bodies;
    }

    /** Bodies with an operator or another type in the place of each text and number of the good one; by what was done. */
    public static Map<String, String> replaced(String good) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String path : paths(JSON.readTree(good), "", false)) {
            for (String value : VALUES) {
                bodies.put(path + " = " + value, changed(good, path, _ -> JSON.readTree(value)));
            }
        }
        return bodies;
    }

    /** Values for query parameters and path variables, URL-encoded. */
    public static List<String> parameters() {
        return List.of(
                "%7B%22%24gt%22%3A%22%22%7D",
                "%5B%24ne%5D%3D1",
                "%27%20%7C%7C%20%271%27%3D%3D%271",
                "%24where",
                ".%2A",
                "%28%28a%2B%29%2B%29%2B%24",
                "%5C",
                "%00",
                "%22%7D%2C%7B%22x",
                "%F0%9F%92%A3",
                "a".repeat(2000));
    }

    /** JSON pointers of the objects, or of the texts and numbers, below a node. */
    private static List<String> paths(JsonNode node, String at, boolean objects) {
        List<String> found = new ArrayList<>();
        if (node.isObject()) {
            if (objects) {
                found.add(at);
            }
            node.properties()
                    .forEach(entry -> found.addAll(paths(entry.getValue(), at + "/" + entry.getKey(), objects)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                found.addAll(paths(node.get(i), at + "/" + i, objects));
            }
        } else if (!objects) {
            found.add(at);
        }
        return found;
    }

    private static JsonNode at(JsonNode root, String path) {
        return path.isEmpty() ? root : root.at(path);
    }

    private static String changed(String good, String path, UnaryOperator<JsonNode> change) {
        JsonNode root = JSON.readTree(good);
        if (path.isEmpty()) {
            return JSON.writeValueAsString(change.apply(root));
        }
        int slash = path.lastIndexOf('/');
        JsonNode parent = at(root, path.substring(0, slash));
        String last = path.substring(slash + 1);
        JsonNode next = change.apply(at(root, path));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), next);
        } else {
            ((ObjectNode) parent).set(last, next);
        }
        return JSON.writeValueAsString(root);
    }
}
