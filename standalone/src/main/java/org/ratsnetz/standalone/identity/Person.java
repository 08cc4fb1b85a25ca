package org.ratsnetz.standalone.identity;

import java.util.List;

/**
 * A person that may sign in with a browser.
 *
 * @param username what is typed, also the subject of the person's tokens
 * @param name the person's own name, in the ID token only
 * @param roles what the person may do
 * @param councils AGS of the councils that the person speaks for; empty unless the role council is there
 * @param passwordHash SHA-256 of the password, in hexadecimal
 * @param password the password itself, for {@code access.json}
 */
public record Person(
        String username, String name, List<String> roles, List<String> councils, String passwordHash, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Person[" + username + "]";
    }
}
