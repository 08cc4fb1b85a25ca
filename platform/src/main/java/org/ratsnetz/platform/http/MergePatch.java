package org.ratsnetz.platform.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Merge Patch (RFC 7396): what is there replaces, {@code null} removes, what is not there stays. Controllers take it as
 * {@code @RequestBody MergePatch} with {@code consumes = {"application/merge-patch+json", "application/json"}}; {@link
 * MergePatches} applies it.
 */
public final class MergePatch {

    private final ObjectNode patch;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MergePatch(ObjectNode patch) {
        this.patch = patch;
    }

    /** The patch as it came. */
    @JsonValue
    public JsonNode json() {
        return patch;
    }

    /** Whether it says anything about that field. */
    public boolean touches(String field) {
        return patch.has(field);
    }

    /** The target with the patch applied; the target itself stays as it is. */
    JsonNode applyTo(JsonNode target) {
        return merge(target, patch);
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merge(merged.path(change.getKey()), change.getValue()));
            }
        }
        return merged;
    }
}
