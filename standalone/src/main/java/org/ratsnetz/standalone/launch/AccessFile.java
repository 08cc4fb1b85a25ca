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
import org.ratsnetz.standalone.identity.People;
import org.ratsnetz.standalone.identity.Person;
import tools.jackson.core.type.TypeReference;

/** {@code access.json}: what tools on this machine need to come in. Only its owner can read it. */
final class AccessFile {

    private final StateFile<Access> file;
    private final Clients clients;
    private final People people;
    private final @Nullable String inbox;

    /** @param inbox its address, empty when there is none */
    AccessFile(Path path, Clients clients, People people, Optional<String> inbox) {
        this.inbox = inbox.orElse(null);
        this.file = new StateFile<>(path, new TypeReference<>() {});
        this.clients = clients;
        this.people = people;
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
            List<PersonEntry> people,
            String kafka,
            String mongodb,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String inbox,

            Map<String, String> management) {}

    /** A client with its secret. */
    record Entry(String id, String secret, List<String> roles, List<String> councils) {}

    /** Someone who may sign in with a browser, with their password. */
    record PersonEntry(String username, String password, String name, List<String> roles, List<String> councils) {}

    void write(String issuer, String kafka, String mongodb, Map<String, String> management) {
        List<Entry> entries = clients.local().stream().map(AccessFile::entry).toList();
        List<PersonEntry> persons = people.all().stream().map(AccessFile::entry).toList();
        file.write(new Access(issuer, issuer + "/oauth2/token", entries, persons, kafka, mongodb, inbox, management));
    }

    private static Entry entry(Client client) {
        return new Entry(client.id(), Objects.requireNonNull(client.secret()), client.roles(), client.councils());
    }

    private static PersonEntry entry(Person person) {
        return new PersonEntry(person.username(), person.password(), person.name(), person.roles(), person.councils());
    }
}
