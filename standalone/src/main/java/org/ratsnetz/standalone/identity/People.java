package org.ratsnetz.standalone.identity;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ratsnetz.standalone.data.StateFile;
import tools.jackson.core.type.TypeReference;

/** The people that may sign in, kept in one file that only its owner can read. */
public final class People {

    private final Map<String, Person> people = new LinkedHashMap<>();

    /**
     * A person there shall be.
     *
     * @param councils AGS, only with the role council
     */
    public record Wanted(String username, String name, List<String> roles, List<String> councils) {}

    /**
     * Reads the people, and gives the wanted ones that never were a password each.
     *
     * @throws org.ratsnetz.standalone.data.CannotStart when the file is damaged
     */
    public People(Path path, List<Wanted> wanted) {
        StateFile<List<Person>> file = new StateFile<>(path, new TypeReference<>() {});
        file.read().orElse(List.of()).forEach(person -> people.put(person.username(), person));
        int known = people.size();
        wanted.forEach(one -> people.computeIfAbsent(one.username(), name -> person(one)));
        if (people.size() > known) {
            file.write(all());
        }
    }

    /** All of them, with their passwords. */
    public List<Person> all() {
        return List.copyOf(people.values());
    }

    Optional<Person> find(String username) {
        return Optional.ofNullable(people.get(username));
    }

    /** The person whose password that is. */
    Optional<Person> check(String username, String password) {
        return find(username).filter(person -> new Secrets().matches(password, person.passwordHash()));
    }

    private static Person person(Wanted wanted) {
        String password = Secrets.typable();
        return new Person(
                wanted.username(), wanted.name(), wanted.roles(), wanted.councils(), Secrets.hash(password), password);
    }
}
