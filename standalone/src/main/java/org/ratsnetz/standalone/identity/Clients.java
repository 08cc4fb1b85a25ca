package org.ratsnetz.standalone.identity;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

/** All clients, revoked ones too, kept in one file. A change is on the disk before it counts. */
public final class Clients {

    private static final String LAUNCHER = "launcher";

    private final StateFile<List<Client>> file;
    private final InstantSource clock;
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile Map<String, Client> clients;

    /**
     * Reads the clients.
     *
     * @throws org.ratsnetz.standalone.data.CannotStart when the file is damaged
     */
    public Clients(Path path, InstantSource clock) {
        this.file = new StateFile<>(path, new TypeReference<>() {});
        this.clock = clock;
        this.clients = byId(file.read().orElse(List.of()));
    }

    /** Clients that the launcher itself gives out, with their secrets, those not revoked. */
    public List<Client> local() {
        return all().stream().filter(client -> client.secret() != null).toList();
    }

    /** Creates the wanted ones that never were; their secrets stay readable for {@code access.json}. */
    public synchronized void ensure(List<Wanted> wanted) {
        Map<String, Client> next = new LinkedHashMap<>(clients);
        for (Wanted one : wanted) {
            next.computeIfAbsent(one.id(), id -> {
                String secret = Secrets.fresh();
                return new Client(
                        id, one.roles(), one.councils(), Secrets.hash(secret), secret, clock.instant(), LAUNCHER, null);
            });
        }
        if (next.size() > clients.size()) {
            keep(next);
        }
    }

    /**
     * A client to create.
     *
     * @param councils AGS, only with the role council
     */
    public record Wanted(String id, List<String> roles, List<String> councils) {}

    /** Calls {@code listener} after each change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    List<Client> all() {
        return clients.values().stream()
                .sorted(Comparator.comparing(Client::id))
                .toList();
    }

    Optional<Client> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /** Creates a client; empty when there is, or was, one of that name. */
    synchronized Optional<Client> create(Wanted wanted, String secret, String by) {
        if (clients.containsKey(wanted.id())) {
            return Optional.empty();
        }
        Client client = new Client(
                wanted.id(), wanted.roles(), wanted.councils(), Secrets.hash(secret), null, clock.instant(), by, null);
        replace(client);
        return Optional.of(client);
    }

    /** Gives a client another secret; false when it is revoked. */
    synchronized boolean rotate(String id, String secret) {
        Optional<Client> living = find(id).filter(client -> !client.isRevoked());
        living.ifPresent(client -> replace(client.withSecret(secret)));
        return living.isPresent();
    }

    /** Shuts a client out for ever; its name is never given again. */
    synchronized void revoke(String id) {
        find(id).filter(client -> !client.isRevoked()).ifPresent(client -> replace(client.revoked(clock.instant())));
    }

    private void replace(Client client) {
        Map<String, Client> next = new LinkedHashMap<>(clients);
        next.put(client.id(), client);
        keep(next);
    }

    private void keep(Map<String, Client> next) {
        file.write(List.copyOf(next.values()));
        clients = Map.copyOf(next);
        listeners.forEach(Runnable::run);
    }

    private static Map<String, Client> byId(List<Client> list) {
        Map<String, Client> map = new LinkedHashMap<>();
        list.forEach(client -> map.put(client.id(), client));
        return Map.copyOf(map);
    }
}
