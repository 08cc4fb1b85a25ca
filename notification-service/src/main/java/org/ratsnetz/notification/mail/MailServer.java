package org.ratsnetz.notification.mail;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The relay that mails are handed to.
 *
 * @param greeting the name that we give ourselves in EHLO; empty for the address of the connection
 */
public record MailServer(String host, int port, String greeting, Protection protection, Optional<Login> login) {

    /** When the connection is encrypted. */
    public enum Encryption {
        NEVER,
        /** By STARTTLS where the relay offers it, else not. */
        WHERE_OFFERED,
        /** By STARTTLS, or nothing is sent. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    /**
     * How the connection is protected.
     *
     * @param verifiesHost whether the relay's certificate must be for its name
     */
    public record Protection(Encryption encryption, SSLContext context, boolean verifiesHost) {}

    /** Who we are to the relay. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
