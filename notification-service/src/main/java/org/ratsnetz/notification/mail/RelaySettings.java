package org.ratsnetz.notification.mail;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.ratsnetz.notification.mail.MailServer.Encryption;
import org.ratsnetz.notification.mail.MailServer.Login;
import org.ratsnetz.notification.mail.MailServer.Protection;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;

/** Reads {@code spring.mail}; what it says and we would not do is refused. */
final class RelaySettings {

    private static final String PREFIX = "mail.smtp.";
    private static final String STARTTLS = PREFIX + "starttls.enable";
    private static final String STARTTLS_REQUIRED = PREFIX + "starttls.required";
    private static final String LOCALHOST = PREFIX + "localhost";
    private static final String AUTH = PREFIX + "auth";
    private static final Set<String> KNOWN = Set.of(STARTTLS, STARTTLS_REQUIRED, LOCALHOST, AUTH);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final MailProperties mail;
    private final Map<String, String> further;

    private RelaySettings(MailProperties mail) {
        this.mail = mail;
        this.further = mail.getProperties();
    }

    static MailServer read(MailProperties mail, SslBundles bundles) {
        return new RelaySettings(mail).server(bundles);
    }

    private MailServer server(SslBundles bundles) {
        Set<String> unknown = new TreeSet<>(further.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new RelayUnfit(
                    "spring.mail.properties has settings that are not followed: " + String.join(", ", unknown),
                    "Take them out. Followed are " + String.join(", ", new TreeSet<>(KNOWN))
                            + "; times are set by ratsnetz.mail.timeouts.");
        }
        Encryption encryption = encryption();
        Optional<Login> login = login();
        if (login.isPresent() && encryption == Encryption.NEVER && !LOOPBACK.contains(mail.getHost())) {
            throw new RelayUnfit(
                    "spring.mail.password would go over an open connection",
                    "Set spring.mail.ssl.enabled=true or spring.mail.properties." + STARTTLS_REQUIRED + "=true.");
        }
        return new MailServer(
                Objects.requireNonNull(mail.getHost()),
                port(encryption),
                further.getOrDefault(LOCALHOST, ""),
                new Protection(encryption, context(bundles), mail.getSsl().isVerifyHostname()),
                login);
    }

    /** With a password STARTTLS is required wherever it is wanted: who cuts it out of the greeting must not get the password. */
    private Encryption encryption() {
        boolean starttls = wants(STARTTLS) || wants(STARTTLS_REQUIRED);
        boolean bundle = mail.getSsl().getBundle() != null;
        if (mail.getSsl().isEnabled() || mail.getProtocol().equals("smtps") || (bundle && !starttls)) {
            return Encryption.TLS;
        }
        if (starttls && (wants(STARTTLS_REQUIRED) || login().isPresent())) {
            return Encryption.STARTTLS;
        }
        return starttls ? Encryption.WHERE_OFFERED : Encryption.NEVER;
    }

    private boolean wants(String property) {
        return Boolean.parseBoolean(further.get(property));
    }

    private Optional<Login> login() {
        String user = mail.getUsername();
        String password = mail.getPassword();
        if (user == null || user.isEmpty()) {
            if (wants(AUTH)) {
                throw new RelayUnfit(
                        "spring.mail.properties." + AUTH + " asks for a password and there is none",
                        "Set spring.mail.username and spring.mail.password.");
            }
            return Optional.empty();
        }
        return Optional.of(new Login(user, password == null ? "" : password));
    }

    private int port(Encryption encryption) {
        Integer port = mail.getPort();
        if (port != null) {
            return port;
        }
        return encryption == Encryption.TLS ? 465 : login().isPresent() ? 587 : 25;
    }

    private SSLContext context(SslBundles bundles) {
        String bundle = mail.getSsl().getBundle();
        try {
            return bundle == null
                    ? SSLContext.getDefault()
                    : bundles.getBundle(bundle).createSslContext();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
