package org.ratsnetz.backup;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where the databases are, as the environment says: {@code SPRING_MONGODB_URI} for all, each under its usual name;
 * {@code RATSNETZ_BACKUP_COUNCIL}, {@code …_BOARD}, {@code …_NOTIFICATION} for one that is elsewhere, with its name.
 */
final class Places implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Map<String, String> environment;
    private final Map<String, MongoClient> clients = new HashMap<>();

    Places(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A service's database. */
    MongoDatabase database(Store store) {
        String own = told("RATSNETZ_BACKUP_" + store.name().toUpperCase(Locale.ROOT));
        String name = own.isEmpty() ? null : new ConnectionString(own).getDatabase();
        return client(store).getDatabase(name == null ? store.name() : name);
    }

    /** The client of a service's database; those in one place share it. */
    MongoClient client(Store store) {
        String own = told("RATSNETZ_BACKUP_" + store.name().toUpperCase(Locale.ROOT));
        String uri = own.isEmpty() ? told("SPRING_MONGODB_URI") : own;
        if (uri.isEmpty()) {
            throw new Refusal("setting.mongodb");
        }
        return clients.computeIfAbsent(
                uri,
                told -> MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(told))
                        .applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .applicationName("ratsnetz-backup")
                        .build()));
    }

    /** Folder of a standalone platform's own files, which belong into its backup. */
    Optional<Path> files() {
        return Optional.of(told("RATSNETZ_BACKUP_FILES"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
    }

    private String told(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    @Override
    public void close() {
        clients.values().forEach(MongoClient::close);
    }
}
