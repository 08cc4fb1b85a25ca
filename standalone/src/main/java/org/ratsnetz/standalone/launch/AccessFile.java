package org.ratsnetz.standalone.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.standalone.data.StateFile;
import org.ratsnetz.standalone.identity.Client;
import org.ratsnetz.standalone.identity.Clients;
import tools.jackson.core.type.TypeReference;

/** {@code access.json}: what tools on this machine need to come in. Only its owner can read it. */
final class AccessFile {

    private final StateFile<Access> file;
    private final Clients clients;
    private final @Nullable String inbox;

    /** @param inbox its address, empty when there is none */
    AccessFile(Path path, Clients clients, Optional<String> inbox) {
        this.inbox = inbox.orElse(null);
        this.file = new StateFile<>(path, new TypeReference<>() {});
        this.clients = clients;
    }

    /**
     * The file's content.
     *
     * @param kafka bootstrap address
     * @param mongodb connection string, without a database
     * @param inbox address of what was mailed and texted, left out where it went to real servers
     * @param management base address of each service's management port
     */
    record Access(
            String issuer,
            String tokenUrl,
            List<Entry> clients,
            String kafka,
            String mongodb,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String inbox,

            Map<String, String> management) {}

    /** A client with its secret. */
    record Entry(String id, String secret, List<String> roles, List<String> councils) {}

    void write(String issuer, String kafka, String mongodb, Map<String, String> management) {
        List<Entry> entries = clients.local().stream().map(AccessFile::entry).toList();
        file.write(new Access(issuer, issuer + "/oauth2/token", entries, kafka, mongodb, inbox, management));
    }

    private static Entry entry(Client client) {
        return new Entry(client.id(), Objects.requireNonNull(client.secret()), client.roles(), client.councils());
    }
}
