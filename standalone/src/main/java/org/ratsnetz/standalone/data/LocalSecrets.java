package org.ratsnetz.standalone.data;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** Secrets that the platform makes for itself at its first start and keeps in a file only its owner can read. */
public final class LocalSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final StateFile<Map<String, String>> file;
    private final Map<String, String> secrets;

    /**
     * Reads them.
     *
     * @throws CannotStart when the file is damaged
     */
    public LocalSecrets(Path path) {
        this.file = new StateFile<>(path, new TypeReference<>() {});
        this.secrets = new HashMap<>(file.read().orElse(Map.of()));
    }

    /** The secret of that name: so many random bytes in base64, a multiple of three to go without padding; the same at every start. */
    public synchronized String of(String name, int bytes) {
        String kept = secrets.get(name);
        if (kept != null) {
            return kept;
        }
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        String fresh = Base64.getEncoder().encodeToString(random);
        secrets.put(name, fresh);
        file.write(new TreeMap<>(secrets));
        return fresh;
    }
}
