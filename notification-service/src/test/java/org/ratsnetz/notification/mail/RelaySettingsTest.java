package org.ratsnetz.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ratsnetz.notification.mail.MailServer.Encryption;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

class RelaySettingsTest {

    @ParameterizedTest
    @CsvSource({
        ", , NEVER, 25",
        "mail.smtp.starttls.enable, , WHERE_OFFERED, 25",
        "mail.smtp.starttls.enable, us, STARTTLS, 587",
        "mail.smtp.starttls.required, , STARTTLS, 25"
    })
    void takesStarttlsForRequiredWhereAPasswordGoes(
            @Nullable String property, @Nullable String user, Encryption encryption, int port) {
        MailProperties mail = relay(user);
        if (property != null) {
            mail.getProperties().put(property, "true");
        }
        MailServer server = RelaySettings.read(mail, new DefaultSslBundleRegistry());
        assertThat(server.protection().encryption()).isEqualTo(encryption);
        assertThat(server.port()).isEqualTo(port);
    }

    @Test
    void encryptsFromTheFirstByteWhereToldTo() {
        MailProperties mail = relay("us");
        mail.getSsl().setEnabled(true);
        MailServer server = RelaySettings.read(mail, new DefaultSslBundleRegistry());
        assertThat(server.protection().encryption()).isEqualTo(Encryption.TLS);
        assertThat(server.port()).isEqualTo(465);
        assertThat(server.login().orElseThrow().toString()).doesNotContain("secret");
    }

    @Test
    void sendsNoPasswordOverAnOpenConnectionUnlessToThisMachine() {
        MailProperties mail = relay("us");
        assertThatThrownBy(() -> RelaySettings.read(mail, new DefaultSslBundleRegistry()))
                .isInstanceOf(RelayUnfit.class);
        mail.setHost("127.0.0.1");
        assertThat(RelaySettings.read(mail, new DefaultSslBundleRegistry()).login())
                .isPresent();
    }

    private static MailProperties relay(@Nullable String user) {
        MailProperties mail = new MailProperties();
        mail.setHost("relay.example");
        if (user != null) {
            mail.setUsername(user);
            mail.setPassword("secret");
        }
        return mail;
    }
}
